using System.Globalization;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A page in the text form of Prometheus, read by its rules.</summary>
internal sealed partial class MetricsPage
{
    private readonly List<(string Name, string Labels, double Value)> _samples = [];

    public MetricsPage(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Type().Match(line) is { Success: true } type) Types[type.Groups[1].Value] = type.Groups[2].Value;
            if (line[0] == '#') continue;
            var sample = Sample().Match(line);
            sample.Success.ShouldBeTrue($"no sample of Prometheus: {line}");
            _samples.Add((sample.Groups[1].Value, sample.Groups[2].Value, double.Parse(sample.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Kinds by name: counter, gauge, histogram.</summary>
    public Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of samples.</summary>
    public IEnumerable<string> Names => _samples.Select(s => s.Name).Distinct();

    /// <summary>The sum over all series of a name that have all of these labels, such as <c>sink="hook"</c>.</summary>
    public double Value(string name, params string[] labels)
    {
        var found = _samples.Where(s => s.Name == name && labels.All(l => s.Labels.Contains(l, StringComparison.Ordinal))).ToArray();
        found.ShouldNotBeEmpty($"no sample {name} {string.Join(' ', labels)}; there are {string.Join(", ", Names)}");
        return found.Sum(s => s.Value);
    }

    [GeneratedRegex(@"^# TYPE (\S+) (\S+)$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (\S+)( \d+)?$")]
    private static partial Regex Sample();
}
