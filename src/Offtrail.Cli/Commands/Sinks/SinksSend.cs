using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Sinks;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail sinks send</c>.</summary>
internal static class SinksSend
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var ids = new Argument<string[]>("SINK") { Description = "Sinks' ids. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var from = new Option<string?>("--from") { Description = "Send also what was raised before a sink was there, from this time on; nothing goes to a sink twice", HelpName = "TIME" };
        var command = new Command("send", "Send what is due now. \"offtrail detect\" does this at its end. Exit code 1 when something failed for good.") { ids, data, from };
        Examples.Add(command, "offtrail sinks send", "offtrail sinks send siem --from 2026-05-01");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            var sinks = SinksCommand.Chosen(root, parsed.GetValue(ids) ?? []);
            using var folder = DataFolder.OpenForReading(root);
            var delivery = new AlertDelivery(folder, sinks, new SinkTools(clock, streams.Out));
            if (CommonOptions.Moment(parsed.GetValue(from), "--from") is { } moment) Figures.Line(streams.Error, "Added", $"{(delivery.AddRaisedSince(moment) is var added && added == 1 ? "1 delivery" : $"{Number(added)} deliveries")} of alerts raised since then that had not been noted");
            var sent = await delivery.SendDueAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            DeliveryPrinter.Print(sent, streams.Error);
            if (sent is not null && sent.All(r => r.Delivered + r.Failed + r.Waiting == 0)) await streams.Error.WriteLineAsync("Nothing is due.").ConfigureAwait(false);
            return DeliveryPrinter.FailedForGood(sent) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }
}
