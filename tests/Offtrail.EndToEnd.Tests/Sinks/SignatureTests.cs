using System.Text;
using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Sinks;

/// <summary>What docs/sinks.md tells a receiver to do finds the program's requests right, and others wrong.</summary>
public sealed class SignatureTests
{
    private const string Key = "a key with ümlaut";

    [Fact]
    public async Task The_example_in_python_takes_what_was_sent_and_nothing_else()
    {
        using var work = new Workspace();
        var (headers, body) = await RequestAsync(work);
        var example = Block("python");
        var script = Path.Combine(work.Root, "check.py");
        var document = JsonSerializer.Serialize(headers);
        await File.WriteAllTextAsync(script, $$"""
            import json, sys
            {{example}}
            headers = json.loads({{JsonSerializer.Serialize(document)}})
            key, body, sent = {{JsonSerializer.Serialize(Key)}}, {{JsonSerializer.Serialize(body)}}.encode(), int(headers["X-Offtrail-Timestamp"])
            print(is_from_offtrail(key, headers, body), is_from_offtrail("other", headers, body), is_from_offtrail(key, headers, body + b" "), is_from_offtrail(key, headers, body, now=sent + 301), is_from_offtrail(key, dict(headers, **{"X-Offtrail-Timestamp": str(sent + 1)}), body))
            """, TestContext.Current.CancellationToken);
        var run = await Shell.TryAsync("python3", script);
        if (run is null) Assert.Skip("python3 is not here");
        run.ShouldBe((0, "True False False False False\n"));
    }

    [Fact]
    public async Task The_example_with_openssl_gives_the_same()
    {
        using var work = new Workspace();
        var (headers, body) = await RequestAsync(work);
        await File.WriteAllTextAsync(Path.Combine(work.Root, "body.json"), body, TestContext.Current.CancellationToken);
        var line = Block("sh").Replace("body.json", Path.Combine(work.Root, "body.json"), StringComparison.Ordinal);
        if (await Shell.TryAsync("openssl", "version") is null) Assert.Skip("openssl is not here");
        var run = await Shell.TryAsync("sh", "-c", $"TIMESTAMP='{headers["X-Offtrail-Timestamp"]}' KEY='{Key}'; {line}");
        ("sha256=" + run.ShouldNotBeNull().Out.Trim().Split("= ")[^1]).ShouldBe(headers["X-Offtrail-Signature"]);
    }

    private static async Task<(IReadOnlyDictionary<string, string> Headers, string Body)> RequestAsync(Workspace work)
    {
        using var receiver = new AlertReceiver();
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "sinks.yaml"), $"sinks: [{{id: hook, type: webhook, url: '{receiver.Url}', hmac_key: '{Key}'}}]", Encoding.UTF8, TestContext.Current.CancellationToken);
        (await work.RunAsync("sinks", "test", "hook", "--data", work.Data)).ShouldExit(0);
        var got = receiver.Got.ShouldHaveSingleItem();
        return (got.Headers, got.Body);
    }

    /// <summary>The first block of a language in docs/sinks.md.</summary>
    private static string Block(string language) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "sinks.md")).Split($"```{language}\n")[1].Split("```")[0].TrimEnd();
}
