using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>The real program as a service on a free port of the loopback, until the test ends.</summary>
internal sealed partial class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private readonly Workspace _work;
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Task _reading;

    private RunningService(Workspace work, Process process)
    {
        (_work, _process) = (work, process);
        process.StandardInput.Close();
        _reading = Task.WhenAll(ReadAsync(process.StandardError), ReadAsync(process.StandardOutput));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The token of the first administrator's link; null when there is an administrator.</summary>
    public string? Token => TokenOf().Match(Log) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Asks it as nobody. From <see cref="StartReadyAsync"/>.</summary>
    public HttpClient Nobody { get; private set; } = null!;

    /// <summary>Asks it with a viewer's key. From <see cref="StartReadyAsync"/>.</summary>
    public HttpClient Viewer { get; private set; } = null!;

    /// <summary>What it has said so far.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Starts it over the workspace's data folder, watching its trail, and waits until it listens.</summary>
    public static Task<RunningService> StartAsync(Workspace work, params string[] more) => StartAsync(work, work.Program, more);

    /// <summary>Starts it, and waits until its first detection is done.</summary>
    public static async Task<RunningService> StartReadyAsync(Workspace work, OfftrailProgram? program = null)
    {
        var service = await StartAsync(work, program ?? work.Program, []);
        (service.Nobody, service.Viewer) = (service.Client(), service.Client(await service.KeyAsync("viewer")));
        await service.UntilAsync(async () => (await service.Nobody.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode, "it is ready");
        return service;
    }

    private static Task<RunningService> StartAsync(Workspace work, OfftrailProgram program, string[] more) => OfAsync(work, program, ["serve", work.Trail, "--data", work.Data, "--listen", "http://127.0.0.1:0", .. more]);

    /// <summary>Starts a command that becomes a service, and waits until it listens.</summary>
    public static async Task<RunningService> OfAsync(Workspace work, OfftrailProgram program, string[] command)
    {
        var service = new RunningService(work, program.Start(command));
        await service.UntilAsync(() => Task.FromResult(service._process.HasExited || service.Log.Contains("The API is described", StringComparison.Ordinal)), "it listens, and has said all of its first lines");
        service._process.HasExited.ShouldBeFalse(service.Log);
        service.Address = new Uri(ListensOn().Match(service.Log).Groups[1].Value);
        return service;
    }

    /// <summary>Makes a key with the command line.</summary>
    public async Task<string> KeyAsync(string role, params string[] more) =>
        (await _work.RunAsync(["keys", "create", "--name", $"a {role}", "--role", role, "--data", _work.Data, .. more])).ShouldExit(0).Out.Trim();

    /// <summary>A client with a key, or with none.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = s_limit };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Waits until it has read and judged what lies in the trail's folder.</summary>
    public async Task UntilJudgedAsync(HttpClient client, int objects) => await UntilAsync(async () =>
    {
        var status = await client.GetFromJsonAsync<JsonElement>("/api/v1/status", TestContext.Current.CancellationToken);
        return status.GetProperty("objects").GetInt64() >= objects && !status.GetProperty("is_behind").GetBoolean();
    }, $"{objects} objects are read and judged");

    /// <summary>How it is doing.</summary>
    public Task<JsonElement> StatusAsync() => Viewer.GetFromJsonAsync<JsonElement>("/api/v1/status", TestContext.Current.CancellationToken);

    /// <summary>Waits until it has read so many objects, judged them, and has nothing to do.</summary>
    public Task UntilIdleAsync(long objects) => UntilAsync(async () =>
    {
        var status = await StatusAsync();
        return status.GetProperty("objects").GetInt64() >= objects && !status.GetProperty("is_behind").GetBoolean() && status.GetProperty("doing").GetString() == "waiting";
    }, $"{objects} objects are read and it is idle");

    /// <summary>Waits for something, two minutes unless another limit is given; what it waited for is in the message when that takes too long.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan? most = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(most ?? s_limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (!await condition()) await tick.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"waited {(most ?? s_limit).TotalSeconds} s until {what}. The log:\n{Log}");
        }
    }

    /// <summary>Asks it to stop, as a system does, and gives its exit code and how long that took.</summary>
    public async Task<(int ExitCode, TimeSpan Time)> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await EndAsync();
        return (_process.ExitCode, clock.Elapsed);
    }

    /// <summary>Kills it, as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await EndAsync();
        Nobody?.Dispose();
        Viewer?.Dispose();
        _process.Dispose();
        Log.ShouldNotContain("fault of Offtrail");
    }

    /// <summary>A body of JSON.</summary>
    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        await _process.WaitForExitAsync(limit.Token);
        await _reading;
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
            lock (_log) _log.Append(line).Append('\n');
    }

    [GeneratedRegex(@"Offtrail listens on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListensOn();

    [GeneratedRegex(@"/welcome\?token=(\S+)")]
    private static partial Regex TokenOf();
}
