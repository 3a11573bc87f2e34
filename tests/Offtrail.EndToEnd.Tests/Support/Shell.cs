using System.Diagnostics;

namespace Offtrail.EndToEnd.Tests;

/// <summary>Small helpers that the system has and .NET has not: mkfifo, mount, python3.</summary>
internal static class Shell
{
    /// <summary>Runs a command; gives its exit code and output, or null when there is no such command.</summary>
    public static async Task<(int ExitCode, string Out)?> TryAsync(string command, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output + await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Sets a file's permissions; the test is skipped where there are none.</summary>
    public static void Chmod(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
        else Assert.Skip("files have no Unix permissions here");
    }

    /// <summary>Makes a named pipe; the test is skipped where there are none.</summary>
    public static async Task<string> PipeAsync(Workspace work, string name)
    {
        var path = Path.Combine(work.Trail, name);
        if (await TryAsync("mkfifo", path) is not { ExitCode: 0 }) Assert.Skip("named pipes can't be made here (mkfifo)");
        return path;
    }

    /// <summary>Writes into a named pipe and closes it. Opening it waits for the reader, which makes it a barrier.</summary>
    public static async Task FeedAsync(string pipe, byte[] content, Action? whenReaderIsThere = null)
    {
        await using var stream = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        whenReaderIsThere?.Invoke();
        await stream.WriteAsync(content, TestContext.Current.CancellationToken);
    }

    /// <summary>The program as a user who is not root, for whom permissions count; the workspace is opened to them.</summary>
    public static async Task<OfftrailProgram> UnprivilegedAsync(Workspace work)
    {
        if (!Environment.IsPrivilegedProcess) return work.Program;
        foreach (var folder in new[] { work.Root, work.Trail, work.Home, work.Temp })
            Chmod(folder, (UnixFileMode)0b111_111_111);
        var nobody = new OfftrailProgram(work.Root, work.Home, work.Temp) { Under = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] };
        if (await TryAsync("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", Repository.Program, "--version") is not { ExitCode: 0 })
            Assert.Skip("the tests run as root, for whom all files can be read, and setpriv can't run the program as another user here");
        return nobody;
    }
}
