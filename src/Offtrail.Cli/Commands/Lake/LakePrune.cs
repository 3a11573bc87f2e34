using System.CommandLine;
using Offtrail.Lake;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail lake prune</c>: drops days that are too old.</summary>
internal static class LakePrune
{
    private const long MicrosADay = 86_400_000_000;

    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var keep = new Option<int?>("--keep") { Description = "Keep this many days, today included", HelpName = "DAYS" };
        var before = new Option<string?>("--before") { Description = "Drop the days before this one", HelpName = "DATE" };
        var account = new Option<string?>("--account") { Description = "Of this account only", HelpName = "ID" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be dropped" };
        CommonOptions.Range(keep, 1, 36_500);
        var command = new Command("prune", "Drop whole days from the lake. Their objects stay in the ledger and are not read again; alerts stay.") { data, keep, before, account, dryRun };
        Examples.Add(command, "offtrail lake prune --keep 365", "offtrail lake prune --before 2026-01-01 --dry-run");
        command.SetAction((parsed, cancellationToken) =>
        {
            var first = FirstKept(parsed.GetValue(keep), CommonOptions.Moment(parsed.GetValue(before), "--before"), clock);
            using var folder = Opening.ForWriting(CommonOptions.DataFolderOf(parsed.GetValue(data)), streams.Error, cancellationToken);
            var dropped = new Retention(folder, clock).Prune(first, parsed.GetValue(account), parsed.GetValue(dryRun));
            Line(streams.Out, parsed.GetValue(dryRun) ? "Would drop" : "Dropped", dropped.Count == 0
                ? $"nothing: there is no event before {Day(first)}"
                : $"{Count(dropped.Sum(s => s.Rows), "event")} on {Count(dropped.Select(s => s.Day).Distinct().Count(), "day")} before {Day(first)}, {Bytes(dropped.Sum(s => s.Bytes))}");
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static int FirstKept(int? keep, long? before, TimeProvider clock) => (keep, before) switch
    {
        ({ } days, null) => (int)((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerDay) - days + 1,
        (null, { } micros) when micros % MicrosADay == 0 => PartitionKey.DayOf(micros),
        (null, not null) => throw new UsageException("--before takes a day such as 2026-01-01: the lake drops whole days"),
        _ => throw new UsageException("say either --keep DAYS or --before DATE"),
    };
}
