using System.Net;
using System.Net.Sockets;
using Offtrail.Tests;

namespace Offtrail.EndToEnd.Tests.Input;

/// <summary>s3://bucket/prefix on the command line, against a stand-in for S3.</summary>
public sealed class BucketTests(AwsStandIn aws) : IClassFixture<AwsStandIn>
{
    private const string Trail = "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/";

    private readonly string _bucket = "b" + Guid.NewGuid().ToString("N")[..12];

    [Fact]
    public async Task A_bucket_is_read_and_a_second_run_reads_only_what_is_new()
    {
        using var work = new Workspace();
        var records = Sample.Three();
        for (var i = 0; i < 3; i++) Put($"{Trail}2{i}/{i}.json", Sample.File(records[i]));
        (await IngestAsync(work, $"s3://{_bucket}", "--from-day", "2026-05-21")).ShouldStore(2);
        (await IngestAsync(work, $"s3://{_bucket}/{Trail}")).ShouldExit(0).ShouldSay("2 objects had been read before", "1 stored");
    }

    [Fact]
    public async Task Detect_reads_a_bucket_too()
    {
        using var work = new Workspace();
        Put($"{Trail}20/a.json", Sample.File(Sample.Three()));
        (await work.DetectAsync([$"s3://{_bucket}", .. Endpoint])).ShouldStore(3);
    }

    [Fact]
    public async Task What_is_wrong_with_the_bucket_is_one_sentence_and_exit_code_1()
    {
        using var work = new Workspace();
        (await IngestAsync(work, $"s3://{_bucket}/x")).ShouldExit(1).ShouldSay($"s3://{_bucket}/x: there is no such bucket at http://127.0.0.1:");
        (await work.RunAsync("ingest", $"s3://{_bucket}", "--data", work.Data, "--s3-endpoint", "http://127.0.0.1:1")).ShouldExit(1).ShouldSay("can't be reached at http://127.0.0.1:1");
        (await IngestAsync(work, $"s3://{_bucket}", "--s3-profile", "nobody")).ShouldExit(1).ShouldSay("there is no profile \"nobody\" in the AWS configuration");
    }

    [Fact]
    public async Task What_is_wrong_with_the_options_is_exit_code_2()
    {
        using var work = new Workspace();
        (await IngestAsync(work, "s3://")).ShouldExit(2).ShouldSay("names no bucket; right would be s3://bucket");
        (await IngestAsync(work, "s3://b", "--account", "12")).ShouldExit(2).ShouldSay("--account is \"12\"; right would be twelve digits");
        (await IngestAsync(work, "s3://b", "--from-day", "1.5.2026")).ShouldExit(2).ShouldSay("--from-day is \"1.5.2026\"; right would be a day such as 2026-05-01");
        (await IngestAsync(work, "s3://b", "--from-day", "2026-05-02", "--to-day", "2026-05-01")).ShouldExit(2).ShouldSay("--from-day is after --to-day");
        (await IngestAsync(work, "s3://b", "--s3-role", "reader")).ShouldExit(2).ShouldSay("--s3-role is \"reader\"; right would be a role's ARN, such as arn:aws:iam::111122223333:role/reader");
        (await work.RunAsync("ingest", work.Trail, "--data", work.Data, "--s3-region", "eu-west-1")).ShouldExit(2).ShouldSay("--s3-region is for paths that begin with s3://");
    }

    [Fact]
    public async Task A_role_is_taken_on_with_its_external_id_and_one_that_can_not_be_is_told()
    {
        _ = aws.Address;
        using var work = new Workspace();
        Put($"{Trail}20/a.json", Sample.File(Sample.Three()));
        using var sts = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        sts.Prefixes.Add(address);
        sts.Start();
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", address);
        try
        {
            var asked = AnswerAsync(sts, 200, """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
                <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                """);
            string[] role = ["--s3-role", "arn:aws:iam::111122223333:role/reader", "--s3-external-id", "x-42"];
            (await IngestAsync(work, [$"s3://{_bucket}", .. role])).ShouldStore(3);
            (await asked).ShouldContain("RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Freader");
            (await asked).ShouldContain("ExternalId=x-42");
            asked = AnswerAsync(sts, 403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not for you</Message></Error></ErrorResponse>");
            (await IngestAsync(work, [$"s3://{_bucket}", .. role])).ShouldExit(1).ShouldSay("the role arn:aws:iam::111122223333:role/reader can't be taken on: not for you");
            await asked;
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", null);
        }
    }

    private string[] Endpoint => ["--s3-endpoint", aws.Address.GetLeftPart(UriPartial.Authority)];

    private Task<ProgramResult> IngestAsync(Workspace work, params string[] args) => work.RunAsync(["ingest", .. args, .. Endpoint, "--data", work.Data]);

    private void Put(string key, string content)
    {
        aws.Bucket(_bucket);
        aws.Put(_bucket, key, content);
    }

    private static async Task<string> AnswerAsync(HttpListener listener, int status, string body)
    {
        var context = await listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var asked = await reader.ReadToEndAsync();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        await using (var writer = new StreamWriter(context.Response.OutputStream)) await writer.WriteAsync(body);
        return asked;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
