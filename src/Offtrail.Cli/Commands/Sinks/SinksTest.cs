using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Sinks;

namespace Offtrail.Cli;

/// <summary><c>offtrail sinks test</c>.</summary>
internal static class SinksTest
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var id = new Argument<string>("SINK") { Description = "The sink's id" };
        var data = CommonOptions.Data();
        var command = new Command("test", "Send a made-up alert to a sink and say what happened. Exit code 1 when it did not get there.") { id, data };
        Examples.Add(command, "offtrail sinks test siem");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var route = SinksCommand.Chosen(CommonOptions.DataFolderOf(parsed.GetValue(data)), parsed.GetRequiredValue(id)).All[0];
            var sink = route.Settings.Open(new SinkTools(clock, streams.Out));
            await using var closing = sink.ConfigureAwait(false);
            var started = clock.GetTimestamp();
            var answer = await Attempt.RunAsync(route.Settings, sink, [TestAlert.For(route.Id, clock.GetUtcNow())], route.Timeout, clock, cancellationToken).ConfigureAwait(false);
            var words = answer.Outcome switch
            {
                DeliveryOutcome.Delivered => $"delivered in {Figures.Seconds(clock.GetElapsedTime(started))}{(route.Settings.IsUnacknowledged ? "; nothing over this way tells whether it got there" : "")}",
                DeliveryOutcome.TryAgain => $"not delivered, and would be tried again: {answer.Words}",
                _ => $"refused: {answer.Words}",
            };
            await streams.Error.WriteLineAsync(PlainText.Of($"{route.Id} ({route.Settings.Target}): {words}")).ConfigureAwait(false);
            return answer.Outcome == DeliveryOutcome.Delivered ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }
}
