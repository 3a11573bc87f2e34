using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>An exception, and what it covers.</summary>
/// <param name="Definition">Its YAML.</param>
/// <param name="IsSaved">Whether it was added.</param>
/// <param name="Covered">Alerts of the last 30 days that it covers.</param>
public sealed record ExceptionView(string Definition, bool IsSaved, IReadOnlyList<AlertRow> Covered);
