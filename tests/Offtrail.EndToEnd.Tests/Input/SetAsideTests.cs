namespace Offtrail.EndToEnd.Tests.Input;

/// <summary>What is no API call is recognised, counted, and neither stored nor an error.</summary>
public sealed class SetAsideTests
{
    private const string Digest =
        """
        {"awsAccountId":"111122223333","digestStartTime":"2026-05-01T00:00:00Z","digestEndTime":"2026-05-01T01:00:00Z","digestS3Bucket":"b",
         "digestS3Object":"AWSLogs/111122223333/CloudTrail-Digest/x.json.gz","digestSignatureAlgorithm":"SHA256withRSA",
         "logFiles":[{"s3Bucket":"b","s3Object":"o","hashValue":"00","newestEventTime":"2026-05-01T00:30:00Z"}]}
        """;

    [Fact]
    public async Task A_digest_file_is_counted_apart()
    {
        using var work = new Workspace();
        work.Write("a.json", Sample.Three());
        work.Write("CloudTrail-Digest/d.json.gz", Workspace.Gzip(Digest));
        (await work.DetectAsync(work.Trail)).ShouldStore(3).ShouldSay("Set aside   1 digest file\n");
    }

    [Fact]
    public async Task Insights_are_counted_apart()
    {
        using var work = new Workspace();
        var insight = Sample.Record("i1", "AccessDenied").With("eventType", "AwsCloudTrailInsight").With("eventCategory", "Insight");
        var bare = """{"eventVersion":"1.07","eventTime":"2026-05-01T00:00:00Z","awsRegion":"eu-west-1","eventID":"i2","eventType":"AwsCloudTrailInsight","recipientAccountId":"111122223333","insightDetails":{"state":"Start","eventSource":"ec2.amazonaws.com"}}""";
        work.Write("i.json", $$"""{"Records":[{{insight.ToJsonString()}},{{bare}},{{Sample.Record("call").ToJsonString()}}]}""");
        (await work.DetectAsync(work.Trail)).ShouldStore(1).ShouldSay("Set aside   2 Insights events\n");
    }

    [Theory]
    [InlineData("""{"hello":"world"}""")]
    [InlineData("""{"Records":{"a":1}}""")]
    [InlineData("# a README\n\nwith words")]
    [InlineData("time,user\n2026,ana\n")]
    public async Task A_document_that_is_not_CloudTrail_is_counted_apart(string content)
    {
        using var work = new Workspace();
        work.Write("a.json", Sample.Three());
        work.Write("z.txt", content);
        (await work.DetectAsync(work.Trail)).ShouldStore(3).ShouldSay("Set aside   1 document that is not CloudTrail\n");
    }

    [Theory]
    [InlineData("""{"Records":[]}""")]
    [InlineData("[]")]
    [InlineData(" \n")]
    public async Task A_file_without_records_is_no_error(string content)
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("a.json", content))).ShouldStore(0);
    }
}
