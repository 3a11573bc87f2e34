using Microsoft.Extensions.Time.Testing;
using Offtrail.Aws;
using Offtrail.Events;
using Offtrail.Pipeline;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Tests.Aws;

/// <summary>The source at the level of the loop that uses it: objects are ingested and committed, then the arrival is settled.</summary>
public sealed class SqsSourceTests(AwsStandIn aws) : IClassFixture<AwsStandIn>, IDisposable
{
    private static readonly string s_key = "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/20/";

    private readonly Workbench _bench = new();
    private readonly string _name = "q" + Guid.NewGuid().ToString("N")[..12];
    private readonly List<SourceProblem> _problems = [];
    private readonly List<Undeliverable> _givenUp = [];
    private Uri? _queue;

    [Fact]
    public async Task Every_form_of_message_brings_its_objects_and_is_deleted()
    {
        await using var source = Source();
        Message(Notices.OfS3(_name, Put(1), Record(1)));
        Message(Notices.InSns(Notices.OfS3(_name, Put(2), Record(2))));
        Message(Notices.OfEventBridge(_name, Put(3), Record(3)));
        Message(Notices.InSns(Notices.OfEventBridge(_name, Put(4), Record(4))));
        Message(Notices.OfCloudTrail(_name, Put(5), Put(6)));
        Message(Notices.InSns(Notices.OfCloudTrail(_name, Put(7))));
        await UntilStoredAsync(source, 7);
        aws.Count(_queue!).ShouldBe((0, 0));
        _givenUp.ShouldBeEmpty();
        _problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_wanted_is_deleted_in_silence()
    {
        await using var source = Source(o => o with { Selection = new ObjectSelection { Accounts = ["111122223333"] }, Buckets = [_name] });
        Message("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"trail"}""");
        Message(Notices.OfS3((_name, "AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/05/20/d.json.gz")));
        Message(Notices.OfS3((_name, "AWSLogs/999999999999/CloudTrail/eu-west-1/2026/05/20/d.json.gz")));
        Message(Notices.OfS3(("another-bucket", s_key + "d.json.gz")));
        Message(Notices.OfS3(_name, Put(1), Record(1))); // the last, so that the others were met
        await UntilStoredAsync(source, 1);
        await UntilAsync(() => aws.Count(_queue!) == (0, 0));
        _givenUp.ShouldBeEmpty();
    }

    [Fact]
    public async Task Doubled_messages_and_keys_out_of_order_store_each_event_once()
    {
        await using var source = Source();
        foreach (var i in (int[])[5, 1, 4, 1, 3, 5, 2, 1]) Message(Notices.OfS3(_name, Put(i), Record(i)));
        await UntilStoredAsync(source, 5);
        await UntilAsync(() => aws.Count(_queue!) == (0, 0), source);
        Message(Notices.OfS3(_name, Put(3), Record(3)));
        await UntilAsync(() => aws.Count(_queue!) == (0, 0), source);
        _bench.Records().Count.ShouldBe(5);
        (await _bench.Ingest(new IngestOptions(), new S3Source(_name, new ObjectSelection(), At(aws.Address), TimeProvider.System, TestContext.Current.CancellationToken))).Known.ShouldBe(5, "a back-fill knows what came by the queue");
    }

    [Fact]
    public async Task A_key_with_blanks_and_signs_is_found()
    {
        await using var source = Source();
        Message(Notices.OfS3(_name, "a b+c%ü.json", Record(1)).Replace("a b\\u002Bc%\\u00FC.json", "a+b%2Bc%25%C3%BC.json", StringComparison.Ordinal));
        aws.Bucket(_name);
        aws.Put(_name, "a b+c%ü.json", Record(1));
        await UntilStoredAsync(source, 1);
    }

    [Fact]
    public async Task After_a_kill_between_store_and_delete_the_message_comes_again_and_is_only_deleted()
    {
        await using var source = Source();
        Message(Notices.OfS3(_name, Put(1), Record(1)));
        aws.Take(_queue!, hiddenSeconds: 1).ShouldContain("ObjectCreated"); // by a process that stores the object and is killed
        await _bench.Ingest(new IngestOptions(), new S3Source(_name, new ObjectSelection(), At(aws.Address), TimeProvider.System, TestContext.Current.CancellationToken));
        var read = await StepAsync(source);
        (read.Objects, read.Known).ShouldBe((0, 1));
        aws.Count(_queue!).ShouldBe((0, 0));
        _bench.Records().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_not_settled_at_the_end_comes_again()
    {
        await using (var first = Source(o => o with { Visibility = TimeSpan.FromSeconds(3) })) // the stand-in may give it once more to the request that was broken off
        {
            Message(Notices.OfS3(_name, Put(1), Record(1)));
            (await first.NextAsync(_problems.Add, TestContext.Current.CancellationToken)).Objects.Count.ShouldBe(1);
            aws.Count(_queue!).ShouldBe((0, 1));
        }

        await using var second = Source();
        await UntilStoredAsync(second, 1);
    }

    [Fact]
    public async Task A_message_that_makes_no_sense_goes_to_the_quarantine_before_it_is_deleted()
    {
        await using var source = Source();
        Message("hello");
        var arrival = await source.NextAsync(_problems.Add, TestContext.Current.CancellationToken);
        arrival.Objects.ShouldBeEmpty();
        await arrival.SettleAsync(_ => false, given =>
        {
            aws.Count(_queue!).ShouldBe((0, 1), "it is still there");
            _givenUp.AddRange(given);
        }, TestContext.Current.CancellationToken);
        aws.Count(_queue!).ShouldBe((0, 0));
        var one = _givenUp.ShouldHaveSingleItem();
        (one.Key.StartsWith($"{_queue}#", StringComparison.Ordinal), one.Reason, System.Text.Encoding.UTF8.GetString(one.Content.Span)).ShouldBe((true, "the message is no JSON", "hello"));
    }

    [Fact]
    public async Task A_message_whose_quarantine_fails_stays_and_comes_again()
    {
        await using var source = Source(o => o with { Visibility = TimeSpan.FromSeconds(2) });
        Message("hello");
        var arrival = await source.NextAsync(_problems.Add, TestContext.Current.CancellationToken);
        await Should.ThrowAsync<IOException>(arrival.SettleAsync(_ => false, _ => throw new IOException("the disk is full"), TestContext.Current.CancellationToken));
        aws.Count(_queue!).ShouldBe((0, 1));
        await UntilAsync(() => _givenUp.Count > 0, source);
        aws.Count(_queue!).ShouldBe((0, 0));
    }

    [Fact]
    public async Task One_receiver_takes_batch_after_batch()
    {
        await using var source = Source(o => o with { Receivers = 1 });
        for (var i = 0; i < 35; i++) Message(Notices.OfS3(_name, Put(i), Record(i)));
        await UntilStoredAsync(source, 35);
        await UntilAsync(() => aws.Count(_queue!) == (0, 0));
    }

    [Fact]
    public async Task An_object_that_is_gone_is_given_up_after_so_many_receives_and_the_others_of_its_message_are_stored()
    {
        await using var source = Source(o => o with { MaxReceives = 2 });
        Message(Notices.OfCloudTrail(_name, Put(1), s_key + "gone.json.gz"));
        aws.Take(_queue!, hiddenSeconds: 0);
        await UntilAsync(() => _givenUp.Count > 0, source);
        _givenUp.ShouldHaveSingleItem().ShouldBe(new Undeliverable($"s3://{_name}/{s_key}gone.json.gz", "is not there any more; its message was received 2 times", default));
        _bench.Records().Count.ShouldBe(1);
        aws.Count(_queue!).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_large_object_that_can_not_be_read_to_its_end_is_given_up_after_so_many_receives()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        await using var source = Source(o => o with { MaxReceives = 1, Access = At(proxy.Address) });
        aws.Bucket(_name);
        var content = new string('\n', (int)S3Reader.MostWhole) + Record(1);
        aws.Put(_name, s_key + "large", content);
        proxy.BreaksAfter = request => request.Headers.Range.Count == 0 ? 1 << 20 : null;
        proxy.IsDenied = request => request.Headers.Range.Count > 0;
        Message(Notices.OfS3(_name, s_key + "large", content));
        await UntilAsync(() => _givenUp.Count > 0, source);
        var one = _givenUp.ShouldHaveSingleItem();
        (one.Key, one.Reason).ShouldBe(($"s3://{_name}/{s_key}large", $"access is denied; {S3Reader.Rights}; its message was received 1 times"));
    }

    [Fact]
    public async Task An_outage_gives_nothing_up_however_often_the_message_came_and_is_told_at_every_look()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        await using var source = Source(o => o with { MaxReceives = 1, Access = At(proxy.Address) });
        proxy.IsDenied = request => request.Path.Value!.EndsWith(".json.gz", StringComparison.Ordinal); // of all objects: a setting, and none of the object's faults
        Message(Notices.OfS3(_name, Put(1), Record(1)));
        Message(Notices.OfS3(_name, Put(2), Record(2)));
        (await StepAsync(source)).Stored.ShouldBe(0);
        await UntilAsync(() => _problems.Count > 0, source);
        _givenUp.ShouldBeEmpty();
        await StepAsync(source);
        _problems.Count.ShouldBeGreaterThan(1);
        _problems.Distinct().ShouldHaveSingleItem().Reason.ShouldContain("access is denied; reading needs s3:GetObject");
        var (waiting, hidden) = aws.Count(_queue!);
        (waiting + hidden).ShouldBe(2);
    }

    [Fact]
    public async Task A_queue_out_of_order_is_told_at_every_look_until_it_answers_again()
    {
        await using var proxy = await AwsProxy.StartAsync(aws.Address);
        Message(Notices.OfS3(_name, Put(1), Record(1)));
        var clock = new FakeTimeProvider();
        await using var source = new SqsSource("live", new SqsOptions { Queue = Queue(), Endpoint = proxy.Address, Access = At(aws.Address), Receivers = 1 }, clock);
        proxy.IsSlow = _ => true;
        while (_problems.Count == 0) await LookAsync();
        for (var looks = 2; looks <= 3; looks++)
        {
            await LookAsync();
            _problems.Count.ShouldBe(looks);
        }

        _problems.Distinct().ShouldHaveSingleItem().Reason.ShouldContain("is overloaded or out of order (SlowDown)");
        proxy.IsSlow = _ => false;
        var objects = 0;
        while (_problems.Count > 0 || objects == 0)
        {
            _problems.Clear();
            objects += (await LookAsync()).Objects.Count;
        }

        async Task<Arrival> LookAsync()
        {
            var look = source.NextAsync(_problems.Add, TestContext.Current.CancellationToken);
            while (!look.IsCompleted)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(look, Task.Delay(10, TestContext.Current.CancellationToken));
            }

            return await look;
        }
    }

