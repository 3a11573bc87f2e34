using System.Globalization;

namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>Where the kills landed.</summary>
internal sealed class KillTally
{
    private int _beforeWork, _duringWork, _committed, _leftFiles, _afterWork;

    public int Total => _beforeWork + _duringWork + _afterWork;

    /// <summary>Notes a kill.</summary>
    /// <param name="ending">What became of the program.</param>
    /// <param name="changed">Whether the manifest is another than before.</param>
    /// <param name="leftFiles">Whether files are in the lake that no manifest lists.</param>
    public void Add(Ending ending, bool changed, bool leftFiles)
    {
        if (ending == Ending.KilledBeforeWork) _beforeWork++;
        else if (ending == Ending.KilledAtWork) _duringWork++;
        else _afterWork++;
        if (ending != Ending.KilledAtWork) return;
        if (changed) _committed++;
        if (leftFiles) _leftFiles++;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Total} kills: {_beforeWork} before the work, {_duringWork} at work ({_committed} behind a commit, {_leftFiles} with unlisted files left), {_afterWork} after the end");
}
