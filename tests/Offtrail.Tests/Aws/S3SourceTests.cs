using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Offtrail.Aws;
using Offtrail.Pipeline;
using Offtrail.Sources;

namespace Offtrail.Tests.Aws;

public sealed class S3SourceTests(AwsStandIn aws) : IClassFixture<AwsStandIn>
{
    private const string Org = "trails/AWSLogs/o-a1b2c3d4e5/";

    private readonly List<SourceProblem> _problems = [];
    private readonly string _bucket = "b" + Guid.NewGuid().ToString("N")[..12];

    [Fact]
    public void An_organisation_comes_day_by_day_over_all_accounts_and_regions()
    {
        string[] keys =
        [
            $"{Org}111122223333/CloudTrail/eu-west-1/2026/05/19/a.json", $"{Org}444455556666/CloudTrail/us-east-1/2026/05/19/b.json",
            $"{Org}111122223333/CloudTrail/eu-west-1/2026/05/20/c.json", $"{Org}111122223333/CloudTrail/us-east-1/2026/05/20/d.json", $"{Org}444455556666/CloudTrail/us-east-1/2026/05/20/e.json",
            $"{Org}444455556666/CloudTrail/us-east-1/2026/05/21/f.json",
        ];
        Fill([.. keys.Reverse(), $"{Org}111122223333/CloudTrail-Digest/eu-west-1/2026/05/19/x.json", $"{Org}111122223333/elasticloadbalancing/eu-west-1/2026/05/19/x.log", "trails/AWSLogs/aws-accounts/x"]);
        Keys(Source()).ShouldBe(keys);
        _problems.ShouldBeEmpty();
        Keys(Source(new ObjectSelection { Prefix = Org })).ShouldBe(keys);
        Keys(Source(new ObjectSelection { Prefix = "trails/AWSLogs/o-a1b2c3d4e5/1111" })).ShouldBe(keys.Where(k => k.Contains("/1111", StringComparison.Ordinal)));
        Source().Measure(TestContext.Current.CancellationToken).ShouldBe((6, 6));
    }

    [Fact]
    public void Account_region_and_days_are_asked_of_the_bucket_and_not_of_each_object()
    {
        foreach (var account in (string[])["111122223333", "444455556666"])
            foreach (var region in (string[])["eu-west-1", "us-east-1"])
                for (var day = 1; day <= 9; day++) Fill($"AWSLogs/{account}/CloudTrail/{region}/2026/05/0{day}/a.json");
        Keys(Source(new ObjectSelection { Accounts = ["444455556666"], Regions = ["eu-west-1"], FromDay = new DateOnly(2026, 5, 4), ToDay = new DateOnly(2026, 5, 5) }))
            .ShouldBe(["AWSLogs/444455556666/CloudTrail/eu-west-1/2026/05/04/a.json", "AWSLogs/444455556666/CloudTrail/eu-west-1/2026/05/05/a.json"]);
    }

    [Fact]
    public void A_bucket_of_another_layout_comes_whole_and_what_a_filter_can_not_tell_is_told()
    {
        Fill("readme", "exports/a.json", "exports/deep/er/than/levels/b.json", "trails/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/01/c.json", "trails/notes.txt");
        Keys(Source()).Order(StringComparer.Ordinal).ShouldBe(["exports/a.json", "exports/deep/er/than/levels/b.json", "readme", "trails/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/01/c.json", "trails/notes.txt"]);
        Keys(Source(new ObjectSelection { Accounts = ["111122223333"] })).ShouldHaveSingleItem();
        _problems.ShouldHaveSingleItem().ShouldBe(new SourceProblem($"s3://{_bucket}/", "4 objects were left out: keys that are not laid out as CloudTrail's do not tell account, region and day", IsLoss: false));
    }