    [Fact]
    public async Task Work_that_takes_long_keeps_its_message_hidden()
    {
        await using var source = Source(o => o with { Visibility = TimeSpan.FromSeconds(3) });
        Message(Notices.OfS3(_name, Put(1), Record(1)));
        var arrival = await source.NextAsync(_problems.Add, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken); // the stand-in's clock is the machine's
        aws.Count(_queue!).ShouldBe((0, 1));
        await arrival.SettleAsync(_ => true, _givenUp.AddRange, TestContext.Current.CancellationToken);
        aws.Count(_queue!).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_it_is_cancelled_and_with_nothing_after_half_a_minute()
    {
        var clock = new FakeTimeProvider();
        await using var source = new SqsSource("live", new SqsOptions { Queue = Queue(), Endpoint = aws.Address, Access = At(aws.Address) }, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var next = source.NextAsync(_problems.Add, stop.Token);
        clock.Advance(TimeSpan.FromSeconds(30));
        (await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldBe(Arrival.None);
        next = source.NextAsync(_problems.Add, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await source.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/111122223333/q", "eu-west-1")]
    [InlineData("https://eu-west-1.queue.amazonaws.com/111122223333/q", "eu-west-1")]
    [InlineData("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q", "cn-north-1")]
    [InlineData("http://127.0.0.1:4566/000000000000/q", null)]
    [InlineData("https://vpce-1-abc.sqs.eu-west-1.vpce.amazonaws.com/111122223333/q", "eu-west-1")]
    public void The_address_of_a_queue_names_its_region(string queue, string? region) => AwsClients.RegionOf(new Uri(queue)).ShouldBe(region);

    private SqsSource Source(Func<SqsOptions, SqsOptions>? change = null) => new("live", (change ?? (o => o))(new SqsOptions { Queue = Queue(), Endpoint = aws.Address, Access = At(aws.Address) }), TimeProvider.System);

    private Uri Queue() => _queue ??= aws.Queue(_name);

    private void Message(string body) => aws.Message(Queue(), body);

    private string Put(int number)
    {
        aws.Bucket(_name);
        aws.Put(_name, $"{s_key}{number}.json.gz", Record(number));
        return $"{s_key}{number}.json.gz";
    }

    /// <summary>One turn of the loop.</summary>
    private async Task<IngestSummary> StepAsync(SqsSource source)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var arrival = await source.NextAsync(_problems.Add, limit.Token);
        var read = await _bench.Ingest(arrival.Objects);
        await arrival.SettleAsync(o => _bench.Data.State.Ledger.Contains(o.Key, o.Version), given =>
        {
            _bench.Data.State.InTransaction(() =>
            {
                foreach (var one in given) _bench.Data.State.Quarantine.Add(new QuarantineEntry(one.Key, new Rejection(default, one.Reason, one.Content, one.Content.Length, IsRecord: false)), 0);
                return true;
            });
            _givenUp.AddRange(given);
        }, limit.Token);
        return read;
    }

    private Task UntilStoredAsync(SqsSource source, int events) => UntilAsync(() => _bench.Records().Count == events, source);

    private async Task UntilAsync(Func<bool> isSo, SqsSource? source = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            if (source is not null) await StepAsync(source);
            else await Task.Delay(20, limit.Token);
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static AwsAccess At(Uri address) => new() { Endpoint = address };

    private static string Record(int number) => SmallLake.Record($"id-{number:000}", 1_779_000_000_000_000 + number);

    public void Dispose() => _bench.Dispose();
}
