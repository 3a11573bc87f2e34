using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Events;

public sealed class AnyShapeIsReadTests
{
    [Theory]
    [InlineData(Shape.Records)]
    [InlineData(Shape.List)]
    [InlineData(Shape.Ndjson)]
    [InlineData(Shape.Concatenated)]
    [InlineData(Shape.LookupEvents)]
    [InlineData(Shape.EventBridge)]
    [InlineData(Shape.EventOriginal)]
    public Task The_same_events_come_out_whatever_the_chunks_and_the_buffer(Shape shape) => Within.Seconds(60, () =>
        Gen.Select(Gen.Int[1, 8], Gen.Int, Gen.Int[1, 300], Gen.Int[1, 400]).Sample((count, seed, chunk, buffer) =>
        {
            var content = ShapedContent.Make(shape, count, seed);
            var read = Collector.Read(new ChunkedStream(content.Bytes, seed, chunk), new RecordReaderOptions { BufferBytes = buffer });
            read.Rejected.ShouldBeEmpty();
            read.SetAside.ShouldBeEmpty();
            read.Events.Select(e => e.ToString()).ShouldBe(content.Records.Select(r => PlainTwin.Of(r).ToString()));
        }, iter: 80, threads: 1));

    [Fact]
    public Task One_reader_reads_object_after_object_as_if_each_were_its_first() => Within.Seconds(60, () =>
        Gen.Select(Gen.Enum<Shape>(), Gen.Int[0, 4], Gen.Int).Array[1, 6].Sample(objects =>
        {
            var reader = new RecordReader(new RecordReaderOptions { BufferBytes = 100 });
            foreach (var (shape, count, seed) in objects)
            {
                var content = ShapedContent.Make(shape, count, seed);
                var collector = new Collector();
                reader.Read(new MemoryStream(content.Bytes), collector, TestContext.Current.CancellationToken);
                collector.Events.Select(e => e.Record).ShouldBe(content.Records);
                reader.BytesRead.ShouldBe(content.Bytes.Length);
            }
        }, iter: 40, threads: 1));

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n\t ")]
    public void What_stands_before_the_content_does_not_matter(string before)
    {
        var content = ShapedContent.Make(Shape.Records, 2, 1);
        Collector.Read([.. System.Text.Encoding.UTF8.GetBytes(before), .. content.Bytes]).Events.Count.ShouldBe(2);
    }

    [Fact]
    public void An_empty_content_is_nothing_at_all()
    {
        foreach (var empty in new[] { "", " \n ", "\uFEFF", "[]", "{\"Records\":[]}" })
        {
            var read = Collector.Read(empty);
            (read.Events.Count, read.Rejected.Count, read.SetAside.Count).ShouldBe((0, 0, 0), empty);
        }
    }
}
