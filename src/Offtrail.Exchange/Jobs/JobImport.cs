using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Exchange;

/// <summary>Makes jobs of ours out of Elastic's anomaly detection jobs and their datafeeds. docs/import.md says what becomes of each setting.</summary>
public static class JobImport
{
    /// <summary>Reads files.</summary>
    /// <param name="files">All of them together: a job may stand in one and its datafeed in another.</param>
    /// <param name="fields">Which columns stand for which fields.</param>
    /// <param name="known">What our jobs may name.</param>
    public static ImportResult Read(IReadOnlyList<ForeignFile> files, FieldNames fields, JobVocabulary known)
    {
        var found = JobFiles.Read(files);
        var imported = new List<ImportedDefinition>();
        var refused = new List<RefusedDefinition>(found.Refused);
        foreach (var job in found.Jobs)
        {
            try
            {
                var feeds = found.Datafeeds.Where(d => d.Id == job.Id).ToArray();
                if (feeds.Length > 1) throw new DefinitionException($"has more than one datafeed: {string.Join(", ", feeds.Select(f => f.Place))}");
                var one = Import(job, feeds.SingleOrDefault(), fields, known);
                if (imported.FirstOrDefault(i => i.Id == one.Id) is { } same) throw new DefinitionException($"has the id of {same.Place}, {one.Id}");
                imported.Add(one);
            }
            catch (DefinitionException e)
            {
                refused.Add(new RefusedDefinition(job.Place, job.Id, e.Message));
            }
        }

        refused.AddRange(found.Datafeeds.Where(d => found.Jobs.All(j => j.Id != d.Id)).Select(d => new RefusedDefinition(d.Place, d.Id, $"is the datafeed of the job {d.Id}, which is not among the files")));
        return new ImportResult(imported, refused);
    }

    /// <summary>Our id for a job of this id.</summary>
    internal static string OurId(string id) => string.Concat(id.Select(c => c is '-' or '.' ? '_' : c));

    private static ImportedDefinition Import(ForeignJob job, ForeignJob? datafeed, FieldNames fields, JobVocabulary known)
    {
        var notes = new ImportNotes();
        var reader = new SettingReader(job.Config, JobSettings.Table, notes);
        reader.TextOrNull("job_id");
        var analysis = reader.Object("analysis_config") ?? throw reader.Wrong("analysis_config", "is missing");
        var custom = reader.Object("custom_settings");
        var id = OurId(job.Id);
        var name = custom?.TextOrNull("security_app_display_name") ?? job.Id;
        var detectors = DetectorImport.Read(analysis, fields);
        if (reader.Object("data_description") is { } data)
        {
            if (data.TextOrNull("time_field") is { } time && time != EventColumns.Timestamp) throw data.Wrong("time_field", $"is \"{time}\"; right would be @timestamp, the lake's only time");
            data.Finish();
        }

        var description = reader.TextOrNull("description");
        var yaml = new DefinitionYaml()
            .Add("id", id).Add("name", name).Add("description", string.IsNullOrWhiteSpace(description) ? name : description)
            .Add("bucket_span", Time(analysis, "bucket_span", TimeSpan.FromMinutes(1)) ?? throw analysis.Wrong("bucket_span", "is missing"));
        if (datafeed is not null) AddDatafeed(yaml, datafeed, fields, notes);
        else notes.Leave("datafeed", "none of the files has it; the job looks at all events");
        yaml.Add("detectors", detectors).Add("influencers", Influencers(analysis, fields));
        analysis.Finish();
        custom?.Finish();
        reader.Finish();
        var text = yaml.Text([$"Imported from the anomaly detection job {job.Id} ({job.Place}).", .. notes.Lines()]);
        JobDefinition.Parse(text, $"{id}.yaml", known); // whatever slipped through is told now, not at the next run
        return new ImportedDefinition(job.Place, id, name, text, notes);
    }

    private static void AddDatafeed(DefinitionYaml yaml, ForeignJob datafeed, FieldNames fields, ImportNotes notes)
    {
        try
        {
            var reader = new SettingReader(datafeed.Config, DatafeedSettings.Table, notes);
            reader.TextOrNull("job_id");
            yaml.Add("query_delay", Time(reader, "query_delay", TimeSpan.Zero));
            foreach (var key in new[] { "runtime_mappings", "script_fields" })
                foreach (var (field, _) in reader.Raw(key) as System.Text.Json.Nodes.JsonObject ?? [])
                    if (fields.Column(field) is null) throw reader.Wrong($"{key}.{field}", $"is computed by Elasticsearch and can't be taken; --map {field}=FIELD puts a field of the lake in its place");
                    else notes.Skip($"{key}.{field}");
            if (reader.Raw("query") is { } query) yaml.Add("filter", new DatafeedQuery(fields, notes).FilterOf(query, "query"));
            reader.Finish();
        }
        catch (DefinitionException e)
        {
            throw new DefinitionException($"datafeed {datafeed.Place}: {e.Message}");
        }
    }

    private static string[] Influencers(SettingReader analysis, FieldNames fields)
    {
        var kept = new List<string>();
        foreach (var field in analysis.Texts("influencers"))
            if (fields.Column(field) is { } column) kept.Add(column);
            else if (ConstantFields.TryFind(field, out var always)) analysis.Notes.Skip($"influencer {field} (always {always ?? "absent"} here)");
            else analysis.Leave("influencers", $"names {FieldNames.Unknown(field)}");
        return [.. kept.Distinct()];
    }

    private static string? Time(SettingReader reader, string key, TimeSpan least)
    {
        if (reader.TextOrNull(key) is not { } text) return null;
        return Durations.TryParse(text, out var time) && time >= least && time <= TimeSpan.FromDays(1)
            ? Durations.Text(time)
            : throw reader.Wrong(key, $"is \"{text}\"; right would be a time from {Durations.Text(least)} to 1d");
    }
}
