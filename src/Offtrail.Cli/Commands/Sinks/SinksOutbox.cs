using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail sinks outbox</c>.</summary>
internal static class SinksOutbox
{
    public static Command Create(StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("outbox", "What is not delivered: to which sink, why, and when it is tried next.") { data, format };
        Examples.Add(command, "offtrail sinks outbox", "offtrail sinks outbox --format ndjson");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var rows = folder.State.Outbox.Undelivered().Select(e => Of(e, folder.State)).ToArray();
            RowPrinter.Print(rows, r => PlainText.Of($"{r.Sink,-16} {r.Alert[..Math.Min(8, r.Alert.Length)]}  {(r.NextAttempt is { } next ? $"next try after {next[..19].Replace('T', ' ')} UTC" : "failed for good")}, {Count(r.Attempts, "attempt")} so far{(r.Error is { } error ? $": {error}" : "")}"), r => r, parsed.GetValue(format), streams.Out);
            if (parsed.GetValue(format) != AlertFormat.Table) return ExitCodes.Done;
            if (rows.Length == 0) streams.Error.WriteLine("Everything is delivered.");
            else if (rows.Any(r => r.NextAttempt is null)) streams.Error.WriteLine("\"offtrail sinks retry SINK\" lets what failed for good be tried again.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Row Of(OutboxEntry e, StateStore state) => new(e.Sink, e.AlertId, e.State == OutboxState.Failed ? "failed" : "waiting", AlertDocument.Time(e.EnqueuedAt), e.Attempts,
        e.State == OutboxState.Failed ? null : AlertDocument.Time(Math.Max(e.NextAttempt, state.Outbox.Pause(e.Sink).Until)), e.Error);

    private sealed record Row(string Sink, string Alert, string State, string Since, int Attempts, string? NextAttempt, string? Error);
}
