using Offtrail.Aws;

namespace Offtrail.Pipeline;

/// <summary>What an account has in a region.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="AsOf">When it was last read, microseconds since 1970 UTC; null when it never was.</param>
/// <param name="Problem">Why it could not be read since then; null when it could.</param>
/// <param name="Addresses">Its addresses as of then.</param>
public sealed record InventoryPart(string Account, string Region, long? AsOf, string? Problem, IReadOnlyList<OwnedAddress> Addresses);
