using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Service;

public sealed class LogTests
{
    /// <summary>Members whose values say nothing of anybody: kinds, versions, times, yes and no.</summary>
    private static readonly HashSet<string> s_harmless = ["eventVersion", "eventTime", "creationDate", "eventType", "eventCategory", "type", "awsRegion", "mfaAuthenticated", "apiVersion", "platform"];

    [Fact]
    public async Task The_log_of_a_service_has_nothing_of_what_is_in_records()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Records();
        trail.AddRange(Sample.Three());
        trail.AddRange(Enumerable.Range(0, 200).Select(i => Sample.RoleRecord($"role-{i}", $"Odd.Code{i}").With("eventTime", Sample.Time(SmallTrail.Hours + i)).With("sourceIPAddress", $"203.0.113.{i}").With("eventName", $"Strange{i}")));
        work.Write("1.json", Sample.File(trail));
        work.Write("2.json", Sample.File(Sample.Record("twice")).Replace("\"eventName\"", "\"eventName\":\"SecretName\",\"eventName\"", StringComparison.Ordinal)); // goes to the quarantine
        work.Write("3.json", Sample.File(Sample.Many(20))[..3000]); // half a file
        await ShouldLogNothingOfAsync(work, trail.Concat(Sample.Many(20)).SelectMany(r => Values(JsonElement.Parse(r.ToJsonString()))).Append("SecretName").Append("twice"), objects: 3);
    }

    [Fact]
    public async Task The_log_of_a_service_over_a_trail_with_an_attack_has_nothing_of_what_is_in_records()
    {
        using var work = new Workspace();
        var made = Path.Combine(work.Root, "made");
        (await work.RunAsync("demo", "--data", made)).ExitCode.ShouldBeOneOf(0, 3);
        var files = Directory.EnumerateFiles(made, "*.json.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        foreach (var (i, file) in files.Index()) File.Copy(file, Path.Combine(work.Trail, $"{i:0000}.json.gz")); // names of files have accounts in them
        await ShouldLogNothingOfAsync(work, files.SelectMany(f => Values(Content(f))), files.Length);
    }

    private static async Task ShouldLogNothingOfAsync(Workspace work, IEnumerable<string> contents, int objects)
    {
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), "log: json\nlog_level: information\n", TestContext.Current.CancellationToken);
        string log;
        await using (var service = await RunningService.StartReadyAsync(work))
        {
            await service.UntilIdleAsync(objects);
            (await service.StatusAsync()).GetProperty("raised").GetInt64().ShouldBeGreaterThan(0, "there is something to tell");
            (await service.StopAsync()).ExitCode.ShouldBe(0, service.Log);
            log = string.Join('\n', service.Log.Split('\n').Where(l => l.StartsWith('{')));
        }

        log.Split('\n').Select(l => JsonElement.Parse(l).GetProperty("Message").GetString()!).ShouldContain(m => m.StartsWith("detection over", StringComparison.Ordinal), log);
        var values = contents.Where(v => v.Length > 2).ToHashSet(StringComparer.Ordinal);
        values.Count.ShouldBeGreaterThan(200);
        values.Where(v => log.Contains(v, StringComparison.Ordinal) && Regex.IsMatch(log, $"(?<![A-Za-z0-9]){Regex.Escape(v)}(?![A-Za-z0-9])")).ShouldBeEmpty();
    }

    private static JsonElement Content(string file)
    {
        using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return JsonElement.Parse(reader.ReadToEnd());
    }

    private static IEnumerable<string> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(m => !s_harmless.Contains(m.Name)).SelectMany(m => Values(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
