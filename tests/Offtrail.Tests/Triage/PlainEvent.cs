using System.Globalization;
using System.Text;
using System.Text.Json;
using Offtrail.Events;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>A record as a person would read it: straight from the JSON, without the lake's columns.</summary>
internal sealed class PlainEvent(JsonElement record)
{
    public JsonElement Record { get; } = record;

    public string Id { get; } = record.GetProperty("eventID").GetString()!;

    public long Micros { get; } = (DateTimeOffset.Parse(record.GetProperty("eventTime").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks - DateTime.UnixEpoch.Ticks) / 10;

    public string Account => Text("recipientAccountId") ?? Text("userIdentity", "accountId") ?? "unknown";

    public string? Provider => Text("eventSource");

    public string? Action => Text("eventName");

    public string Call => $"{Provider} {Action}";

    public string? Region => Text("awsRegion");

    public string? Error => Text("errorCode");

    public bool Failed => Action == "ConsoleLogin" && Text("responseElements", "ConsoleLogin") is { } login ? login == "Failure" : Error is not null || Text("errorMessage") is not null;

    public string? Key => Text("userIdentity", "accessKeyId");

    public string? Type => Text("userIdentity", "type");

    public string? Address => Text("sourceIPAddress");

    public string? Ip => Address is { } a && System.Net.IPAddress.TryParse(a, out _) && a.Contains('.', StringComparison.Ordinal) ? a : null;

    public string? Network => Ip is { } ip ? ip[..ip.LastIndexOf('.')] + ".0/24" : null;

    public string? Client => Text("userAgent") is { } agent ? ClientParser.Parse(Encoding.UTF8.GetBytes(agent)).Label : null;

    public string? Session => Text("userIdentity", "arn") is { } arn && arn.Contains(":assumed-role/", StringComparison.Ordinal) ? arn[(arn.LastIndexOf('/') + 1)..] : null;

    public string? Instance => Session is { } s && s.StartsWith("i-", StringComparison.Ordinal) ? s : null;

    public string? Identity => Type switch
    {
        "AWSService" => Text("userIdentity", "invokedBy"),
        _ => Text("userIdentity", "sessionContext", "sessionIssuer", "arn") ?? Text("userIdentity", "arn") ?? Text("userIdentity", "principalId"),
    };

    /// <summary>What the call was about: the resources that the record lists, and what the request names.</summary>
    public IReadOnlyCollection<string> Names { get; } = [.. Resources.Named(record), .. record.TryGetProperty("resources", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(r => (r.TryGetProperty("ARN", out var arn) || r.TryGetProperty("arn", out arn)) ? arn.GetString() : null).OfType<string>() : []];

    public string? Text(params string[] path)
    {
        var at = Record;
        foreach (var name in path) if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        return at.ValueKind switch { JsonValueKind.String => at.GetString() is { Length: > 0 } text && text is not "-" ? text : null, JsonValueKind.True => "true", JsonValueKind.False => "false", _ => null };
    }
}
