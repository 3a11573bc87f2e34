namespace Offtrail.Sources;

/// <summary>How a folder is watched.</summary>
public sealed record LiveFolderOptions
{
    /// <summary>How long a file must have stayed as it is before it counts as complete. Default 2 s.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two looks. Default 5 s; a look that takes long makes it longer, so that at most a tenth of the time is spent looking.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A folder below it that is not part of it: the data folder, when somebody keeps it there.</summary>
    public string? LeftOut { get; init; }
}
