using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.State;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail sinks list</c>.</summary>
internal static class SinksList
{
    public static Command Create(StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("list", "Each sink: where it is, what it takes, how many alerts it has, how many wait for it or failed.") { data, format };
        Examples.Add(command, "offtrail sinks list", "offtrail sinks list --format json");
        command.SetAction(parsed =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            var sinks = SinkList.Of(root, Pack.Load(root), []);
            var counts = Counts(root);
            var rows = sinks.All.Select(s => new Row(s.Id, s.Type, s.Settings.Target, Takes(s), Of(s.Id, OutboxState.Delivered), Of(s.Id, OutboxState.Waiting), Of(s.Id, OutboxState.Failed), Trouble(s)))
                .Concat(counts.Keys.Select(k => k.Sink).Distinct().Except(sinks.All.Select(s => s.Id)).Order(StringComparer.Ordinal)
                    .Select(id => new Row(id, "", "", "nothing", Of(id, OutboxState.Delivered), Of(id, OutboxState.Waiting), Of(id, OutboxState.Failed), $"is not in {SinkList.FileName} any more"))).ToArray();
            RowPrinter.Print(rows, r => PlainText.Of($"{r.Id,-16} {r.Type,-8} {r.Target}  takes {r.Takes}  {Number(r.Delivered)} delivered, {Number(r.Waiting)} waiting, {Number(r.Failed)} failed{(r.Trouble is { } trouble ? $"  ! {trouble}" : "")}"), r => r, parsed.GetValue(format), streams.Out);
            if (rows.Length == 0 && parsed.GetValue(format) == AlertFormat.Table) streams.Error.WriteLine($"No sinks. {Path.Combine(root, SinkList.FileName)} is where they are named; docs/sinks.md has examples.");
            return ExitCodes.Done;

            long Of(string id, OutboxState state) => counts.GetValueOrDefault((id, state));
        });
        return command;
    }

    private static IReadOnlyDictionary<(string Sink, OutboxState State), long> Counts(string root)
    {
        if (!DataFolder.IsThere(root)) return new Dictionary<(string, OutboxState), long>();
        using var folder = DataFolder.OpenForReading(root);
        return folder.State.Outbox.Counts();
    }

    private static string Takes(SinkRoute s)
    {
        var parts = new List<string>();
        if (s.Rules.Count > 0) parts.Add($"of {string.Join(", ", s.Rules)}");
        if (s.Severities.Count > 0) parts.Add(string.Join(" or ", s.Severities));
        if (s.LeastScore > 0) parts.Add($"from score {Number(s.LeastScore)}");
        if (s.WhenText is { } when) parts.Add($"when {when}");
        return parts.Count > 0 ? string.Join("; ", parts) : "all";
    }

    /// <summary>Why a delivery would fail before it began: a secret that is not there.</summary>
    private static string? Trouble(SinkRoute s) => s.Settings.Secrets.Select(secret => secret.Trouble()).FirstOrDefault(t => t is not null);

    private sealed record Row(string Id, string Type, string Target, string Takes, long Delivered, long Waiting, long Failed, string? Trouble);
}
