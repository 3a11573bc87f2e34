using Offtrail.Anomalies;
using Offtrail.Aws;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline.Sources;

public sealed class SourceListTests
{
    private const string Sqs = "sources:\n  - id: live\n    type: sqs\n    queue: https://sqs.eu-west-1.amazonaws.com/111122223333/trail\n";

    [Fact]
    public void All_types_are_read_with_their_defaults()
    {
        var sources = Parse("""
            sources:
              - {id: inbox, type: folder, path: in}
              - {id: history, type: s3, bucket: trail}
              - {id: live, type: sqs, queue: "https://sqs.eu-west-1.amazonaws.com/111122223333/trail"}
            """);
        sources.All.Select(s => (s.Id, s.Type, s.Settings.Target)).ShouldBe([("inbox", "folder", Path.GetFullPath("/etc/offtrail/in")), ("history", "s3", "s3://trail/"), ("live", "sqs", "https://sqs.eu-west-1.amazonaws.com/111122223333/trail")]);
        sources.All.Select(s => s.Settings.OpenBackfill(TimeProvider.System, TestContext.Current.CancellationToken) is not null).ShouldBe([false, true, false]);
        var options = ((FolderSourceSettings)sources.All[0].Settings).Options;
        (options.Settle, options.Poll).ShouldBe((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)));
        var queue = ((SqsSourceSettings)sources.All[2].Settings).Options;
        (queue.Receivers, queue.MaxReceives, queue.Visibility).ShouldBe((2, 5, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task What_goes_on_is_opened_with_its_id_and_asks_nothing_yet()
    {
        foreach (var route in Parse(Sqs + "  - {id: inbox, type: folder, path: in}").All)
        {
            await using var live = route.Settings.OpenLive(route.Id, "/data", TimeProvider.System).ShouldNotBeNull();
            live.Id.ShouldBe(route.Id);
        }
    }

    [Fact]
    public void All_keys_of_a_bucket_are_kept()
    {
        var s3 = (S3SourceSettings)Parse("""
            sources:
              - id: history
                type: s3
                bucket: trail
                prefix: org/
                accounts: ["111122223333"]
                regions: [eu-west-1]
                from_day: 2026-01-01
                to_day: 2026-05-31
                endpoint: http://minio.example.com:9000
                path_style: true
                region: eu-west-1
                profile: audit
                role: arn:aws:iam::111122223333:role/reader
                external_id: secret-ish
                requester_pays: true
            """).All[0].Settings;
        (s3.Selection.Prefix, s3.Selection.Accounts[0], s3.Selection.Regions[0], s3.Selection.FromDay, s3.Selection.ToDay).ShouldBe(("org/", "111122223333", "eu-west-1", new DateOnly(2026, 1, 1), new DateOnly(2026, 5, 31)));
        s3.Access.ShouldBe(new AwsAccess { Endpoint = new Uri("http://minio.example.com:9000"), PathStyle = true, Region = "eu-west-1", Profile = "audit", Role = "arn:aws:iam::111122223333:role/reader", ExternalId = "secret-ish", RequesterPays = true });
    }

    [Theory]
    [InlineData("sources:\n  - {id: a, type: ftp}", "2:19: type is \"ftp\"; right would be folder, s3, sqs")]
    [InlineData("sources:\n  - {id: a, type: folder}", "2:5: the key \"path\" is missing")]
    [InlineData("sources:\n  - {id: a, type: s3}", "2:5: the key \"bucket\" is missing")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: a/b}", "2:31: bucket is \"a/b\"; right would be the bucket's name alone")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: b, from_day: 1.5.2026}", "2:44: from_day is \"1.5.2026\"; right would be a day such as 2026-05-01")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: b, from_day: 2026-05-02, to_day: 2026-05-01}", "from_day is after to_day")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: b, accounts: [12]}", "accounts has \"12\"; right would be twelve digits")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: b, endpoint: minio}", "endpoint is \"minio\"; right would be an address such as")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: b, role: reader}", "role is \"reader\"; right would be a role's ARN")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: b, path_style: maybe}", "path_style is \"maybe\"; right would be true or false")]
    [InlineData("sources:\n  - {id: a, type: s3, bucket: b, queue: x}", "2:34: unknown key \"queue\"; right would be accounts, bucket, endpoint")]
    [InlineData("sources:\n  - {id: a, type: sqs, queue: \"https://sqs.eu-west-1.amazonaws.com\"}", "right would be the queue's whole URL")]
    [InlineData("sources:\n  - {id: a, type: sqs, queue: \"https://host/1/q\", max_receives: 0}", "right would be a whole number from 1 to 1000")]
    [InlineData("sources:\n  - {id: a, type: folder, path: x}\n  - {id: a, type: folder, path: y}", "3:10: there are two sources \"a\"")]
    public void What_is_wrong_is_told_with_its_place_and_what_would_be_right(string yaml, string message) =>
        Should.Throw<DefinitionException>(() => Parse(yaml)).Message.ShouldContain(message);

    [Fact]
    public void The_environment_goes_before_the_file_and_may_say_what_the_file_does_not()
    {
        var variables = new Dictionary<string, string> { ["OFFTRAIL_SOURCE_LIVE_QUEUE"] = "http://127.0.0.1:4566/000000000000/q", ["OFFTRAIL_SOURCE_LIVE_ENDPOINT"] = "http://127.0.0.1:4566" };
        var options = ((SqsSourceSettings)Parse(Sqs, variables.GetValueOrDefault).All[0].Settings).Options;
        (options.Queue, options.Access.Endpoint).ShouldBe((new Uri("http://127.0.0.1:4566/000000000000/q"), new Uri("http://127.0.0.1:4566")));
        Parse("sources:\n  - {id: live, type: sqs}", variables.GetValueOrDefault).All[0].Settings.Target.ShouldBe("http://127.0.0.1:4566/000000000000/q");
        variables["OFFTRAIL_SOURCE_LIVE_ENDPOINT"] = "nowhere";
        Should.Throw<DefinitionException>(() => Parse(Sqs, variables.GetValueOrDefault)).Message.ShouldContain("OFFTRAIL_SOURCE_LIVE_ENDPOINT is \"nowhere\"");
    }

    private static SourceList Parse(string yaml, Func<string, string?>? environment = null)
    {
        var mapping = YamlMapping.Parse(yaml, "offtrail.yaml");
        return SourceList.Parse(mapping.Mappings("sources"), "/etc/offtrail", environment ?? (_ => null));
    }
}
