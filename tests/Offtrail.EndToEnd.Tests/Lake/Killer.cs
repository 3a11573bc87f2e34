using System.Diagnostics;

namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>
/// Starts the program and kills it (SIGKILL) at a random instant: one time in five while it starts, else at a random part of
/// its work. The work begins when the program has taken the data folder and made its tmp anew.
/// </summary>
internal sealed class Killer(Workspace work, Random random)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private TimeSpan _startUp, _work;

    public KillTally Tally { get; } = new();

    /// <summary>Runs a command to its end and measures it.</summary>
    public async Task MeasureAsync(params string[] args)
    {
        using var limit = Limit();
        var before = Mark();
        var clock = Stopwatch.StartNew();
        using var process = Start(args, out var output, limit.Token);
        await BeginOfWorkAsync(process, before, limit.Token);
        _startUp = clock.Elapsed;
        await process.WaitForExitAsync(limit.Token);
        _work = clock.Elapsed - _startUp;
        ShouldNotFail(await output);
    }

    /// <summary>Starts the command and kills it. A run that ends before the kill must have done its work.</summary>
    public async Task<Ending> KillAsync(params string[] args)
    {
        var disk = new DataOnDisk(work.Data);
        var (before, manifest) = (Mark(), disk.Manifest);
        var (atWork, part) = (random.Next(5) > 0, random.NextDouble() * 1.02); // a little beyond the end
        using var limit = Limit();
        using var process = Start(args, out var output, limit.Token);
        if (atWork) await BeginOfWorkAsync(process, before, limit.Token);
        await Task.WhenAny(process.WaitForExitAsync(limit.Token), Task.Delay((atWork ? _work : _startUp) * part, limit.Token));
        process.Kill();
        await process.WaitForExitAsync(limit.Token);
        var error = await output;
        var ending = process.ExitCode != 128 + 9 ? Ending.Ended : Mark() == before ? Ending.KilledBeforeWork : Ending.KilledAtWork;
        if (ending == Ending.Ended) ShouldNotFail(error);
        Tally.Add(ending, !manifest.SequenceEqual(disk.Manifest), disk.UnlistedFiles.Count > 0);
        return ending;
    }

    private Process Start(string[] args, out Task<string> error, CancellationToken cancellationToken)
    {
        var process = work.Program.Start(args);
        process.StandardInput.Close();
        error = ReadAsync();
        return process;

        async Task<string> ReadAsync()
        {
            var text = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardOutput.ReadToEndAsync(cancellationToken);
            return await text;
        }
    }

    private async Task BeginOfWorkAsync(Process process, DateTime before, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Mark() == before && !process.HasExited) await tick.WaitForNextTickAsync(cancellationToken);
    }

    /// <summary>Changes when a program has taken the folder.</summary>
    private DateTime Mark() => Directory.GetLastWriteTimeUtc(Path.Combine(work.Data, "tmp"));

    private static void ShouldNotFail(string error) =>
        error.Split('\n').ShouldNotContain(line => line.StartsWith("offtrail: ", StringComparison.Ordinal) || line.StartsWith("   at ", StringComparison.Ordinal) || line.StartsWith("Warning", StringComparison.Ordinal), error);

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        return limit;
    }
}
