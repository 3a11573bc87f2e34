using System.CommandLine;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail lake compact</c>.</summary>
internal static class LakeCompact
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var size = new Option<int>("--target-size") { Description = "Size of a merged segment in MiB, 1 to 4096. Default: 64", HelpName = "MIB", DefaultValueFactory = _ => 64 };
        CommonOptions.Range(size, 1, 4096);
        var command = new Command("compact", "Merge the small segments of each account's day. Readers go on meanwhile.") { data, size };
        Examples.Add(command, "offtrail lake compact");
        command.SetAction((parsed, cancellationToken) =>
        {
            using var folder = Opening.ForWriting(CommonOptions.DataFolderOf(parsed.GetValue(data)), streams.Error, cancellationToken);
            var started = clock.GetTimestamp();
            var done = new Compaction(folder) { TargetBytes = (long)parsed.GetValue(size) << 20 }.Run((_, _) => { }, cancellationToken);
            Line(streams.Out, "Compacted", done.Before == 0
                ? "nothing to merge"
                : $"{Count(done.Before, "segment")} into {Number(done.After)}, {Bytes(done.BytesBefore)} into {Bytes(done.BytesAfter)}, in {Seconds(clock.GetElapsedTime(started))}");
            foreach (var (segment, reason) in done.Damaged) streams.Error.WriteLine($"segment {segment.Path} is damaged: {reason}. It was left as it is; \"offtrail lake verify --repair\" sets it apart and reads its objects again.");
            return Task.FromResult(done.Damaged.Count == 0 ? ExitCodes.Done : ExitCodes.Failed);
        });
        return command;
    }
}
