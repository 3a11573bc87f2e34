using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>A record of which every text is an attack on the page that shows it.</summary>
internal static class Attack
{
    /// <summary>What its alert is found by.</summary>
    public const string Code = "\"><script>document.title='taken'</script>";

    /// <summary>What a record has that can't be read.</summary>
    public const string Broken = "<img src=x onerror=alert(2)>";

    private static readonly string[] s_texts =
    [
        "<img src=x onerror=alert(1)>", "' onmouseover=alert(1) x='", "javascript:alert(1)", "<a href=https://evil.example>x</a>", "<style>*{display:none}</style>", "<iframe src=https://evil.example></iframe>", "a\u202Etxt.exe",
        "{{7*7}}@(1+1)", "](javascript:alert(1)) **x** <b>",
    ];

    public static JsonObject[] Records()
    {
        var next = 0;
        string Next() => s_texts[next++ % s_texts.Length];
        var record = Sample.Record("attack-1", Code, hour: 233.2);
        foreach (var member in new[] { "eventName", "eventSource", "awsRegion", "userAgent", "errorMessage", "sourceIPAddress" }) record[member] = Next();
        foreach (var member in new[] { "accessKeyId", "userName", "type" }) record["userIdentity"]![member] = Next();
        record["userIdentity"]!["arn"] = $"arn:aws:iam::{Sample.Account}:user/{Next()}";
        record["requestParameters"] = new JsonObject { [Next()] = Next(), ["bucketName"] = new string('W', 100_000), [new string('<', 10_000)] = Next() };
        return [record];
    }
}
