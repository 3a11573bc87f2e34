namespace Offtrail.Tests;

/// <summary>A limit for work that could hang: a test fails, the run goes on.</summary>
internal static class Within
{
    public static Task Seconds(int seconds, Action work) =>
        Task.Factory.StartNew(work, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);

    public static Task Seconds(int seconds, Func<Task> work) =>
        Task.Run(work, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
}
