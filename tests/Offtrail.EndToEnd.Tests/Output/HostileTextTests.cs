using System.Globalization;

namespace Offtrail.EndToEnd.Tests.Output;

/// <summary>Text of records is written by anybody, attackers included. It never reaches a terminal as anything but text.</summary>
public sealed class HostileTextTests
{
    private const string Hostile = "\e[31mred\e]0;title\u0007\u009b2J\r\nFORGED  100  line\u202eevil\u2028\0";

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("ndjson")]
    public async Task In_any_field_of_an_alert(string format)
    {
        using var work = new Workspace();
        var record = Sample.Record("id" + Hostile, "Code" + Hostile)
            .With("userAgent", Hostile).With("sourceIPAddress", Hostile).With("eventName", "Get" + Hostile).With("awsRegion", Hostile).With("eventSource", Hostile);
        foreach (var member in new[] { "arn", "userName", "accessKeyId", "type" }) record["userIdentity"]![member] = member + Hostile;
        var run = (await work.DetectAsync(work.Write("a.json", Sample.File(record)), "--include-learning", "--threshold", "0", "--format", format)).ShouldStore(1);
        ShouldBeHarmless(run.Out, lines: 1, isJson: format != "table");
        ShouldBeHarmless(run.Error.Replace("\n", "", StringComparison.Ordinal), lines: 0);
        ShouldBeHarmless((await work.RunAsync("anomalies", "--data", work.Data)).Out, lines: 1, isJson: true);
    }

    [Theory]
    [InlineData("eventTime")]
    [InlineData("recipientAccountId")]
    public async Task In_a_record_that_is_refused(string member)
    {
        using var work = new Workspace();
        var run = await work.DetectAsync(work.Write("a.json", Sample.File(Sample.Record("a").With(member, Hostile))));
        run.ShouldStoreAndQuarantine(0, 1);
        run.Error.Split('\n').ShouldNotContain(line => line.StartsWith("FORGED"));
        ShouldBeHarmless(run.Error.Replace("\n", "", StringComparison.Ordinal), lines: 0);
        ShouldBeHarmless(string.Concat(await work.QuarantineAsync()), lines: 0);
    }

    [Fact]
    public async Task In_the_name_of_a_member_that_stands_there_twice_or_of_a_file()
    {
        using var work = new Workspace();
        work.Write("a\e[31m.json", Sample.Record("a").Without("eventTime"));
        File.CreateSymbolicLink(Path.Combine(work.Trail, "b\e[31m"), "gone");
        ShouldBeHarmless((await work.DetectAsync(work.Trail)).ShouldExit(1).Error.Replace("\n", "", StringComparison.Ordinal), lines: 0);
    }

    /// <summary>No control characters, and for people also none that turn the direction of writing; JSON is for machines, which keep those.</summary>
    private static void ShouldBeHarmless(string text, int lines, bool isJson = false)
    {
        text.Count(c => c == '\n').ShouldBe(lines);
        text.Where(c => c != '\n' && (char.IsControl(c) || (!isJson && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator)))
            .Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)).ShouldBeEmpty();
    }
}
