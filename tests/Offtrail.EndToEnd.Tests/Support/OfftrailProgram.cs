using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Offtrail.EndToEnd.Tests;

/// <summary>
/// Starts the real program and waits for it, with a time limit. Whatever a run does, it must not show a stack trace or
/// call itself at fault, so that is looked at here, for all tests.
/// </summary>
internal sealed class OfftrailProgram(string folder, string home, string temp)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    /// <summary>A program and its arguments that start the program in its turn, such as "setpriv".</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    public async Task<ProgramResult> RunAsync(string[] args, byte[]? input = null, TimeSpan? limit = null)
    {
        using var process = Start(args);
        return await FinishAsync(process, args, input ?? [], limit);
    }

    /// <summary>Starts the program and does not wait.</summary>
    public Process Start(params string[] args)
    {
        string[] command = [.. Under, "dotnet", Repository.Program, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        (start.Environment["HOME"], start.Environment["TMPDIR"]) = (home, temp);
        start.Environment.Remove("XDG_DATA_HOME");
        return Process.Start(start)!;
    }

    /// <summary>Gives the program its input, waits for its end, and kills it when that takes too long.</summary>
    public static async Task<ProgramResult> FinishAsync(Process process, string[] args, byte[] input, TimeSpan? most = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(most ?? s_limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var peak = WatchMemoryAsync(process, limit.Token);
            await GiveAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var result = new ProgramResult(process.ExitCode, await output, await error, await peak);
            result.Error.Split('\n').ShouldNotContain(line => line.StartsWith("   at ", StringComparison.Ordinal), result.Error);
            result.Error.ShouldNotContain("fault of Offtrail");
            return result;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"still running after {(most ?? s_limit).TotalSeconds} s: offtrail {string.Join(' ', args)}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task GiveAsync(Process process, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // the program ended without reading all of its input; its exit code tells why
        }
    }

    /// <summary>The most memory that the process had at once, as the kernel says while it runs; 0 where it does not say.</summary>
    private static async Task<long> WatchMemoryAsync(Process process, CancellationToken cancellationToken)
    {
        long peak = 0;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do peak = Math.Max(peak, PeakOf(process.Id));
        while (!process.HasExited && await tick.WaitForNextTickAsync(cancellationToken));
        return peak;
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).TrimEnd("kB "), NumberStyles.Integer, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended, or this is no Linux
        }
    }
}
