using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>Whatever is sent, the answer is never that Offtrail is at fault.</summary>
[Collection(nameof(ApiCollection))]
public sealed class FuzzTests(ApiFixture fixture)
{
    private const int Requests = 1500;

    private static readonly string[] s_values =
    [
        "", "0", "-1", "1e400", "9223372036854775808", "null", "true", "x", "'", "\"", "%00", "\u0000", "\ud800", "\u202e", "../../etc/passwd", "2026-13-45", "0001-01-01", "9999-12-31T23:59:59Z", "2026-05-01",
        "event.action: (", "event.action: *", "not", "source.ip: 10.0.0.0/99", "user.name: \"\u00e9\"", "open", "closed", "rare_error_code", "benign", "eyJ4IjoxfQ", "W10", "bnVsbA", new string('a', 5000), "<script>", "{{7*7}}",
    ];

    [Fact]
    public async Task Queries_paths_and_bodies_at_random_never_give_a_fault()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var client = fixture.Service.Client(fixture.Admin);
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
        (string Path, JsonProperty Operation)[] operations = [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (p.Name, o)))
            .Where(o => o.Name is not ("/api/v1/stream" or "/api/v1/session" or "/api/v1/session/link" or "/api/v1/keys/{id}"))]; // the stream never ends, signing in is limited, this key must stay
        var ids = (await client.GetFromJsonAsync<JsonElement>("/api/v1/alerts?limit=5", TestContext.Current.CancellationToken)).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetString()!).ToArray();
        var codes = new SortedDictionary<int, int>();
        for (var i = 0; i < Requests; i++)
        {
            var (path, operation) = operations[random.Next(operations.Length)];
            var parameters = operation.Value.TryGetProperty("parameters", out var list) ? list.EnumerateArray().Select(p => (Name: p.GetProperty("name").GetString()!, In: p.GetProperty("in").GetString()!)).ToArray() : [];
            var filled = parameters.Where(p => p.In == "path").Aggregate(path, (at, p) => at.Replace($"{{{p.Name}}}", Uri.EscapeDataString(Clean(random.Next(3) == 0 ? ids[random.Next(ids.Length)] : s_values[random.Next(s_values.Length)])), StringComparison.Ordinal));
            var query = string.Join('&', parameters.Where(p => p.In == "query" && random.Next(3) > 0).SelectMany(p => Enumerable.Repeat(p.Name, random.Next(1, 3))).Select(n => $"{n}={Uri.EscapeDataString(Clean(s_values[random.Next(s_values.Length)]))}"));
            using var request = new HttpRequestMessage(HttpMethod.Parse(operation.Name), $"{filled}{(query.Length > 0 ? "?" : "")}{query}");
            if (operation.Value.TryGetProperty("requestBody", out _)) request.Content = new StringContent(Body(random, ids), Encoding.UTF8, random.Next(10) == 0 ? "text/plain" : "application/json");
            if (random.Next(5) == 0) request.Headers.TryAddWithoutValidation("If-Match", random.Next(2) == 0 ? "*" : "\"x\"");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var code = (int)answer.StatusCode;
            codes[code] = codes.GetValueOrDefault(code) + 1;
            var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            code.ShouldBeLessThan(500, $"seed {seed}, request {i}: {request.Method} {request.RequestUri} {sent}\n{fixture.Service.Log[^Math.Min(3000, fixture.Service.Log.Length)..]}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {string.Join(", ", codes.Select(c => $"{c.Key}: {c.Value}"))}");
        codes.Keys.ShouldContain(200);
        codes.Keys.ShouldContain(400);
    }

    /// <summary>Half of a surrogate pair can't be sent; what it becomes can.</summary>
    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Body(Random random, string[] ids)
    {
        string[] names = ["status", "closed_reason", "assignee", "add_tags", "note", "ids", "change", "text", "definition", "id", "name", "enabled", "rules", "from", "to", "thresholds", "threshold", "alert_id", "fields", "comment", "until", "save", "role", "disabled", "scopes", "expires_in", "x"];
        return random.Next(8) switch
        {
            0 => "",
            1 => "{",
            2 => "[]",
            3 => "null",
            _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"\"{names[random.Next(names.Length)]}\":{Value(random, ids, 2)}"))}}}",
        };
    }

    private static string Value(Random random, string[] ids, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Next(-5, 200).ToString(CultureInfo.InvariantCulture),
        3 => "1e999",
        4 => JsonSerializer.Serialize(ids[random.Next(ids.Length)]),
        5 => JsonSerializer.Serialize(Clean(s_values[random.Next(s_values.Length)])),
        6 => $"[{Value(random, ids, depth - 1)}]",
        _ => $"{{\"status\":{Value(random, ids, depth - 1)}}}",
    };
}
