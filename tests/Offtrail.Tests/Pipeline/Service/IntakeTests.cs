using Microsoft.Extensions.Logging;
using Offtrail.Pipeline;
using Offtrail.Sources;

namespace Offtrail.Tests.Pipeline.Service;

public sealed class IntakeTests
{
    private static readonly SourceProblem s_one = new("/one", "may not be read", IsLoss: true);
    private static readonly SourceProblem s_two = new("/two", "is not there", IsLoss: true);

    private readonly Lines _log = new();

    [Fact]
    public async Task A_problem_stands_in_the_status_for_as_long_as_it_lasts_and_in_the_log_when_it_begins()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        SourceProblem[][] looks = [[s_one], [s_one], [s_one, s_two], [s_two, s_one], [], [s_one]];
        var (look, status) = (0, new List<string?>());
        Intake? intake = null;
        await using var source = new Source("trail", (onProblem, _) =>
        {
            if (look > 0) status.Add(intake!.Status[0].Problem); // after the look before
            if (look == looks.Length) stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
            foreach (var problem in looks[look++]) onProblem(problem);
        });
        using (intake = new Intake([source], TimeProvider.System, _log)) await intake.RunAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        status.ShouldBe(["/one: may not be read", "/one: may not be read", "/one: may not be read (and 1 more)", "/two: is not there (and 1 more)", null, "/one: may not be read"]);
        _log.ShouldBe(["source trail: /one: may not be read", "source trail: /two: is not there", "source trail: /one: may not be read"]);
    }

    [Fact]
    public async Task A_source_that_looks_for_long_holds_up_no_other()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var asked = new ManualResetEventSlim();
        await using var slow = new Source("slow", (_, cancelled) =>
        {
            asked.Wait(TimeSpan.FromSeconds(30), cancelled).ShouldBeTrue("the other was not asked");
            stop.Cancel();
        });
        await using var other = new Source("other", (_, cancelled) =>
        {
            asked.Set();
            cancelled.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        });
        using var intake = new Intake([slow, other], TimeProvider.System, _log);
        await intake.RunAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _log.ShouldBeEmpty();
    }

    private sealed class Source(string id, Action<Action<SourceProblem>, CancellationToken> look) : ILiveSource
    {
        public string Id => id;

        public Task<Arrival> NextAsync(Action<SourceProblem> onProblem, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            look(onProblem, cancellationToken);
            return Task.FromResult(Arrival.None);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (this) Add(formatter(state, exception));
        }
    }
}
