using System.Text.Json.Nodes;
using Offtrail.Rules;
using Offtrail.State;
using Offtrail.Triage;

namespace Offtrail.Pipeline;

/// <summary>Commands that an alert shows, ready to be copied into a shell.</summary>
public static class AlertSearch
{
    /// <summary>Finds the events behind the alert, by what all of them share.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="own">What its document has in <c>offtrail.alert</c>.</param>
    /// <param name="data">The data folder as it was named; null when it was not.</param>
    public static string Events(StoredAlert alert, JsonNode own, string? data)
    {
        var only = new[] { ("--identity", AlertFields.Identity), ("--action", AlertFields.Action), ("--error", AlertFields.ErrorCode) }
            .Where(o => own["values"]?[o.Item2] is JsonArray { Count: 1 }).Select(o => $"{o.Item1} {ShellText.Quoted((string)own["values"]![o.Item2]![0]!["value"]!)} ");
        return $"offtrail events {string.Concat(only)}--from {AlertDocument.Time(alert.FirstEvent)} --to {AlertDocument.Time(alert.LastEvent + 1000)}{There(data)}";
    }

    /// <summary>The option that names the data folder as it was named; nothing when it was not.</summary>
    public static string There(string? data) => data is null ? "" : $" --data {ShellText.Quoted(data)}";
}
