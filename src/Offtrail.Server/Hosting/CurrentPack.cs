using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>The jobs and rules as the data folder has them now: read again only when a file was changed, since reading takes longer than answering. To look at only; who changes or tunes loads their own.</summary>
public sealed class CurrentPack(DataFolder folder)
{
    private Reading? _last;

    /// <summary>The pack.</summary>
    /// <exception cref="Anomalies.DefinitionException">A file is wrong.</exception>
    public Pack Now
    {
        get
        {
            var stamp = Definitions.StampOf(folder.Root);
            if (Volatile.Read(ref _last) is { } last && last.Stamp == stamp) return last.Pack;
            var read = new Reading(stamp, Pack.Load(folder.Root));
            Volatile.Write(ref _last, read);
            return read.Pack;
        }
    }

    private sealed record Reading(string Stamp, Pack Pack);
}
