namespace Offtrail.Sources;

/// <summary>A file of a watched folder that was given, and by what the folder remembers it.</summary>
internal sealed record GivenFile(SourceObject Object, WatchedFolder Folder, ulong Hash);
