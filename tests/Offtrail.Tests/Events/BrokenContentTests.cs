using System.Text;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Events;

/// <summary>One broken record costs that record and no other, and never goes unnoticed.</summary>
public sealed class BrokenContentTests
{
    private const string Structure = "{}[]\",:\\\n";

    /// <summary>Each broken element once made the reader look through all that follows: 500 took five seconds.</summary>
    [Theory]
    [InlineData("{x},")]
    [InlineData("{\"a\":{,")]
    [InlineData(",{,{")]
    [InlineData("{\"eventName\":\"x\"")]
    public Task Very_many_broken_elements_take_no_longer_than_they_are_long(string element) => Within.Seconds(30, () =>
    {
        var content = "{\"Records\":[" + string.Concat(Enumerable.Repeat(element, 40_000)) + "{}]}";
        Collector.Read(content).Events.ShouldBeEmpty();
    });

    [Theory]
    [InlineData(Shape.Records)]
    [InlineData(Shape.List)]
    [InlineData(Shape.Ndjson)]
    [InlineData(Shape.Concatenated)]
    public Task A_byte_less_in_one_record_costs_no_other(Shape shape) => Damage(shape, (bytes, at, _) => [.. bytes[..at], .. bytes[(at + 1)..]]);

    [Theory]
    [InlineData(Shape.Records)]
    [InlineData(Shape.List)]
    [InlineData(Shape.Ndjson)]
    [InlineData(Shape.Concatenated)]
    public Task A_random_byte_instead_of_another_costs_no_other(Shape shape) =>
        Damage(shape, (bytes, at, random) => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]], least: 1);

    [Theory]
    [InlineData(Shape.Records)]
    [InlineData(Shape.List)]
    [InlineData(Shape.Ndjson)]
    [InlineData(Shape.Concatenated)]
    public Task A_brace_quote_or_comma_more_inside_a_record_costs_no_other(Shape shape) =>
        Damage(shape, (bytes, at, random) => [.. bytes[..at], (byte)Structure[random.Next(Structure.Length)], .. bytes[at..]], least: 1);

    [Theory]
    [InlineData(Shape.Records)]
    [InlineData(Shape.List)]
    [InlineData(Shape.Ndjson)]
    public void A_bracket_in_the_place_of_a_records_first_brace_costs_no_other(Shape shape)
    {
        var content = ShapedContent.Make(shape, 4, 7, shuffled: false, wild: false);
        var broken = content.Bytes.ToArray();
        broken[content.Places[1].Start] = shape == Shape.Ndjson ? (byte)'[' : (byte)']';
        Check(content, 1, Collector.Read(broken));
    }

    [Theory]
    [InlineData(Shape.Records)]
    [InlineData(Shape.List)]
    public void A_last_text_without_its_closing_quote_costs_no_other(Shape shape)
    {
        string[] records = [.. Enumerable.Range(0, 4).Select(i => $$"""{"eventVersion":"1.09","eventTime":"2026-05-01T00:00:0{{i}}Z","eventName":"X","eventSource":"s","eventID":"id{{i}}","recipientAccountId":"1"}""")];
        records[1] = records[1][..^2] + "}";
        var list = $"[{string.Join(",", records)}]";
        var read = Collector.Read(shape == Shape.List ? list : $"{{\"Records\":{list}}}");
        read.Events.Select(e => e.Id).ShouldBe(["id0", "id2", "id3"]);
        read.RejectedRecords.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("\"", "\"")]
    [InlineData("\"\\\"{[", "\\\\\"")]
    [InlineData("[[\"]", "\"]]")]
    [InlineData("{\"a\":\"", "\"}")]
    [InlineData("{\"a\":\"\u0001", "\"}")]
    [InlineData("{\"a\":\"\u0001", "")]
    [InlineData("\"\u0001", "\"")]
    [InlineData("", "")]
    public void A_value_longer_than_the_bound_costs_itself_and_nothing_behind_it(string before, string after)
    {
        foreach (var (list, chunk) in new[] { ("[", 700), ("{\"Records\":[", 100_000) })
        {
            string[] records = [.. Enumerable.Range(0, 4).Select(i => SmallLake.Record($"id{i}", Made.May))];
            var content = $"{list}{records[0]},{before}{new string('1', 200_000)}{after},{string.Join(",", records[1..])}]{(list.Length > 1 ? "}" : "")}";
            var read = Collector.Read(new ChunkedStream(Encoding.UTF8.GetBytes(content), 1, chunk), new RecordReaderOptions { BufferBytes = 512, MaxDocumentBytes = 64 << 10 });
            read.Events.Select(e => e.Id).ShouldBe(["id0", "id1", "id2", "id3"], string.Join(" | ", read.Rejected.Select(r => $"{r.Position} {r.Reason}")));
            read.Rejected.ShouldHaveSingleItem().Length.ShouldBeInRange(200_000, 200_020);
        }
    }

    [Theory]
    [InlineData("{\"Records\":[", "the list of records is not closed")]
    [InlineData("{\"Records\":[{}", "the list of records is not closed")]
    [InlineData("{\"Records\":[]", "\"}\" is missing")]
    [InlineData("[", "the list of records is not closed")]
    public void A_file_that_breaks_off_is_told_once(string content, string reason) =>
        Collector.Read(content).Rejected.Where(r => !r.IsRecord).ShouldHaveSingleItem().Reason.ShouldContain(reason);

    private static Task Damage(Shape shape, Func<byte[], int, Random, byte[]> damage, int least = 0) => Within.Seconds(60, () =>
        Gen.Select(Gen.Int[2, 6], Gen.Int[0, 1_000_000], Gen.Int[0, 5], Gen.Double[0, 1]).Sample((count, seed, victim, where) =>
        {
            var content = ShapedContent.Make(shape, count, seed, shuffled: false, wild: false);
            victim %= count;
            var (start, length) = content.Places[victim];
            var broken = damage(content.Bytes, start + Math.Max(least, (int)(where * (length - 1))), new Random(seed));
            Check(content, victim, Collector.Read(new ChunkedStream(broken, seed, 700), new RecordReaderOptions { BufferBytes = 512 }));
        }, iter: 250, threads: 1));

    private static void Check(ShapedContent content, int victim, Collector read)
    {
        var seen = read.Events.Select(e => e.Record).ToHashSet(StringComparer.Ordinal);
        var lost = Enumerable.Range(0, content.Records.Count).Where(i => i != victim && !seen.Contains(content.Records[i]));
        lost.ShouldBeEmpty($"broken is {victim}; rejected: {string.Join(" | ", read.Rejected.Select(r => $"{r.Position} {r.Reason}"))}");
        (read.Events.Count + read.RejectedRecords.Count()).ShouldBeGreaterThanOrEqualTo(content.Records.Count);
    }
}