    [Fact]
    public void Lists_of_many_pages_are_read_to_their_end()
    {
        Fill([.. Enumerable.Range(0, 2345).Select(i => $"AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/{1 + (i % 3):00}/{i}.json")]);
        var keys = Keys(Source());
        keys.Count.ShouldBe(2345);
        keys.ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Odd_characters_in_keys_are_kept()
    {
        string[] keys = ["a b+c%2B.json", "quoted\"<&>'.json", "ü/ß.json", "~!*().json"];
        Fill(keys);
        var objects = Source().Objects(_problems.Add).ToArray();
        objects.Select(o => o.Key).ShouldBe(keys.Select(k => $"s3://{_bucket}/{k}"), ignoreOrder: true);
        foreach (var one in objects)
            using (var content = one.Open()) content.ReadByte().ShouldBe('x');
    }

    [Fact]
    public async Task A_back_fill_that_was_cut_off_goes_on_by_the_ledger_and_reads_what_came_late()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        for (var i = 0; i < 60; i++) Put($"AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/{10 + (i % 10)}/{i}.json", Record(i));
        using var bench = new Workbench();
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken))
        {
            var gets = 0;
            proxy.Before = request =>
            {
                if (request.Path.Value!.EndsWith(".json", StringComparison.Ordinal) && Interlocked.Increment(ref gets) == 40) stop.Cancel();
                return Task.CompletedTask;
            };
            await Should.ThrowAsync<OperationCanceledException>(new Ingester(bench.Data, new IngestOptions { Threads = 2, BatchBytes = 1000 }, bench.Clock)
                .RunAsync([Source(access: At(proxy.Address), stop: stop)], stop.Token));
        }

        var before = bench.Records().Count;
        before.ShouldBeInRange(1, 59);
        Put("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/10/0-late.json", Record(60)); // in front of all
        var read = await bench.Ingest(new IngestOptions { Threads = 2 }, Source());
        (read.Objects + read.Known, read.LostAnything).ShouldBe((61, false));
        read.Known.ShouldBeGreaterThan(0);
        bench.Records().ShouldBe(Enumerable.Range(0, 61).Select(Record).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_objects_are_on_their_way_at_the_same_time_and_never_more_than_is_allowed()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        for (var i = 0; i < 100; i++) Put($"{i:000}.json", Record(i));
        var (under, most) = (0, 0);
        var together = new TaskCompletionSource();
        proxy.Before = async request =>
        {
            if (!request.Path.Value!.EndsWith(".json", StringComparison.Ordinal)) return;
            var now = Interlocked.Increment(ref under);
            lock (together) most = Math.Max(most, now);
            if (now >= 30) together.TrySetResult();
            await together.Task.WaitAsync(TimeSpan.FromSeconds(30)); // nothing comes before thirty are asked for
            Interlocked.Decrement(ref under);
        };
        using var bench = new Workbench();
        (await bench.Ingest(new IngestOptions { Threads = 1 }, Source(access: At(proxy.Address)))).Stored.ShouldBe(100);
        most.ShouldBeInRange(30, 34); // 32 ahead and one in each worker's hand
    }

    [Fact]
    public async Task Throttling_is_waited_for_and_loses_nothing()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        var asked = 0;
        for (var i = 0; i < 40; i++) Put($"{i}.json", Record(i));
        proxy.IsSlow = _ => Interlocked.Increment(ref asked) % 4 == 1;
        using var bench = new Workbench();
        var read = await bench.Ingest(new IngestOptions { Threads = 2 }, Source(access: At(proxy.Address)));
        (read.Stored, read.LostAnything).ShouldBe((40, false));
        proxy.Requests.Count.ShouldBeGreaterThan(41);
    }

    [Fact]
    public async Task When_nothing_can_be_read_it_ends_and_nothing_counts_as_stored()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        for (var i = 0; i < 200; i++) Put($"{i}.json", Record(i));
        using var bench = new Workbench();
        proxy.IsDenied = request => request.Path.Value!.EndsWith(".json", StringComparison.Ordinal);
        var read = await bench.Ingest(new IngestOptions { Threads = 1 }, Source(access: At(proxy.Address)));
        (read.Stored, read.LostAnything).ShouldBe((0, true));
        read.Objects.ShouldBeInRange(20, 60);
        read.Problems.ShouldContain(p => p.IsLoss && p.Reason.Contains("access is denied; reading needs s3:GetObject", StringComparison.Ordinal));
        proxy.IsDenied = _ => false;
        (await bench.Ingest(new IngestOptions { Threads = 1 }, Source(access: At(proxy.Address)))).Stored.ShouldBe(200);
        bench.Data.State.Quarantine.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_pass_of_the_same_source_tries_again_what_could_not_be_read()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        for (var i = 0; i < 60; i++) Put($"{i}.json", Record(i));
        var source = Source(access: At(proxy.Address));
        using var bench = new Workbench();
        proxy.IsDenied = request => request.Path.Value!.EndsWith(".json", StringComparison.Ordinal);
        (await bench.Ingest(new IngestOptions { Threads = 1 }, source)).Stored.ShouldBe(0);
        proxy.IsDenied = _ => false;
        var read = await bench.Ingest(new IngestOptions { Threads = 1 }, source);
        (read.Stored, read.LostAnything).ShouldBe((60, false));
    }

    [Fact]
    public void A_bucket_that_is_not_there_is_told_with_what_to_look_at()
    {
        Source().Objects(_problems.Add).ShouldBeEmpty();
        _problems.ShouldHaveSingleItem().ShouldBe(new SourceProblem($"s3://{_bucket}/", $"there is no such bucket at {aws.Address.GetLeftPart(UriPartial.Authority)}; look at its name, and at the account or endpoint that it is in", IsLoss: true));
    }

    [Fact]
    public void An_endpoint_that_is_not_there_is_told()
    {
        _ = aws.Address;
        Source(access: At(new Uri("http://127.0.0.1:1"))).Objects(_problems.Add).ShouldBeEmpty();
        _problems.ShouldHaveSingleItem().Reason.ShouldStartWith("can't be reached at http://127.0.0.1:1");
    }

    [Fact]
    public void A_profile_that_is_not_there_is_told()
    {
        Source(access: At(aws.Address) with { Profile = "no-such-profile" }).Objects(_problems.Add).ShouldBeEmpty();
        _problems.ShouldHaveSingleItem().Reason.ShouldBe("there is no profile \"no-such-profile\" in the AWS configuration (~/.aws/config, ~/.aws/credentials)");
    }

    [Fact]
    public void A_large_object_is_read_as_it_comes()
    {
        var content = string.Concat(Enumerable.Repeat("0123456789abcdef", (int)(S3Reader.MostWhole / 16) + 1));
        Put("large", content);
        var found = Source().Objects(_problems.Add).ShouldHaveSingleItem();
        found.Prepare.ShouldBeNull();
        using var stream = found.Open();
        stream.CanSeek.ShouldBeFalse();
        using var reader = new StreamReader(stream);
        reader.ReadToEnd().ShouldBe(content);
    }

    [Fact]
    public async Task A_large_object_that_breaks_off_is_asked_for_from_there_on_and_one_that_can_not_be_is_a_fault_of_that_object_alone()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        var content = string.Concat(Enumerable.Repeat("0123456789abcdef", (int)(S3Reader.MostWhole / 16) + 1));
        Put("large", content);
        proxy.BreaksAfter = request => request.Path.Value!.EndsWith("/large", StringComparison.Ordinal) && request.Headers.Range.Count == 0 ? 1 << 20 : null;
        var asked = new ConcurrentQueue<string>();
        proxy.Before = request =>
        {
            if (request.Headers.Range.Count > 0) asked.Enqueue(request.Headers.Range.ToString());
            return Task.CompletedTask;
        };
        var found = Source(access: At(proxy.Address)).Objects(_problems.Add).ShouldHaveSingleItem();
        using (var reader = new StreamReader(found.Open())) (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(content);
        asked.ShouldHaveSingleItem().ShouldMatch("^bytes=[1-9][0-9]*-$", "the rest, and nothing twice");
        proxy.IsDenied = request => request.Headers.Range.Count > 0;
        using (var reader = new StreamReader(found.Open())) Should.Throw<IOException>(() => reader.ReadToEnd()).Message.ShouldContain("access is denied");
        _problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(S3Reader.MostWhole + 1)]
    public async Task A_connection_that_stands_still_is_given_up_after_a_minute_and_the_object_asked_for_again(long size)
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        var clock = new FakeTimeProvider();
        var content = new string('x', (int)size);
        Put("one", content);
        var asked = 0;
        var stalls = 1;
        proxy.StallsAfter = request => request.Path.Value!.EndsWith("/one", StringComparison.Ordinal) && Interlocked.Increment(ref asked) <= stalls ? 1000 : null;
        (await ReadAsync()).ShouldBe(content);
        (asked, stalls) = (0, int.MaxValue);
        (await Should.ThrowAsync<IOException>(ReadAsync)).Message.ShouldContain("the connection stands still: nothing came for 60 s");

        async Task<string> ReadAsync()
        {
            var found = Source(access: At(proxy.Address), clock: clock).Objects(_problems.Add).ShouldHaveSingleItem();
            var reading = Task.Run(() =>
            {
                using var reader = new StreamReader(found.Open());
                return reader.ReadToEnd();
            }, TestContext.Current.CancellationToken);
            while (!reading.IsCompleted)
            {
                if (Volatile.Read(ref asked) > 0) clock.Advance(TimeSpan.FromSeconds(20));
                await Task.WhenAny(reading, Task.Delay(20, TestContext.Current.CancellationToken));
            }

            return await reading;
        }
    }

    [Theory]
    [MemberData(nameof(Prefixes))]
    public async Task A_prefix_may_end_at_any_level_and_one_of_a_region_or_deeper_is_all_that_is_listed(string prefix)
    {
        string[] keys = [.. from account in (string[])["111122223333", "444455556666"]
                            from region in (string[])["eu-west-1", "us-east-1"]
                            from day in (string[])["05/19", "05/20", "06/01"]
                            select $"{(prefix.StartsWith("AWSLogs/o-", StringComparison.Ordinal) ? "AWSLogs/o-a1b2c3d4e5" : "AWSLogs")}/{account}/CloudTrail/{region}/2026/{day}/a.json"];
        Fill([.. keys, $"{keys[0].Replace("/CloudTrail/", "/CloudTrail-Digest/", StringComparison.Ordinal)}"]);
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        Keys(Source(new ObjectSelection { Prefix = prefix }, At(proxy.Address))).Order(StringComparer.Ordinal).ShouldBe(keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        _problems.ShouldBeEmpty();
        if (prefix.Contains("/eu-west-1/", StringComparison.Ordinal)) proxy.Requests.ShouldHaveSingleItem();
        proxy.Requests.ShouldNotContain(r => r.Contains("Digest", StringComparison.Ordinal) || r.Contains(Uri.EscapeDataString("/CloudTrail&"), StringComparison.Ordinal));
    }

    public static TheoryData<string> Prefixes()
    {
        string[] parts = ["111122223333", "CloudTrail", "eu-west-1", "2026", "05", "19"];
        var all = new TheoryData<string>();
        foreach (var root in (string[])["AWSLogs", "AWSLogs/o-a1b2c3d4e5"])
            for (var level = 0; level <= parts.Length; level++)
                foreach (var end in (string[])["", "/"])
                    all.Add(string.Join('/', [root, .. parts[..level]]) + end);
        all.Add("AWSLogs/111122223333/Cloud");
        all.Add("AWSLogs/111122223333/CloudTrail/eu");
        return all;
    }

    [Fact]
    public async Task Beside_the_folder_of_the_layout_nothing_is_walked_level_by_level()
    {
        Fill("a/b/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/01/c.json", "a/b/other/1/2/3/4/5/6/x.json");
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        Keys(Source(access: At(proxy.Address))).Count.ShouldBe(2);
        proxy.Requests.Count.ShouldBe(7, "the bucket, a/, a/b/, AWSLogs/, the regions, the region, and a/b/other/ as a whole");
    }

    [Fact]
    public void An_object_that_was_written_anew_is_another_version_and_is_not_read_as_the_old_one()
    {
        Put("a.json", "one");
        var old = Source().Objects(_problems.Add).ShouldHaveSingleItem();
        Put("a.json", "two");
        Should.Throw<IOException>(() => old.Open()).Message.ShouldBe("was written anew before it could be read");
        Source().Objects(_problems.Add).ShouldHaveSingleItem().Version.ShouldNotBe(old.Version);
    }

    private S3Source Source(ObjectSelection? selection = null, AwsAccess? access = null, TimeProvider? clock = null, CancellationTokenSource? stop = null) =>
        new(_bucket, selection ?? new ObjectSelection(), access ?? At(aws.Address), clock ?? TimeProvider.System, stop?.Token ?? TestContext.Current.CancellationToken);

    private static AwsAccess At(Uri address) => new() { Endpoint = address };

    private List<string> Keys(S3Source source) => [.. source.Objects(_problems.Add).Select(o => o.Key[$"s3://{_bucket}/".Length..])];

    private void Fill(params string[] keys)
    {
        foreach (var key in keys) Put(key, "x");
    }

    private void Put(string key, string content)
    {
        aws.Bucket(_bucket);
        aws.Put(_bucket, key, content);
    }

    private static string Record(int number) => SmallLake.Record($"id-{number:000}", 1_779_000_000_000_000 + number);
}
