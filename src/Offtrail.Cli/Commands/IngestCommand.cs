using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail ingest PATH…</c>: into the lake, and no further.</summary>
internal static class IngestCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var paths = CommonOptions.Paths();
        var data = CommonOptions.Data();
        var threads = CommonOptions.Threads();
        var geo = CommonOptions.Geo();
        var ranges = CommonOptions.AwsRanges();
        var s3 = new S3Options(clock);
        var command = new Command("ingest", "Read CloudTrail into the lake. \"offtrail detect\" does this too.") { paths, data, threads, geo, ranges };
        s3.AddTo(command);
        Examples.Add(command, "offtrail ingest ./cloudtrail", "offtrail ingest s3://my-trail/AWSLogs/ --from-day 2026-05-01", "offtrail ingest ./cloudtrail --data ./case-17",
            "offtrail ingest ./cloudtrail --geo GeoLite2-City.mmdb --geo GeoLite2-ASN.mmdb");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = CommonOptions.DataFolderOf(parsed.GetValue(data));
            var sources = CommonOptions.SourcesOf(parsed, paths, s3, path, streams, cancellationToken);
            using var folder = Opening.ForWriting(path, streams.Error, cancellationToken);
            var ingester = new Ingester(folder, CommonOptions.IngestOf(parsed.GetValue(threads), parsed.GetValue(geo), parsed.GetValue(ranges)), clock);
            var read = await ProgressDisplay.RunAsync(ingester, sources, clock, streams, cancellationToken).ConfigureAwait(false);
            SummaryPrinter.Print(read, folder.State.Manifest, streams.Error);
            return read.LostAnything || folder.State.Manifest.Damaged().Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }
}
