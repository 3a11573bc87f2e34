using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Server;

/// <summary>Begins backtests, for the API and the pages.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="operations">Where long work goes.</param>
/// <param name="clock">Measures.</param>
/// <param name="audit">Knows who.</param>
public sealed class BacktestWork(DataFolder folder, OperationList operations, TimeProvider clock, AuditTrail audit)
{
    /// <summary>What an operation that counts is called.</summary>
    public const string Kind = "backtest";

    /// <summary>Begins to count what rules would have raised; its result is a <see cref="BacktestView"/>.</summary>
    /// <exception cref="ApiException">A value is wrong.</exception>
    public Operation Begin(BacktestRequest request)
    {
        var pack = Pack.Load(folder.Root);
        pack.TuneFor(folder.Root);
        var (from, to) = Query.Window(request.From, request.To);
        RuleDefinition[] rules = request.Rules is { Count: > 0 } named
            ? [.. named.Distinct(StringComparer.Ordinal).Select(r => pack.RulesById.GetValueOrDefault(r) ?? throw new ApiException("rules", $"there is no rule {r}"))]
            : [.. pack.EnabledRules];
        if (request.Thresholds?.Any(t => t is < 1 or > 100) == true || request.Thresholds?.Count > 100) throw new ApiException("thresholds", "right would be up to 100 numbers from 1 to 100");
        var options = new BacktestOptions { Rules = rules, FromMicros = from, ToMicros = to };
        if (request.Thresholds is { Count: > 0 } thresholds) options = options with { Thresholds = [.. thresholds.Distinct().Order()] };
        return operations.Begin(Kind, audit.Who, (progress, cancellationToken) =>
        {
            using var reading = DataFolder.OpenForReading(folder.Root);
            var report = new Backtest(reading, folder.Temp, clock).Run(pack, options, cancellationToken, progress);
            return new BacktestView(Query.Time(report.FromMicros), Query.Time(report.ToMicros), report.Events, report.Accounts, report.AccountDays, report.Rules, report.Pack, report.Elapsed.TotalSeconds);
        });
    }
}
