using System.Globalization;
using Offtrail.Anomalies;

namespace Offtrail.Triage;

/// <summary>How much each point weighs, and from where on a sum is which verdict. The file <c>weights.yaml</c> says how it came about.</summary>
public sealed class Weights
{
    private readonly Dictionary<string, double> _weights;

    private Weights(Dictionary<string, double> weights, string text, double start, double harmlessTo, double attackFrom) =>
        (_weights, Text, Start, HarmlessTo, AttackFrom) = (weights, text, start, harmlessTo, attackFrom);

    /// <summary>The weights of the program.</summary>
    public static Weights Default { get; } = Load();

    /// <summary>The file as it was written.</summary>
    public string Text { get; }

    /// <summary>The sum before any point, in log-odds.</summary>
    public double Start { get; }

    /// <summary>A sum up to here is likely harmless.</summary>
    public double HarmlessTo { get; }

    /// <summary>A sum from here on is likely an attack.</summary>
    public double AttackFrom { get; }

    /// <summary>The ids of all points, in the order of the file.</summary>
    public IReadOnlyCollection<string> Ids => _weights.Keys;

    /// <summary>A point's weight in log-odds.</summary>
    public double Of(string point) => _weights.TryGetValue(point, out var weight) ? weight : throw new InvalidOperationException($"weights.yaml has no point \"{point}\"");

    /// <summary>Reads a file of weights.</summary>
    /// <exception cref="DefinitionException">It is wrong.</exception>
    public static Weights Parse(string yaml, string file)
    {
        var mapping = YamlMapping.Parse(yaml, file);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var points = mapping.Mapping("points") ?? throw mapping.Wrong("points", "the key \"points\" is missing");
        foreach (var id in points.Keys) weights[id] = Number(points, id);
        var (start, harmless, attack) = (Number(mapping, "start"), Number(mapping, "harmless_to"), Number(mapping, "attack_from"));
        mapping.Finish();
        return harmless < attack ? new Weights(weights, yaml, start, harmless, attack) : throw mapping.Wrong("harmless_to", "harmless_to must be less than attack_from");
    }

    private static double Number(YamlMapping mapping, string key) =>
        double.TryParse(mapping.Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw mapping.Wrong(key, $"{key} must be a number, such as 1.5");

    private static Weights Load()
    {
        using var stream = new StreamReader(typeof(Weights).Assembly.GetManifestResourceStream("weights.yaml")!);
        return Parse(stream.ReadToEnd(), "weights.yaml");
    }
}
