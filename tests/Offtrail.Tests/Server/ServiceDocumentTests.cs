using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Server;

namespace Offtrail.Tests.Server;

/// <summary>docs/service.md says what the program does: each key with its default and range, each metric.</summary>
public sealed partial class ServiceDocumentTests
{
    private static string[] Document { get; } = File.ReadAllLines(Repository.PathOf("docs", "service.md"));

    private static IEnumerable<(string Key, string Default, string Text)> Keys =>
        Section("## Configuration").Select(l => Row().Match(l)).Where(m => m.Success).Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value));

    [Fact]
    public void It_lists_the_keys_that_there_are()
    {
        var said = Should.Throw<DefinitionException>(() => ServiceConfig.Parse("none_such: 1", "offtrail.yaml")).Message;
        Keys.Select(k => k.Key).ShouldBe(said[(said.IndexOf("right would be ", StringComparison.Ordinal) + "right would be ".Length)..].Split(", "), ignoreOrder: true);
    }

    [Fact]
    public void Each_default_that_it_names_is_the_default()
    {
        var named = Keys.Where(k => k.Default.StartsWith('`')).ToArray();
        named.Length.ShouldBeGreaterThan(5);
        foreach (var (key, value, _) in named)
        {
            var said = ServiceConfig.Parse($"{key}: {(key == "listen" ? $"[{value.Trim('`')}]" : value.Trim('`'))}", "offtrail.yaml");
            said.Listen.ShouldBe(ServiceConfig.Default.Listen, key);
            (said with { Listen = [] }).ShouldBeEquivalentTo(ServiceConfig.Parse("{}", "offtrail.yaml") with { Listen = [] }, key);
        }
    }

    [Fact]
    public void Each_range_that_it_names_is_the_range()
    {
        var ranges = Keys.SelectMany(k => Range().Matches(k.Text).Select(m => (k.Key, Least: m.Groups[1].Value, LeastUnit: m.Groups[2].Value, Most: m.Groups[3].Value, MostUnit: m.Groups[4].Value))).ToArray();
        ranges.Length.ShouldBeGreaterThan(4);
        foreach (var (key, least, leastUnit, most, mostUnit) in ranges)
        {
            Set(least + leastUnit);
            Set(most + mostUnit);
            Should.Throw<DefinitionException>(() => Set(Number(least) - 1 + leastUnit), $"{key}: less than {least}");
            Should.Throw<DefinitionException>(() => Set(Number(most) + 1 + mostUnit), $"{key}: more than {most}");

            void Set(string value) => ServiceConfig.Parse(key == "telemetry" ? $"telemetry: {{otlp: 'http://127.0.0.1:4318', interval: {value}}}" : $"{key}: {value}", "offtrail.yaml");
        }

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void It_lists_the_metrics_that_there_are()
    {
        var listed = Section("## Metrics").Select(l => Metric().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToArray();
        var instruments = new List<Instrument>();
        using var metrics = new LiveMetrics(() => new ServiceStatus { StartedAt = 0, Doing = "waiting" }, () => [], Repository.Root, new FakeTimeProvider());
        using (var listener = new MeterListener { InstrumentPublished = (instrument, _) => { if (instrument.Meter == metrics.Meter) instruments.Add(instrument); } }) listener.Start();
        listed.ShouldBe(instruments.Select(PrometheusName), ignoreOrder: true);
        instruments.ShouldAllBe(i => !string.IsNullOrEmpty(i.Description) && i.Unit != null);
    }

    /// <summary>The name on the page: dots as "_", behind them the unit unless it is in braces, behind a counter "total".</summary>
    private static string PrometheusName(Instrument instrument) =>
        instrument.Name.Replace('.', '_')
        + (instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" })
        + (instrument.GetType().Name.Contains("Counter", StringComparison.Ordinal) ? "_total" : "");

    private static IEnumerable<string> Section(string head) => Document.SkipWhile(l => l != head).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `([a-z_]+)` \| (.+?) \| (.+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"(\d+)([smhd]?) to (\d+)([smhd]?)")]
    private static partial Regex Range();

    [GeneratedRegex(@"^\| `(offtrail_\w+)`")]
    private static partial Regex Metric();
}
