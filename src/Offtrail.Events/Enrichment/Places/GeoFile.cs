namespace Offtrail.Events;

/// <summary>A database of places that is open.</summary>
/// <param name="Path">The file, as it was given.</param>
/// <param name="DatabaseType">What the file says that it is, such as <c>GeoLite2-City</c>.</param>
/// <param name="BuildDate">When it was made, UTC.</param>
/// <param name="Contents">What it knows, by a sample of its entries.</param>
public sealed record GeoFile(string Path, string DatabaseType, DateTimeOffset BuildDate, GeoContents Contents);
