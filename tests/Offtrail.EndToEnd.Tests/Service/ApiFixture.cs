namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>The tests that share one service.</summary>
[CollectionDefinition(nameof(ApiCollection))]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>;

/// <summary>One service with a dozen alerts for the tests that only talk to it.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private const string Rule = """
        id: many_errors
        name: Many errors
        type: machine_learning
        version: 1
        description: As the rule of the pack, from a low score on.
        author: Test
        license: Apache-2.0
        severity: low
        risk_score: 21
        job: rare_error_code
        anomaly_threshold: 1
        interval: 15m
        from: now-2h
        max_alerts: 100
        """;

    private readonly Workspace _work = new();
    private readonly Action<Workspace>? _more;
    private RunningService? _service;

    public ApiFixture()
    {
    }

    /// <summary>The same with more in its trail.</summary>
    internal ApiFixture(Action<Workspace> more) => _more = more;

    internal RunningService Service => _service ?? throw new InvalidOperationException("it is not started");

    internal Workspace Work => _work;

    public string Viewer { get; private set; } = "";

    public string Analyst { get; private set; } = "";

    public string Admin { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Sinks.ManyAlerts.Write(_work);
        _more?.Invoke(_work);
        Directory.CreateDirectory(Path.Combine(_work.Data, "rules"));
        await File.WriteAllTextAsync(Path.Combine(_work.Data, "rules", "many_errors.yaml"), Rule);
        await File.WriteAllTextAsync(Path.Combine(_work.Data, "offtrail.yaml"), "requests_a_second: 1000\n");
        _service = await RunningService.StartAsync(_work);
        (Viewer, Analyst, Admin) = (await _service.KeyAsync("viewer"), await _service.KeyAsync("analyst"), await _service.KeyAsync("admin"));
        using var client = _service.Client(Viewer);
        await _service.UntilJudgedAsync(client, objects: _more is null ? 1 : 2);
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
        _work.Dispose();
    }
}
