using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Whether alerts can leave: secrets are there, nothing failed, nothing waits with an error.</summary>
internal static class SinkCheck
{
    private const string Area = "sinks";

    public static IEnumerable<Finding> Of(DataFolder folder, IReadOnlyList<SinkRoute> sinks)
    {
        if (sinks.Count == 0) yield return Finding.Warning(Area, "there are no sinks: alerts are only where somebody asks for them", $"name some in {SinkList.FileName} (docs/sinks.md)");
        foreach (var sink in sinks)
        {
            var (waiting, failed) = (folder.State.Outbox.Count(sink.Id, OutboxState.Waiting), folder.State.Outbox.Count(sink.Id, OutboxState.Failed));
            var trouble = sink.Settings.Secrets.Select(s => s.Trouble()).FirstOrDefault(t => t is not null);
            if (trouble is not null) yield return Finding.Problem(Area, $"{sink.Id}: {trouble}", "bring the secret there, also into the environment of the service");
            if (failed > 0) yield return Finding.Warning(Area, $"{sink.Id}: {failed} alerts failed for good", $"\"offtrail sinks outbox\" tells why; \"offtrail sinks retry {sink.Id}\" tries them again");
            if (folder.State.Outbox.Error(sink.Id) is { } error) yield return Finding.Warning(Area, $"{sink.Id}: {waiting} alerts wait, since {error}", $"\"offtrail sinks test {sink.Id}\" tries it now");
            else if (trouble is null && failed == 0) yield return Finding.Ok(Area, $"{sink.Id}: {waiting} alerts wait, none failed");
        }
    }
}
