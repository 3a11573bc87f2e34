using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>A trail in which every text that an attacker can choose is an attack on whoever shows it.</summary>
internal static class HostileTrail
{
    public static readonly string[] Attacks =
    [
        "\"><script>alert(1)</script>", "' onmouseover=alert(1) x='", "</style></title><img src=x onerror=alert(1)>", "javascript:alert(1)", "--><svg onload=alert(1)>", "]]>&lt;b&gt;", "`+alert(1)+`", "a\u202Eb\u0000c\u001b[31m",
        "$(touch pwned)", "`touch pwned`", "'; touch pwned; '", "\n touch pwned\n", "![x](http://evil.example/x)", "[x](javascript:alert(1))", "https://evil.example/", "WWW.evil.example/x", "| a | b |", "# head", "<a href=//evil.example>x</a>", "{{7*7}}", "--help",
    ];

    /// <summary>Triages the newest events of the trail with each attack in every place.</summary>
    public static IEnumerable<TriageResult> Triages()
    {
        for (var shift = 0; shift < Attacks.Length; shift += 3)
        {
            using var lake = new SmallLake();
            string[] records = [.. Enumerable.Range(0, 30).Select(i => Record(i, shift))];
            lake.Add(records);
            PlainEvent[] all = [.. records.Select(r => new PlainEvent(JsonElement.Parse(r)))];
            var subject = TriageTwinTests.SubjectOf(all, ["h-24", "h-25", "h-26", "h-27", "h-28", "h-29"]);
            var alert = subject.Alerts[0] with { Reason = Attacks[shift], RuleName = Attacks[(shift + 1) % Attacks.Length] };
            var beside = alert with { Id = "ffee", Document = "", Shares = ["identity"], Status = Attacks[(shift + 2) % Attacks.Length] };
            yield return Guide.Triage(new CaseFile(lake.Reader, lake.Segments, Subject.Of("alert", alert.Id, [alert]), [beside]), Weights.Default, Made.May, data: Attacks[shift]);
        }
    }

    private static string Record(int i, int shift)
    {
        string Attack(int n) => Attacks[(shift + n) % Attacks.Length];
        var record = new JsonObject
        {
            ["eventVersion"] = "1.09",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = i % 2 == 0 ? "AssumedRole" : Attack(0),
                ["principalId"] = Attack(1),
                ["arn"] = "arn:aws:iam::111122223333:user/" + Attack(2),
                ["accountId"] = "111122223333",
                ["accessKeyId"] = "AKIA" + Attack(3),
                ["userName"] = Attack(4),
                ["sessionContext"] = new JsonObject { ["attributes"] = new JsonObject { ["creationDate"] = "2026-05-01T00:00:00Z", ["mfaAuthenticated"] = Attack(5) } },
            },
            ["eventTime"] = DateTime.UnixEpoch.AddTicks((Made.May + (i * 2 * Made.Hour)) * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["eventSource"] = Attack(6),
            ["eventName"] = i > 20 ? Attack(7 + (i % 3)) : "AssumeRole",
            ["awsRegion"] = Attack(10),
            ["sourceIPAddress"] = i % 2 == 0 ? "203.0.113.7" : Attack(11),
            ["userAgent"] = Attack(12),
            ["errorCode"] = i > 22 ? Attack(13) : null,
            ["errorMessage"] = Attack(14),
            ["requestParameters"] = new JsonObject { [Attack(15)] = Attack(16), ["userName"] = Attack(17), ["roleArn"] = "arn:aws:iam::111122223333:role/" + Attack(18), ["password"] = "hunter2-" + Attack(19) },
            ["responseElements"] = new JsonObject { ["credentials"] = new JsonObject { ["accessKeyId"] = "AKIA" + Attack(3) } },
            ["eventID"] = $"h-{i:00}",
            ["recipientAccountId"] = "111122223333",
        };
        return record.ToJsonString();
    }
}
