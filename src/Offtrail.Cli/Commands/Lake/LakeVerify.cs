using System.CommandLine;
using Offtrail.Lake;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail lake verify</c>: reads every byte of the lake and says what is damaged; with --repair, mends it.</summary>
internal static class LakeVerify
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var repair = new Option<bool>("--repair") { Description = "Set damaged segments apart and read their objects again" };
        var deep = new Option<bool>("--deep") { Description = "Also count the events and look for one that is there twice" };
        var command = new Command("verify", "Compare every segment with its checksum.") { data, repair, deep };
        Examples.Add(command, "offtrail lake verify", "offtrail lake verify --repair");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = CommonOptions.DataFolderOf(parsed.GetValue(data));
            var whole = parsed.GetValue(repair)
                ? await RepairAsync(path, clock, streams, cancellationToken).ConfigureAwait(false)
                : Report(path, streams.Out, cancellationToken);
            if (whole && parsed.GetValue(deep)) whole = IsEachThereOnce(path, streams.Out, cancellationToken);
            return whole ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static bool Report(string path, TextWriter output, CancellationToken cancellationToken)
    {
        using var folder = DataFolder.OpenForReading(path);
        var segments = folder.State.Manifest.All();
        var damaged = 0;
        foreach (var segment in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((DamageCheck.Look(folder, segment) ?? DamageCheck.Compare(folder, segment)) is not { } reason) continue;
            damaged++;
            Line(output, "Damaged", $"{segment.Path}: {reason}; {Number(segment.Rows)} events");
        }

        var apart = folder.State.Manifest.Damaged();
        foreach (var d in apart) Line(output, "Missing", $"{d.Segment.Path}: set apart, because {d.Reason}; {Number(d.Missing)} of {Number(d.Segment.Rows)} events are not back");
        Line(output, "Verified", $"{Count(segments.Count, "segment")} with {Number(segments.Sum(s => s.Rows))} events, {Bytes(segments.Sum(s => s.Bytes))}: {(damaged == 0 ? "all as they were written" : $"{Number(damaged)} damaged; --repair reads their objects again")}");
        return damaged + apart.Count == 0;
    }

    private static async Task<bool> RepairAsync(string path, TimeProvider clock, StandardStreams streams, CancellationToken cancellationToken)
    {
        using var folder = Opening.ForWriting(path, streams.Error, cancellationToken);
        foreach (var d in DamageCheck.Checksums(folder, _ => { }, cancellationToken)) Line(streams.Out, "Set apart", $"{d.Segment.Path}: {d.Reason}; {Number(d.Missing)} events");
        var missing = folder.State.Manifest.Damaged().Sum(d => d.Missing);
        if (missing == 0)
        {
            Line(streams.Out, "Verified", "all segments are as they were written");
            return true;
        }

        var (read, gone) = await new Rereading(folder, clock).RunAsync([.. folder.State.Manifest.WaitingFor().Select(w => w.Key)], cancellationToken).ConfigureAwait(false);
        var left = folder.State.Manifest.Damaged().Sum(d => d.Missing);
        Line(streams.Out, "Rebuilt", $"{Number(missing - left)} of {Count(missing, "event")} from {Count(read.Objects, "object")}");
        foreach (var key in gone.Take(10)) Line(streams.Out, "Gone", PlainText.Of(key));
        if (left > 0) Line(streams.Out, "Missing", $"{Count(left, "event")} of {Count(gone.Count, "object")} that can't be read any more. Bring the objects back to their place and repeat; what is left of the segments is in {folder.DamagedFolder}");
        return left == 0;
    }

    private static bool IsEachThereOnce(string path, TextWriter output, CancellationToken cancellationToken)
    {
        using var folder = DataFolder.OpenForReading(path);
        using var temp = new ReaderTemp();
        using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp.Path });
        var wrong = 0;
        foreach (var day in folder.State.Manifest.All().GroupBy(s => s.Partition))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (events, ids) = EventIdQuery.Count(reader, [.. day]);
            if (events == day.Sum(s => s.Rows) && ids == events) continue;
            wrong++;
            Line(output, "Wrong", $"{day.Key.Folder}: {Number(events)} events with {Number(ids)} ids, where the manifest has {Number(day.Sum(s => s.Rows))}");
        }

        Line(output, "Counted", wrong == 0 ? "every event is there once" : $"{Count(wrong, "day")} of an account do not add up");
        return wrong == 0;
    }
}
