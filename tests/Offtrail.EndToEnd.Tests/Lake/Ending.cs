namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>What became of a program that was to be killed.</summary>
internal enum Ending
{
    /// <summary>It was killed before it had the data folder to itself.</summary>
    KilledBeforeWork,

    /// <summary>It was killed while it had the data folder to itself.</summary>
    KilledAtWork,

    /// <summary>It had ended when the kill came.</summary>
    Ended,
}
