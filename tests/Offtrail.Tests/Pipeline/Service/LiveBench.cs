using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Offtrail.Pipeline;
using Offtrail.Sinks;
using Offtrail.Sources;

namespace Offtrail.Tests.Pipeline.Service;

/// <summary>A live service over real stores, with a source and a clock in the hands of a test.</summary>
internal sealed class LiveBench : IAsyncDisposable
{
    private readonly Workbench _bench = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly LiveService _live;
    private readonly Task _running;

    /// <param name="options">How the service goes about its work.</param>
    /// <param name="log">Its log.</param>
    /// <param name="rules">The rules that run; none for all of the pack.</param>
    public LiveBench(LiveOptions? options = null, ILogger? log = null, params string[] rules)
    {
        string[] all = [.. Pack.Load().RulesById.Keys];
        foreach (var other in rules.Length == 0 ? [] : all.Except(rules)) DisabledRules.Set(Data.Root, all, other, enabled: false);
        _live = new LiveService(Data, Definitions.Of(Data.Root), [Source], options ?? new LiveOptions { Ingest = new IngestOptions { Threads = 1 } }, new SinkTools(Clock, TextWriter.Null), log ?? NullLogger.Instance);
        _running = Task.Run(() => _live.RunAsync(_stop.Token, CancellationToken.None));
    }

    public FakeTimeProvider Clock => _bench.Clock;

    public DataFolder Data => _bench.Data;

    public GivenSource Source { get; } = new();

    public ServiceStatus Status => _live.Status;

    /// <summary>Lets the clock go on until something is so. The service works in real time meanwhile.</summary>
    public async Task UntilAsync(Func<bool> isSo, TimeSpan step)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            _running.IsCompleted.ShouldBeFalse("the service goes on");
            TimeProvider.System.GetElapsedTime(limit).ShouldBeLessThan(TimeSpan.FromSeconds(60), Status.ToString());
            Clock.Advance(step);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _live.Dispose();
        _stop.Dispose();
        _bench.Dispose();
    }

    /// <summary>Gives what a test puts into it.</summary>
    internal sealed class GivenSource : ILiveSource
    {
        private readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>();

        public string Id => "given";

        public void Give(params SourceObject[] objects) => _arrivals.Writer.TryWrite(new Arrival(objects)).ShouldBeTrue();

        public void Give(Arrival arrival) => _arrivals.Writer.TryWrite(arrival).ShouldBeTrue();

        public async Task<Arrival> NextAsync(Action<SourceProblem> onProblem, CancellationToken cancellationToken) => await _arrivals.Reader.ReadAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
