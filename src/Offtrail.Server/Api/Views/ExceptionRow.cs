namespace Offtrail.Server;

/// <summary>A shared exception as lists show it.</summary>
/// <param name="Comment">Why.</param>
/// <param name="When">What all events must be.</param>
/// <param name="Rules">For these rules; none for all.</param>
/// <param name="Until">Its end, microseconds since 1970 UTC; null for good.</param>
/// <param name="IsOver">Whether that is past.</param>
public sealed record ExceptionRow(string Comment, string When, IReadOnlyList<string> Rules, long? Until, bool IsOver);
