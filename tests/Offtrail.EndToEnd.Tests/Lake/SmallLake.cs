namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>A lake of forty days with several small segments each, made once and copied for each attempt.</summary>
internal sealed class SmallLake : IDisposable
{
    public Workspace Work { get; } = new();

    public KillTrail Trail { get; } = new();

    /// <summary>The lake as it was made. It stays so.</summary>
    public DataOnDisk Origin => new(OriginFolder);

    private string OriginFolder => Path.Combine(Work.Root, "origin");

    public static async Task<SmallLake> MakeAsync()
    {
        var lake = new SmallLake();
        foreach (var delivery in new[] { "a", "b" })
        {
            lake.Trail.Deliver(lake.Work, delivery);
            (await lake.Work.RunAsync("ingest", lake.Work.Trail, "--data", lake.OriginFolder, "--threads", "2")).ShouldExit(0);
        }

        lake.Origin.ShouldBeTidy().Content.Events.ShouldBe(lake.Trail.Records.Count);
        lake.Restore();
        return lake;
    }

    /// <summary>Puts the lake as it was made into the workspace's data folder.</summary>
    public void Restore()
    {
        if (Directory.Exists(Work.Data)) Directory.Delete(Work.Data, recursive: true);
        DataOnDisk.Copy(OriginFolder, Work.Data);
    }

    public void Dispose() => Work.Dispose();
}
