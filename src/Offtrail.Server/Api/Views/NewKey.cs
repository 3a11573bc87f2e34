namespace Offtrail.Server;

/// <summary>A key that was made.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">To be sent as Authorization: Bearer; it is shown this once.</param>
public sealed record NewKey(KeyView Key, string Secret);
