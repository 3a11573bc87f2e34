using System.Text;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Events;

public sealed class AnythingIsSurvivedTests
{
    [Fact]
    public Task Random_bytes_are_read_without_an_exception() => Within.Seconds(60, () =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[1, 20]).Sample((bytes, buffer) =>
            Collector.Read(bytes, new RecordReaderOptions { BufferBytes = buffer }).ShouldNotBeNull(), iter: 2000, threads: 1));

    [Fact]
    public Task Random_heaps_of_json_tokens_are_read_without_an_exception() => Within.Seconds(60, () =>
    {
        string[] tokens = ["{", "}", "[", "]", "\"", ",", ":", "\n", "\"eventName\"", "\"eventVersion\"", "\"Records\"", "\"Events\"", "\"detail\"", "\"event\"", "\"original\"",
            "\"CloudTrailEvent\"", "\"message\"", "\"{}\"", "\"userIdentity\"", "1", "null", "\\", "\"\\ud800\"", "\"aws.cloudtrail.\"", "\"eventSource\"", "\"_source\"", " "];
        Gen.Int[0, tokens.Length - 1].Array[0, 40].Sample(picks =>
            Collector.Read(string.Concat(picks.Select(i => tokens[i]))).ShouldNotBeNull(), iter: 10_000, threads: 1);
    });

    [Theory]
    [InlineData(Shape.Records)]
    [InlineData(Shape.List)]
    [InlineData(Shape.Ndjson)]
    [InlineData(Shape.Concatenated)]
    [InlineData(Shape.LookupEvents)]
    [InlineData(Shape.EventBridge)]
    [InlineData(Shape.EventOriginal)]
    public Task Wherever_a_file_breaks_off_the_records_before_are_read_and_the_break_is_told(Shape shape) => Within.Seconds(60, () =>
    {
        var content = ShapedContent.Make(shape, 3, 12, wild: false);
        for (var length = 0; length < content.Bytes.Length; length++)
        {
            var read = Collector.Read(content.Bytes[..length]);
            var whole = content.Places.Count(p => p.Start + p.Length <= length);
            read.Events.Select(e => e.Record).ShouldBe(content.Records.Take(whole), $"cut at {length}");
            var inside = content.Places.Any(p => p.Start < length && length < p.Start + p.Length);
            if (inside) read.Rejected.ShouldNotBeEmpty($"cut at {length}");
            var open = shape is Shape.Records or Shape.List or Shape.LookupEvents && length > content.Places[0].Start && !Closed(content.Bytes.AsSpan(0, length));
            if (open) read.Rejected.ShouldNotBeEmpty($"cut at {length}");
        }

        bool Closed(ReadOnlySpan<byte> cut) => Encoding.UTF8.GetString(cut).TrimEnd() == Encoding.UTF8.GetString(content.Bytes).TrimEnd();
    });

    [Fact]
    public void A_stream_that_fails_on_the_way_gives_what_came_before_and_says_why()
    {
        var content = ShapedContent.Make(Shape.Ndjson, 3, 5);
        var cut = content.Bytes[..(content.Places[2].Start + 10)];
        var collector = new Collector();
        var reader = new RecordReader();
        reader.Read(new ChunkedStream(cut, 1, 50, new IOException("the disk is on fire")), collector, TestContext.Current.CancellationToken);
        collector.Events.Count.ShouldBe(2);
        collector.Rejected.ShouldContain(r => !r.IsRecord && r.Reason == "the disk is on fire");
        reader.StreamFailed.ShouldBeTrue();
    }

    [Fact]
    public void A_stream_that_fails_behind_text_that_is_no_json_says_why_as_well()
    {
        var read = Collector.Read(new ChunkedStream("some text"u8.ToArray(), 1, 50, new InvalidDataException("the gzip data breaks off")));
        read.Rejected.ShouldContain(r => r.Reason == "the gzip data breaks off");
    }

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"\\ud800\":[]}")]
    [InlineData("{\"Records\":[],\"\\udc00x\":[]}")]
    [InlineData("{\"message\":\"\\ud800\"}")]
    [InlineData("{\"event\":{\"original\":\"{\\\"\\\\ud800\\\":1}\"}}")]
    public void Half_a_character_in_a_name_or_a_text_is_no_reason_to_stop(string document)
    {
        var good = new RecordMaker(1).Make();
        Collector.Read($"{document}\n{good}").Events.Single().Record.ShouldBe(good);
    }

    [Fact]
    public void Ten_thousand_levels_of_nesting_are_one_rejected_record()
    {
        var deep = $$"""{"eventVersion":"1","eventName":"X","requestParameters":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""";
        var good = new RecordMaker(1).Make();
        var read = Collector.Read($"{deep}\n{good}");
        read.Events.Single().Record.ShouldBe(good);
        read.Rejected.Single().Reason.ShouldContain("nested deeper than 128");
    }

    [Fact]
    public void A_document_beyond_the_bound_is_rejected_and_reading_goes_on_behind_it()
    {
        var huge = $$"""{"eventVersion":"1","eventName":"{{new string('x', 200_000)}}"}""";
        var good = new RecordMaker(1).Make();
        var read = Collector.Read(Encoding.UTF8.GetBytes($"[{huge},{good}]"), new RecordReaderOptions { MaxDocumentBytes = 64 << 10, MaxQuarantinedBytes = 1000, BufferBytes = 4096 });
        read.Events.Single().Record.ShouldBe(good);
        var rejected = read.Rejected.Single();
        (rejected.Length, rejected.Content.Length).ShouldBe((huge.Length, 1000));
    }
}
