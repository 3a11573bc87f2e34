using System.Globalization;
using Offtrail.Sources;
using Offtrail.Sources.Demo;

namespace Offtrail.Cli;

/// <summary>Makes the demo's trail, runs the main job on it, and tells the story behind it.</summary>
internal sealed class DemoRun(TimeProvider clock, StandardStreams streams)
{
    private const string Marker = ".offtrail-demo";

    /// <summary>A fixed end, so that the demo shows everybody the same.</summary>
    private static readonly DateTimeOffset s_end = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public required int Seed { get; init; }

    public required int Days { get; init; }

    public required string Folder { get; init; }

    public AlertFormat Format { get; init; }

    public string? Out { get; init; }

    /// <summary>Whether to serve what was found and open the pages.</summary>
    public bool Open { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (trail, data) = Prepare();
        await streams.Error.WriteLineAsync($"Making up an organisation's CloudTrail in {trail}").ConfigureAwait(false);
        var demo = DemoTrail.Write(trail, new DemoOptions { Seed = Seed, Days = Days, End = s_end }, cancellationToken);
        await streams.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Made up     {demo.Events:N0} events of {Days} days in {demo.Objects:N0} objects")).ConfigureAwait(false);
        var code = await new DetectRun(clock, streams) { Sources = [new FolderSource(trail)], DataFolder = data, Format = Format, Out = Out }.RunAsync(cancellationToken).ConfigureAwait(false);
        await streams.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        await streams.Error.WriteLineAsync($"The story   {demo.Attack.Story}").ConfigureAwait(false);
        if (Open) return await new ServeRun(clock, streams) { Root = data, Folders = [trail], Listen = ["http://127.0.0.1:0"], OnListening = Show }.RunAsync(cancellationToken).ConfigureAwait(false);
        await streams.Error.WriteLineAsync($"Next        offtrail demo --open                         the same as web pages").ConfigureAwait(false);
        await streams.Error.WriteLineAsync($"            offtrail alerts --data {data} --format json    the alerts in full").ConfigureAwait(false);
        await streams.Error.WriteLineAsync("            offtrail detect PATH                         your own CloudTrail").ConfigureAwait(false);
        return code;
    }

    private void Show(string address)
    {
        if (!Browser.TryOpen(address)) streams.Error.WriteLine($"No browser could be opened; open {address} yourself.");
    }

    /// <summary>Empty folders for the trail and the data. Only what an earlier demo made is deleted.</summary>
    private (string Trail, string Data) Prepare()
    {
        var root = Path.GetFullPath(Folder);
        var (trail, data, marker) = (Path.Combine(root, "trail"), Path.Combine(root, "data"), Path.Combine(root, Marker));
        if (Directory.Exists(root) && !File.Exists(marker) && Directory.EnumerateFileSystemEntries(root).Any())
            throw new UsageException($"{root} holds something that no demo made; name an empty folder with --data");
        Directory.CreateDirectory(root);
        File.WriteAllText(marker, "made by \"offtrail demo\"; its next run empties the folders trail and data\n");
        if (Directory.Exists(trail)) Directory.Delete(trail, recursive: true);
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        Directory.CreateDirectory(trail);
        return (trail, data);
    }
}
