using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>Two stories of people who share nothing with anybody: each call of theirs has an error code that nobody had before.</summary>
internal static class Stories
{
    /// <summary>Has three alerts.</summary>
    public const string Zoe = "zoe";

    /// <summary>Has two, a day later.</summary>
    public const string Yan = "yan";

    public static JsonObject[] Records() => [.. Of(Zoe, "203.0.113.9", 3, hour: 130.2), .. Of(Yan, "203.0.113.77", 2, hour: 160.2)];

    private static IEnumerable<JsonObject> Of(string name, string address, int calls, double hour) => Enumerable.Range(0, calls).Select(i =>
    {
        var record = Sample.Record(string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"), string.Create(CultureInfo.InvariantCulture, $"Of{name}{i}"), hour + i).With("sourceIPAddress", address);
        foreach (var (member, value) in new[] { ("arn", $"arn:aws:iam::{Sample.Account}:user/{name}"), ("userName", name), ("principalId", $"AIDA{name}"), ("accessKeyId", $"AKIA{name}EXAMPLE") }) record["userIdentity"]![member] = value;
        return record;
    });
}
