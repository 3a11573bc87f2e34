namespace Offtrail.Sources;

/// <summary>Files of a watched folder; those that could not be read are given again after a while.</summary>
internal sealed class FolderArrival(IReadOnlyList<GivenFile> files, Action<GivenFile> giveAgain) : Arrival([.. files.Select(f => f.Object)])
{
    public override Task SettleAsync(Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken)
    {
        foreach (var file in files)
            if (!isStored(file.Object)) giveAgain(file);
        return Task.CompletedTask;
    }
}
