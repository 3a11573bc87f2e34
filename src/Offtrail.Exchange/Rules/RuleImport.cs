using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Exchange;

/// <summary>Makes rules of ours out of Elastic's machine learning rules, and takes our own back. docs/import.md says what becomes of each setting.</summary>
public static class RuleImport
{
    /// <summary>Reads files.</summary>
    /// <param name="files">NDJSON, JSON, TOML or our YAML.</param>
    /// <param name="here">What they meet here.</param>
    public static ImportResult Read(IReadOnlyList<ForeignFile> files, RuleSurroundings here)
    {
        var found = RuleFiles.Read(files);
        var imported = new List<ImportedDefinition>();
        var refused = new List<RefusedDefinition>(found.Refused);
        var exceptions = new ExceptionImport(found.Items, here.Known, refused);
        foreach (var rule in found.Rules) Try(rule.Place, NameOf(rule), () => Import(rule, exceptions, here, imported));
        foreach (var (file, place, yaml) in found.Own)
        {
            Try(place, "", () =>
            {
                var rule = RuleDefinition.Parse(yaml, file, here.Known);
                var missing = rule.JobIds.FirstOrDefault(j => !here.HasJob(j));
                return missing is null ? new ImportedDefinition(place, rule.Id, rule.Name, yaml.TrimStart('\n', '-').TrimStart(), new ImportNotes()) : throw new DefinitionException(NoJob(missing));
            });
        }

        exceptions.Finish();
        return new ImportResult(imported, refused);

        void Try(string place, string name, Func<ImportedDefinition> import)
        {
            try
            {
                var one = import();
                if (imported.FirstOrDefault(i => i.Id == one.Id) is { } same) throw new DefinitionException($"has the id of {same.Place}, {one.Id}");
                imported.Add(one);
            }
            catch (DefinitionException e)
            {
                refused.Add(new RefusedDefinition(place, name, e.Message));
            }
        }
    }

    private static ImportedDefinition Import(ForeignRule rule, ExceptionImport exceptions, RuleSurroundings here, IReadOnlyList<ImportedDefinition> before)
    {
        var notes = new ImportNotes();
        var reader = new SettingReader(rule.Rule, RuleSettings.Table, notes);
        var type = reader.Text("type");
        if (type != "machine_learning") throw new DefinitionException($"is of type {type}; only rules of type machine_learning can be taken, since Offtrail's rules look at what its jobs found");
        var (theirId, name) = (reader.TextOrNull("rule_id"), reader.Text("name"));
        var id = RuleIds.Of(theirId, name, here.IdOfName, taken => before.Any(b => b.Id == taken));
        var jobs = Jobs(reader, here);
        var description = reader.TextOrNull("description");
        var yaml = new DefinitionYaml()
            .Add("id", id).Add("name", name).Add("type", type).Add("version", reader.Number("version") ?? 1)
            .Add("description", string.IsNullOrWhiteSpace(description) ? name : description)
            .Add("author", reader.Texts("author") is { Count: > 0 } authors ? string.Join(", ", authors) : "not stated")
            .Add("license", reader.TextOrNull("license") is { Length: > 0 } license ? license : "not stated")
            .Add("severity", reader.Text("severity")).Add("risk_score", reader.Number("risk_score") ?? throw reader.Wrong("risk_score", "is missing"))
            .Add("tags", reader.Texts("tags")).Add("references", reader.Texts("references")).Add("false_positives", reader.Texts("false_positives"))
            .Add("threat", ThreatImport.Read(reader))
            .Add("job", jobs is [var one] ? one : null).Add("job", jobs.Length > 1 ? jobs : [])
            .Add("anomaly_threshold", reader.Number("anomaly_threshold") ?? throw reader.Wrong("anomaly_threshold", "is missing"))
            .Add("from", From(reader)).Add("interval", Interval(reader)).Add("max_alerts", reader.Number("max_signals") ?? 100);
        if (reader.Flag("enabled") == false) yaml.Add("enabled", "false");
        RuleExtras.Add(yaml, reader, here.Known);
        yaml.Add("exceptions", exceptions.Of(reader)).Add("setup", NonEmpty(reader.TextOrNull("setup"))).Add("guide", NonEmpty(reader.TextOrNull("note")));
        reader.Finish();
        if (rule.Beside is { } beside) new SettingReader(beside, RuleSettings.Table, notes).Finish();
        string[] head = [$"Imported from the rule {theirId ?? name} ({rule.Place}).", .. notes.Lines()];
        var text = yaml.Text(head);
        RuleDefinition.Parse(text, $"{id}.yaml", here.Known); // whatever slipped through is told now, not at the next run
        return new ImportedDefinition(rule.Place, id, name, text, notes);
    }

    private static string[] Jobs(SettingReader reader, RuleSurroundings here)
    {
        var named = reader.Texts("machine_learning_job_id").Select(JobImport.OurId).Distinct().ToArray();
        if (named.Length == 0) throw reader.Wrong("machine_learning_job_id", "is missing");
        var there = named.Where(here.HasJob).ToArray();
        if (there.Length == 0) throw new DefinitionException(NoJob(string.Join(", ", named)));
        foreach (var missing in named.Except(there)) reader.Leave("machine_learning_job_id", $"there is no job {missing}");
        return there;
    }

    private static string NoJob(string job) => $"takes what the job {job} finds, and there is no such job here; import that first, with \"offtrail jobs import\"";

    private static string From(SettingReader reader)
    {
        if (reader.TextOrNull("to") is { } to && to != "now") reader.Leave("to", $"is {to}; a run looks at all there is by then");
        var from = reader.TextOrNull("from") ?? "now-6m";
        return from.StartsWith("now-", StringComparison.Ordinal) && Durations.TryParse(from[4..], out var time) && time >= TimeSpan.FromMinutes(1) && time <= TimeSpan.FromDays(7)
            ? $"now-{Durations.Text(time)}" : throw reader.Wrong("from", $"is \"{from}\"; right would be now-1m to now-7d");
    }

    private static string Interval(SettingReader reader)
    {
        var interval = reader.TextOrNull("interval") ?? "5m";
        return Durations.TryParse(interval, out var time) && time >= TimeSpan.FromMinutes(1) && time <= TimeSpan.FromDays(1)
            ? Durations.Text(time) : throw reader.Wrong("interval", $"is \"{interval}\"; right would be 1m to 1d");
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string NameOf(ForeignRule rule) => rule.Rule["name"]?.ToString() ?? rule.Rule["rule_id"]?.ToString() ?? "";
}
