using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>The exception that would have covered an alert, and what else it would have covered.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="Yaml">Its entry in the file.</param>
/// <param name="Covered">The alerts of the last thirty days that it covers.</param>
public sealed record ExceptionDraft(AlertException Exception, string Yaml, IReadOnlyList<StoredAlert> Covered)
{
    private const long Days30 = 30L * 24 * 3_600_000_000;

    /// <summary>Makes it: this rule, the values that the anomaly was found by, and the identity; or the fields that are named.</summary>
    /// <param name="state">The state.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="fields">Fields whose values it is to name; empty for the default.</param>
    /// <param name="comment">Why.</param>
    /// <param name="until">When it ends, as text and in microseconds; null for good.</param>
    /// <exception cref="DefinitionException">A field is none of the alert's, or no event of it has a value there.</exception>
    public static ExceptionDraft Of(StateStore state, StoredAlert alert, IReadOnlyList<string> fields, string comment, (string Text, long Micros)? until)
    {
        var values = AlertValues.Of(alert.Document);
        var by = (string?)JsonNode.Parse(alert.Document)!["offtrail"]!["anomaly"]?["by_field"] ?? "";
        string[] chosen = fields.Count > 0 ? [.. fields.Distinct(StringComparer.Ordinal)] : [.. new[] { by, AlertFields.Identity }.Where(f => values.Fields.GetValueOrDefault(f) is { Count: > 0 }).Distinct(StringComparer.Ordinal)];
        if (fields.Count == 0 && chosen is [AlertFields.Identity] && values.Fields.GetValueOrDefault(AlertFields.Action) is { Count: > 0 }) chosen = [AlertFields.Identity, AlertFields.Action]; // an identity alone would be a blank cheque
        foreach (var field in chosen)
            if (values.Fields.GetValueOrDefault(field) is not { Count: > 0 })
                throw new DefinitionException($"no event of the alert has {field}; right would be one of {string.Join(", ", values.Fields.Where(v => v.Value.Count > 0).Select(v => v.Key))}");
        if (chosen.Length == 0) throw new DefinitionException("the alert has no events to except by");
        var condition = new AllOf([.. chosen.Select(f => Condition(f, values.Fields[f]))]);
        var exception = new AlertException(comment, [alert.RuleId], condition, until?.Micros ?? long.MaxValue);
        if (!ExceptionMatch.All(exception.When, values)) throw new DefinitionException($"not all events of the alert have one of the values kept of {string.Join(" or ", chosen)}; choose other fields with --field");
        var list = new ExceptionList([exception]);
        var newest = state.Alerts.List(new AlertFilter { Newest = 1 }).Select(a => a.RaisedAt).DefaultIfEmpty(0).Single();
        return new ExceptionDraft(exception, Entry(alert.RuleId, Text(condition), comment, until?.Text),
            [.. state.Alerts.List(new AlertFilter { Rules = [alert.RuleId], FromMicros = newest - Days30 }).Where(a => list.Covers(a.RuleId, a.RaisedAt, AlertValues.Of(a.Document)))]);
    }

    /// <summary>Adds the entry to a file, which is made when there is none; what is in it stays as it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">Ids of the rules that there are.</param>
    /// <exception cref="DefinitionException">The file is wrong, or would be with the entry.</exception>
    public void AddTo(string file, IReadOnlyCollection<string> rules)
    {
        var before = File.Exists(file) ? UserFile.Read(file) : "";
        if (File.Exists(file)) ExceptionList.Parse(before, file, rules);
        var after = ExceptionText.With(before, Yaml);
        ExceptionList.Parse(after, file, rules);
        UserFile.Replace(file, after);
    }

    private static Filter Condition(string field, IReadOnlyList<ValueCount> values) =>
        values.Count == 1 ? new HasValue(field, values[0].Value) : new AnyOf([.. values.Select(v => new HasValue(field, v.Value))]);

    private static string Text(Filter condition)
    {
        try
        {
            return FilterWriter.Text(condition);
        }
        catch (FilterException e)
        {
            throw new DefinitionException($"{e.Message}; choose other fields with --field");
        }
    }

    private static string Entry(string rule, string when, string comment, string? until)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"  - comment: {Single(comment)}\n    rules: [{rule}]\n    when: {Single(when)}\n");
        if (until is not null) text.Append(CultureInfo.InvariantCulture, $"    until: {until}\n");
        return text.ToString();
    }

    /// <summary>In single quotes nothing but a single quote means something; line breaks become blanks.</summary>
    private static string Single(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'";
}
