using Offtrail.Anomalies;
using Offtrail.Sinks;

namespace Offtrail.Tests.Sinks;

/// <summary>Alerts, and one attempt to bring one to a sink that a piece of YAML names.</summary>
internal static class SinkTrial
{
    public static OutgoingAlert Alert(string id = "0123456789abcdef0123456789abcdef", string reason = "Error code Odd: first time", string ruleName = "Rare AWS Error Code", string severity = "high", string account = "111122223333") => new()
    {
        Id = id,
        Key = DeliveryKey.Of("siem", id),
        RuleId = "rare_error_code",
        RuleName = ruleName,
        Severity = severity,
        Score = 87.4,
        Account = account,
        Reason = reason,
        RaisedAt = Made.May,
        Document = $$$$"""{"@timestamp":"2026-05-01T00:00:00.000Z","event":{"kind":"signal"},"offtrail":{"alert":{"id":"{{{{id}}}}"},"anomaly":{"explanation":"How it came about."}}}""",
    };

    public static SinkSettings Settings(string yaml, string folder = ".") => SinkSettings.Parse(YamlMapping.Parse(yaml, "sinks.yaml"), folder);

    public static Task<DeliveryAnswer> SendAsync(string yaml, OutgoingAlert? alert = null, TimeSpan? timeout = null) => SendAsync(Settings(yaml), alert ?? Alert(), timeout);

    public static async Task<DeliveryAnswer> SendAsync(SinkSettings settings, OutgoingAlert alert, TimeSpan? timeout = null, TextWriter? output = null)
    {
        await using var sink = settings.Open(new SinkTools(TimeProvider.System, output ?? TextWriter.Null));
        return await Attempt.RunAsync(settings, sink, [alert], timeout ?? TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
