using System.Globalization;
using System.Text.Json;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Bench;

/// <summary>How alerts fold into incidents on labelled trails.</summary>
internal static class IncidentBench
{
    /// <summary>Prints the figures of data folders.</summary>
    /// <param name="pairs">Data folder, labels file, data folder, labels file …</param>
    public static int Run(string[] pairs)
    {
        var all = new List<int>();
        foreach (var pair in pairs.Chunk(2))
        {
            using var folder = DataFolder.OpenForReading(pair[0]);
            var labels = AttackLabels.Read(pair[1]);
            var incidents = folder.State.Incidents.List().Select(i => (Incident: i, Alerts: folder.State.Alerts.List(new AlertFilter { Incident = i.Id }).Select(a => AttacksOf(a, labels)).ToArray())).ToArray();
            var perAttack = incidents.SelectMany(i => i.Alerts.SelectMany(a => a).Distinct()).GroupBy(a => a).Select(g => g.Count()).ToArray();
            all.AddRange(perAttack);
            Say($"{Path.GetFileName(pair[0].TrimEnd('/')),-10} {incidents.Sum(i => i.Alerts.Length)} alerts are {incidents.Length} incidents, {incidents.Count(i => i.Alerts.All(a => a.Count == 0))} of them false; {Figures(perAttack)}; incidents with two attacks: {incidents.Count(i => i.Alerts.SelectMany(a => a).Distinct().Count() > 1)}");
            foreach (var (incident, alerts) in incidents.Where(i => i.Alerts.SelectMany(a => a).Distinct().Count() > 1))
                Say($"           {incident.Id} by {(alerts.Any(a => a.Count > 1) ? "an alert that holds them" : "a link")}: {string.Join(", ", alerts.SelectMany(a => a).Distinct().Select(a => labels.Names[a]))}");
        }

        Say($"{"all",-10} {Figures([.. all])}");
        return 0;
    }

    private static FormattableString Figures(int[] perAttack) => perAttack.Length == 0 ? $"no attack found" : (FormattableString)$"of {perAttack.Length} attacks found, incidents each: median {Measured.Median([.. perAttack.Select(n => (double)n)]):0.#} (at most 1), most {perAttack.Max()} (at most 3)";

    private static HashSet<int> AttacksOf(StoredAlert alert, AttackLabels labels)
    {
        using var document = JsonDocument.Parse(alert.Document);
        var ids = document.RootElement.GetProperty("offtrail").GetProperty("alert").GetProperty("event_ids");
        return [.. ids.EnumerateArray().Select(i => i.GetString()!).Where(labels.OfEvent.ContainsKey).Select(i => labels.OfEvent[i])];
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
