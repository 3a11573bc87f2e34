using System.Text;

namespace Offtrail.EndToEnd.Tests.BadInput;

/// <summary>A broken record costs itself and no other, wherever it stands and in whatever way it is broken.</summary>
public sealed class BrokenRecordTests
{
    private const int Good = 997;

    private static readonly Dictionary<string, Func<string, string>> s_ways = new(StringComparer.Ordinal)
    {
        ["its closing brace is missing"] = r => r[..^1],
        ["a closing brace inside is missing"] = r => r.Replace("\"userName\":\"ana\"}", "\"userName\":\"ana\"", StringComparison.Ordinal),
        ["a brace too many inside"] = r => r.Replace("\"userName\":\"ana\"}", "\"userName\":\"ana\"}}", StringComparison.Ordinal),
        ["its opening brace is missing"] = r => r[1..],
        ["a closing quote is missing"] = r => r.Replace("\"GetObject\"", "\"GetObject", StringComparison.Ordinal),
        ["an opening quote is missing"] = r => r.Replace("\"GetObject\"", "GetObject\"", StringComparison.Ordinal),
        ["a quote is not escaped"] = r => r.Replace("aws-cli", "aws \"cli", StringComparison.Ordinal),
        ["a raw control character"] = r => r.Replace("aws-cli", "aws\u0007cli", StringComparison.Ordinal),
        ["a raw NUL"] = r => r.Replace("aws-cli", "aws\0cli", StringComparison.Ordinal),
        ["a stray comma"] = r => r.Replace("\"awsRegion\"", ",\"awsRegion\"", StringComparison.Ordinal),
        ["a comma at its end"] = r => r[..^1] + ",}",
        ["a missing comma"] = r => r.Replace(",\"awsRegion\"", " \"awsRegion\"", StringComparison.Ordinal),
        ["a bad escape"] = r => r.Replace("aws-cli", "aws\\xcli", StringComparison.Ordinal),
        ["half a surrogate pair"] = r => r.Replace("aws-cli", "aws\\ud83dcli", StringComparison.Ordinal),
        ["invalid UTF-8"] = r => r.Replace("aws-cli", "\u00ff\u00fe", StringComparison.Ordinal),
        ["a number instead of it"] = _ => "42",
        ["a string instead of it"] = _ => "\"record, {\\\"eventVersion\\\": not\"",
        ["null instead of it"] = _ => "null",
        ["a bare word"] = _ => "undefined",
        ["it breaks off in a name"] = r => r[..r.IndexOf("Region\"", StringComparison.Ordinal)],
        ["it breaks off in a value"] = r => r[..r.IndexOf("cli/2", StringComparison.Ordinal)],
    };

    public static TheoryData<string> Ways => [.. s_ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task In_a_Records_file(string way) =>
        await ShouldCostItselfAsync("{\"Records\": [" + string.Join(",", Break(way)) + "]}", line: 1);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task In_NDJSON(string way) => await ShouldCostItselfAsync(string.Join('\n', Break(way)) + "\n", line: 501);

    [Fact]
    public async Task In_a_Records_file_with_a_record_a_line() =>
        await ShouldCostItselfAsync("{\"Records\": [\n  " + string.Join(",\n  ", Break("a closing quote is missing")) + "\n]}\n", line: 502);

    [Fact]
    public async Task All_are_listed_by_the_quarantine()
    {
        using var work = new Workspace();
        await work.DetectAsync(work.Write("a.ndjson", Sample.Lines(Sample.Many(3)) + "one\n" + Sample.Lines(Sample.Record("b")) + "two\n"));
        var lines = await work.QuarantineAsync();
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("a.ndjson: record 4, line 4, byte ");
        lines[1].ShouldContain("a.ndjson: record 6, line 6, byte ");
    }

    [Fact]
    public async Task Two_broken_ones_behind_each_other_cost_two()
    {
        using var work = new Workspace();
        var records = Sample.Many(10).Select(r => r.ToJsonString()).ToArray();
        (records[4], records[5]) = (records[4][..^1], records[5][..^9]);
        var run = await work.DetectAsync(work.Write("a.json", "{\"Records\":[" + string.Join(',', records) + "]}"));
        run.ShouldStoreAndQuarantine(8, 2);
    }

    [Fact]
    public async Task The_first_of_a_list_whose_records_begin_in_their_own_way_costs_itself_too()
    {
        using var work = new Workspace();
        var records = Sample.Many(10).Select(r => $"{{\"awsRegion\":\"eu-west-1\",{r.Without("awsRegion").ToJsonString()[1..]}").ToArray();
        records[0] = records[0][..^1];
        var run = await work.DetectAsync(work.Write("a.json", "[" + string.Join(',', records) + "]"));
        run.ShouldStoreAndQuarantine(9, 1);
    }

    private static List<string> Break(string way)
    {
        var records = Sample.Many(Good + 3).Select(r => r.ToJsonString()).ToList();
        foreach (var at in new[] { 0, 500, Good + 2 }) records[at] = s_ways[way](records[at]);
        return records;
    }

    /// <summary>All good records are stored. A broken one may come to pieces, each of which is named; the one in the middle is looked for.</summary>
    private static async Task ShouldCostItselfAsync(string content, int line)
    {
        using var work = new Workspace();
        var bytes = content.Contains('ÿ', StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(content) : Encoding.UTF8.GetBytes(content);
        var file = work.Write("trail.json", bytes);
        var run = await work.DetectAsync(file);
        run.ShouldExit(1).Counts.Stored.ShouldBe(Good, run.Error);
        run.Counts.Quarantined.ShouldBeInRange(3, 9);
        run.Error.ShouldMatch($@"(?m)^Quarantined {file}: record 50\d, line {line}, byte \d+: .");
    }
}
