using System.Text.Json;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline;

/// <summary>Also with partitions and for entities results are a function of the events in the lake and of the definitions alone.</summary>
public sealed class SignDetectionTests
{
    private static readonly string[] s_rules = ["rare_call_for_an_identity", "rare_error_code_for_a_service", "unusual_identity_activity"];

    [Fact]
    public Task The_order_of_arrival_the_size_of_batches_and_the_order_of_rules_change_no_byte() => Within.Seconds(120, async () =>
    {
        var records = Trail().ToArray();
        using var plain = new Workbench();
        await plain.Ingest(MemorySource.Object("all", records));
        Detect(plain, s_rules);
        var expected = plain.Results();
        expected.ShouldContain("Unusual activity of role ci-deploy");
        for (var seed = 1; seed <= 2; seed++)
        {
            var shuffled = records.ToArray();
            new Random(seed).Shuffle(shuffled);
            using var other = new Workbench();
            var objects = shuffled.Chunk(records.Length / (seed * 5)).Select((chunk, i) => MemorySource.Object($"object{i}", chunk)).ToArray();
            await other.Ingest(new IngestOptions { Threads = seed, BatchBytes = 40_000 * seed }, new MemorySource(objects));
            Detect(other, seed == 1 ? s_rules : [.. s_rules.Reverse()]);
            other.Results().ShouldBe(expected, $"seed {seed}");
        }
    });

    [Fact]
    public Task A_second_detection_and_one_over_a_growing_trail_end_where_the_first_did() => Within.Seconds(120, async () =>
    {
        var records = Trail().ToArray();
        using var plain = new Workbench();
        await plain.Ingest(MemorySource.Object("all", records));
        var first = Detect(plain, s_rules);
        var expected = plain.Results();
        var second = Detect(plain, s_rules);
        (second.Raised.Count, second.RaisedBefore, second.Withdrawn).ShouldBe((0, first.Raised.Count, 0));
        plain.Results().ShouldBe(expected);
        using var growing = new Workbench();
        foreach (var (chunk, i) in records.Chunk((records.Length / 2) + 1).Select((c, i) => (c, i)))
        {
            await growing.Ingest(MemorySource.Object($"object{i}", chunk));
            Detect(growing, s_rules);
        }

        growing.Results().ShouldBe(expected);
    });

