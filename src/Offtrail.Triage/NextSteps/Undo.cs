using System.Text.Json;
using System.Text.RegularExpressions;
using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>Says what takes calls back that changed something. See <c>undo.yaml</c>.</summary>
internal static partial class Undo
{
    private const int MostOfCall = 10;

    private static readonly Dictionary<string, (string What, IReadOnlyList<string> Commands)> s_calls = Load();

    /// <summary>A step for each sort of call.</summary>
    /// <param name="events">Calls that succeeded, oldest first.</param>
    public static IEnumerable<NextStep> Of(IEnumerable<CaseEvent> events)
    {
        foreach (var calls in events.Where(e => !e.Failed && s_calls.ContainsKey(e[EventColumn.Action] ?? "")).DistinctBy(e => e.Id).GroupBy(e => (Action: e[EventColumn.Action]!, Account: e[EventColumn.Account] ?? "unknown")))
        {
            var (what, commands) = s_calls[calls.Key.Action];
            string[][] lines = [.. calls.Select(e => commands.Select(c => Filled(c, e)).OfType<string>().ToArray()).DistinctBy(l => string.Join('\n', l))];
            var on = calls.SelectMany(Resources.Of).Distinct(StringComparer.Ordinal).ToArray();
            yield return new NextStep("contain", $"{what} ({calls.Key.Action}{(on.Length == 0 ? "" : $": {Words.List(on)}")}, account {calls.Key.Account}).{(lines.Length > MostOfCall ? $" The commands of {MostOfCall} of {lines.Length:N0} calls:" : "")}",
                [.. lines.Take(MostOfCall).SelectMany(l => l).Distinct(StringComparer.Ordinal).Select(l => AwsLine.In(calls.Key.Account, l))]);
        }
    }

    /// <summary>The command with the record's values; null when one is missing or is none that AWS allows.</summary>
    private static string? Filled(string command, CaseEvent e)
    {
        var whole = true;
        var line = Place().Replace(command, m =>
        {
            var value = At(e.Record, m.Groups[1].Value.Split('.'));
            whole &= value is not null && AwsNames.IsName(value);
            return value is null ? "" : ShellText.Quoted(value);
        });
        return whole ? line : null;
    }

    private static string? At(JsonElement at, string[] path)
    {
        foreach (var name in path)
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, out var i) && i < at.GetArrayLength()) at = at[i];
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }

    private static Dictionary<string, (string What, IReadOnlyList<string> Commands)> Load()
    {
        using var stream = new StreamReader(typeof(Undo).Assembly.GetManifestResourceStream("undo.yaml")!);
        var file = YamlMapping.Parse(stream.ReadToEnd(), "undo.yaml");
        return file.Keys.ToDictionary(k => k, k => (file.Mapping(k)!.Text("what"), file.Mapping(k)!.Texts("commands")), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{([A-Za-z0-9.]+)\}")]
    private static partial Regex Place();
}
