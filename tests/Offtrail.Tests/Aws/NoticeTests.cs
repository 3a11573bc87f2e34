using System.Text.Json;
using CsCheck;
using Offtrail.Aws;

namespace Offtrail.Tests.Aws;

public sealed class NoticeTests
{
    [Fact]
    public void S3_names_objects_with_keys_as_in_a_form() =>
        Notice.Read(Notices.OfS3(("trail", "AWSLogs/a+b%2Bc%C3%BC.json.gz"), ("other", "x"))).Objects.ShouldBe([new NamedObject("trail", "AWSLogs/a b+cü.json.gz", 7, "tag"), new NamedObject("other", "x", 7, "tag")]);

    [Fact]
    public void EventBridge_names_an_object_with_its_key_as_it_is() =>
        Notice.Read(Notices.OfEventBridge("trail", "AWSLogs/a+b%2B.json.gz")).Objects.ShouldBe([new NamedObject("trail", "AWSLogs/a+b%2B.json.gz", 7, "tag")]);

    [Fact]
    public void CloudTrail_names_several_objects_and_no_version() =>
        Notice.Read("""{"s3Bucket":"trail","s3ObjectKey":["a.json.gz","b.json.gz","a.json.gz"]}""").Objects.ShouldBe([new NamedObject("trail", "a.json.gz", null, null), new NamedObject("trail", "b.json.gz", null, null)]);

    [Fact]
    public void Each_of_them_may_come_in_an_envelope_of_SNS()
    {
        foreach (var body in (string[])[Notices.OfS3(("trail", "k")), Notices.OfEventBridge("trail", "k"), Notices.OfCloudTrail("trail", "k")])
            Notice.Read(Notices.InSns(body)).ShouldBeEquivalentTo(Notice.Read(body));
        Notice.Read(Notices.InSns(Notices.InSns(Notices.OfS3(("trail", "k"))))).Objects.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-05-20T08:00:00Z","Bucket":"trail"}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","eventName":"ObjectRemoved:Delete","s3":{"bucket":{"name":"b"},"object":{"key":"k"}}}]}""")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Deleted","detail":{"bucket":{"name":"b"},"object":{"key":"k"}}}""")]
    [InlineData("CloudTrail validation message.")]
    [InlineData("""{"Records":[]}""")]
    public void What_tells_of_no_new_object_is_no_fault(string body)
    {
        var read = Notice.Read(body);
        read.Fault.ShouldBeNull();
        read.Objects.ShouldBeEmpty();
        Notice.Read(Notices.InSns(body)).Fault.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "is no JSON")]
    [InlineData("hello", "is no JSON")]
    [InlineData("[1]", "is JSON, but no notification")]
    [InlineData("{}", "is no notification of S3, EventBridge, SNS or CloudTrail")]
    [InlineData("""{"Records":[{"eventName":"ConsoleLogin"}]}""", "has a record that names no object of S3")]
    [InlineData("""{"Records":[{"s3":{"bucket":{"name":"b"},"object":{"key":""}}}]}""", "names an object without a name")]
    [InlineData("""{"Records":[{"s3":{"bucket":"b","object":7}}]}""", "has a record that names no object of S3")]
    [InlineData("""{"s3Bucket":"b","s3ObjectKey":[7]}""", "has a key that is no text")]
    [InlineData("""{"s3Bucket":"\ud800","s3ObjectKey":"k"}""", "has text that is no Unicode")]
    public void What_makes_no_sense_says_why(string body, string fault) => Notice.Read(body).Fault.ShouldBe(fault);

    [Fact]
    public void A_record_that_makes_no_sense_does_not_hide_the_others()
    {
        var read = Notice.Read("""{"Records":[{"s3":{"bucket":{"name":"b"},"object":{"key":"k"}}},{"x":1}]}""");
        (read.Objects.Count, read.Fault).ShouldBe((1, "has a record that names no object of S3"));
    }

    [Fact]
    public void Any_text_is_read_without_failing() => Gen.OneOf(Gen.String, Gen.Select(OneOf("Records", "Message", "s3Bucket", "source", "Type", "detail"), OneOf("7", "null", "[]", "[null]", "{}", "\"x\"", "[[{}]]")).Array[0, 5]
        .Select(m => $"{{{string.Join(',', m.Select(p => $"{JsonSerializer.Serialize(p.Item1)}:{p.Item2}"))}}}")).Sample(text => Notice.Read(text).Objects.ShouldNotBeNull());

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