    /// <summary>The pack as a service runs it: objects come mostly in the order of time, some hours or days late; a tick may see none or several.</summary>
    [Fact]
    public Task Live_ticks_end_where_one_pass_ends_however_late_objects_come() => Within.Seconds(240, async () =>
    {
        var records = Trail().Select((text, i) => (Text: text, Number: i)).ToArray();
        using var plain = new Workbench();
        await plain.Ingest(MemorySource.Object("all", records.Select(r => r.Text)));
        DetectAll(plain);
        var expected = Standing(plain);
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var objects = records.Chunk(7 * seed).OrderBy(c => c[0].Number + (random.Next(10) == 0 ? random.Next(records.Length) : random.Next(20))).ToArray();
            using var live = new Workbench();
            var (ticks, fromSnapshot) = (0, 0);
            for (var i = 0; i < objects.Length;)
            {
                var batch = objects.Skip(i).Take(random.Next(objects.Length / 4)).ToArray();
                await live.Ingest(new IngestOptions { Threads = 1, BatchBytes = 40_000 }, [new MemorySource([.. batch.Select((o, n) => MemorySource.Object($"object{i + n}", o.Select(r => r.Text)))])]);
                i += batch.Length;
                if (random.Next(3) == 0) new Compaction(live.Data).Run((_, _) => { }, TestContext.Current.CancellationToken);
                if (live.Data.State.Snapshots.List().Count > 0) fromSnapshot++;
                DetectAll(live);
                ticks++;
            }

            Standing(live).ShouldBe(expected, $"seed {seed}, {ticks} ticks");
            fromSnapshot.ShouldBeGreaterThan(1, "ticks that went on from a snapshot");
        }
    });

    [Fact]
    public Task A_tick_reads_only_what_lies_behind_the_last_snapshot() => Within.Seconds(60, async () =>
    {
        using var bench = new Workbench();
        var records = Trail().ToArray();
        await bench.Ingest(MemorySource.Object("old", records[..(records.Length / 2)]));
        DetectAll(bench);
        var expected = bench.Data.State.Anomalies.List(0);
        foreach (var day in bench.Data.State.Manifest.All().Where(s => s.LastMicros < bench.Data.State.Snapshots.List().Max(x => x.At))) File.Delete(bench.Data.Lake.PathOf(day));
        bench.Data.State.Anomalies.List(0).ShouldBe(expected);
        DetectAll(bench);
        bench.Data.State.Anomalies.List(0).ShouldBe(expected, "its files are gone, and nobody missed them");
    });

    [Fact]
    public Task The_alert_of_an_entity_has_each_event_of_its_new_values_once() => Within.Seconds(60, async () =>
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("all", Trail()));
        var alert = Detect(bench, ["unusual_identity_activity"]).Raised.Where(a => a.Reason.Contains("ci-deploy", StringComparison.Ordinal)).ShouldHaveSingleItem();
        using var tree = JsonDocument.Parse(alert.Document);
        var told = tree.RootElement.GetProperty("offtrail").GetProperty("alert");
        told.GetProperty("event_ids").EnumerateArray().Select(e => e.GetString()).ShouldBe(["attack-0", "attack-1", "attack-2"]);
        told.GetProperty("event_count").GetInt32().ShouldBe(3);
    });

    [Fact]
    public Task Line_breaks_in_values_and_partitions_make_two_anomalies_and_end_no_detection() => Within.Seconds(60, async () =>
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("all", [
            .. Enumerable.Range(0, 200).SelectMany(hour => new[] { Old($"x{hour}", hour, "b\\nc", "Get"), Old($"y{hour}", hour, "c", "Get") }),
            Old("x", 200, "b\\nc", "a"),
            Old("y", 200, "c", "a\\nb")]));
        Detect(bench, ["rare_method_for_a_username"]).Anomalies.ShouldBeGreaterThan(1);
        bench.Data.State.Anomalies.List(0).Count(a => a.Contains("\"by\":\"a\"", StringComparison.Ordinal) || a.Contains("\"by\":\"a\\nb\"", StringComparison.Ordinal)).ShouldBe(2);
    });

    [Fact]
    public async Task An_entity_whose_part_is_no_job_for_it_is_refused_with_what_would_be_right()
    {
        using var temp = new TempFolder();
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("all", Trail().Take(10)));
        var pack = Pack.Load();
        pack.Job(temp.Write("job.yaml", "id: mine\nname: Mine\ndescription: What it sees\nentity: {field: user.name, parts: [{job: rare_call_for_an_identity, group: deed}]}"));
        var rule = pack.Rule("unusual_identity_activity") with { JobIds = ["mine"] };
        Should.Throw<Offtrail.Anomalies.DefinitionException>(() => new Detection(bench.Data, bench.Clock).Run(pack, new DetectOptions { Rules = [rule] }, TestContext.Current.CancellationToken))
            .Message.ShouldBe("job mine: part rare_call_for_an_identity must have one detector of rare or of time, partitioned by user.name, and the same bucket_span, scope and filter");
    }

    /// <summary>Records and alerts; of those withdrawn there are more where more was to be seen of an unfinished trail.</summary>
    private static string[] Standing(Workbench bench) => [.. bench.Data.State.Anomalies.List(0), .. bench.Data.State.Alerts.List().Select(a => a.ToString())];

    private static DetectSummary DetectAll(Workbench bench)
    {
        var pack = Pack.Load();
        return new Detection(bench.Data, bench.Clock).Run(pack, new DetectOptions { Rules = [.. pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal)] }, TestContext.Current.CancellationToken);
    }

    private static DetectSummary Detect(Workbench bench, string[] rules)
    {
        var pack = Pack.Load();
        return new Detection(bench.Data, bench.Clock).Run(pack, new DetectOptions { Rules = [.. rules.Select(pack.Rule)], Threshold = 60 }, TestContext.Current.CancellationToken);
    }

    /// <summary>Twelve days of four roles at their work, one of which does what it never did; another takes up something now and then.</summary>
    private static IEnumerable<string> Trail()
    {
        string[] roles = ["ci-deploy", "reader", "backup", "web"];
        for (var hour = 0; hour < 12 * 24; hour++)
        {
            for (var role = 0; role < roles.Length; role++)
            {
                if ((hour + role) % (role + 2) != 0) continue;
                yield return Record($"u{hour}-{role}", hour, 60 + role, roles[role], role % 2 == 0 ? "PutObject" : "GetObject", hour % 7 == 0 ? "NoSuchKey" : null, "eu-west-1", $"198.51.{role}.7", "Boto3/1.34.2 Python/3.11");
                if (hour % 40 == 39) yield return Record($"n{hour}-{role}", hour, 90 + role, roles[role], $"Call{hour % 11}", null, "eu-west-1", $"198.51.{role}.8", "Boto3/1.34.2 Python/3.11");
            }
        }

        for (var i = 0; i < 3; i++)
            yield return Record($"attack-{i}", (11 * 24) + i, 600, "ci-deploy", new[] { "StopLogging", "CreateUser", "CreateAccessKey" }[i], i == 0 ? "AccessDenied" : null, "us-east-2", "192.0.2.99", "aws-cli/2.15.3 Python/3.11 Linux/6.1");
    }

    private static string Old(string id, int hour, string role, string action) => Record(id, hour, 5, role, action, null, "eu-west-1", "198.51.0.7", "Boto3/1.34.2");

    private static string Record(string id, int hour, int second, string role, string action, string? code, string region, string address, string agent)
    {
        var time = DateTime.UnixEpoch.AddTicks((Made.May + (hour * Made.Hour) + (second * 1_000_000L)) * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return $$$"""{"eventVersion":"1.09","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/{{{role}}}/run","accountId":"111122223333","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/{{{role}}}","accountId":"111122223333","userName":"{{{role}}}"}},"accessKeyId":"ASIAEXAMPLE"},"eventTime":"{{{time}}}","eventSource":"s3.amazonaws.com","eventName":"{{{action}}}","awsRegion":"{{{region}}}","sourceIPAddress":"{{{address}}}","userAgent":"{{{agent}}}",{{{(code is null ? "" : $"\"errorCode\":\"{code}\",")}}}"eventID":"{{{id}}}","recipientAccountId":"111122223333"}""";
    }
}
