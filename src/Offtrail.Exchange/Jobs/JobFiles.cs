using System.Text.Json.Nodes;
using Offtrail.Anomalies;

namespace Offtrail.Exchange;

/// <summary>
/// Finds the jobs and datafeeds in files, in whatever form they are: one a file, a list, pairs of job and datafeed as Kibana exports them,
/// the answers of <c>GET _ml/anomaly_detectors</c> and <c>_ml/datafeeds</c>, a module with them inside, or a module's manifest beside their files.
/// </summary>
internal sealed class JobFiles
{
    private readonly Dictionary<string, string> _idOfFile = new(StringComparer.Ordinal);
    private readonly List<(string Place, string Name)> _promised = [];

    /// <summary>The jobs, in the order of the files.</summary>
    public List<ForeignJob> Jobs { get; } = [];

    /// <summary>The datafeeds, under the ids of their jobs.</summary>
    public List<ForeignJob> Datafeeds { get; } = [];

    /// <summary>What is neither.</summary>
    public List<RefusedDefinition> Refused { get; } = [];

    public static JobFiles Read(IReadOnlyList<ForeignFile> files)
    {
        var found = new JobFiles();
        var documents = new List<(ForeignFile File, JsonNode Document)>();
        foreach (var file in files)
        {
            try
            {
                documents.Add((file, ForeignJson.Parse(file.Text, file.Name)));
            }
            catch (DefinitionException e)
            {
                found.Refused.Add(new RefusedDefinition(file.Name, "", e.Message));
            }
        }

        foreach (var (file, document) in documents) found.ReadManifest(document, file); // it names the others
        foreach (var (file, document) in documents)
        {
            var before = found.Count;
            found.Take(document, file.Name, file.ShortName);
            if (found.Count == before && found._promised.All(p => p.Place != file.Name)) found.Refused.Add(new RefusedDefinition(file.Name, "", "holds no job; right would be a job, which has analysis_config, a datafeed, which has job_id and query, or a list or module of them"));
        }

        foreach (var (place, name) in found._promised.Where(p => documents.All(d => d.File.ShortName != p.Name)))
            found.Refused.Add(new RefusedDefinition(place, name, $"the manifest names the file {name}, which was not given"));
        return found;
    }

    private int Count => Jobs.Count + Datafeeds.Count + Refused.Count;

    private void ReadManifest(JsonNode document, ForeignFile file)
    {
        foreach (var list in new[] { "jobs", "datafeeds" })
        {
            foreach (var entry in (document as JsonObject)?[list] is JsonArray entries ? entries.OfType<JsonObject>() : [])
            {
                if (TextOf(entry, "file") is not { } name) continue;
                if (TextOf(entry, list == "jobs" ? "id" : "job_id") is { } id) _idOfFile[name] = id;
                _promised.Add((file.Name, name));
            }
        }
    }

    private void Take(JsonNode? node, string place, string file)
    {
        switch (node)
        {
            case JsonArray list:
                for (var i = 0; i < list.Count; i++) Take(list[i], $"{place}[{i}]", file);
                break;
            case JsonObject { } o when o["attributes"] is JsonObject attributes:
                Take(attributes, place + ".attributes", file);
                break;
            case JsonObject { } o when o["jobs"] is JsonArray || o["datafeeds"] is JsonArray:
                TakeList(o, "jobs", place, file);
                TakeList(o, "datafeeds", place, file);
                break;
            case JsonObject { } o when o["job"] is JsonObject job:
                Take(job, place + ".job", file);
                if (o["datafeed"] is JsonObject pair) TakeDatafeed(pair, place + ".datafeed", TextOf(job, "job_id") ?? IdOf(file));
                break;
            case JsonObject { } o when o["analysis_config"] is not null:
                TakeJob(o, place, TextOf(o, "job_id") ?? IdOf(file));
                break;
            case JsonObject { } o when o["datafeed_id"] is not null || o["indices"] is not null || o["indexes"] is not null || o["query"] is not null:
                TakeDatafeed(o, place, _idOfFile.GetValueOrDefault(file) ?? (TextOf(o, "job_id") is { } id && id.Any(char.IsAsciiLetterLower) ? id : IdOf(file)));
                break;
            default:
                Refused.Add(new RefusedDefinition(place, "", "is neither a job, which has analysis_config, nor a datafeed, which has job_id and query"));
                break;
        }
    }

    /// <summary>A list of definitions, or of their ids with the definition (<c>config</c>) or the name of its file beside.</summary>
    private void TakeList(JsonObject o, string name, string place, string file)
    {
        if (o[name] is not JsonArray list) return;
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{place}.{name}[{i}]";
            if (list[i] is JsonObject entry && entry["config"] is JsonObject config)
            {
                if (name == "jobs") TakeJob(config, at + ".config", TextOf(entry, "id") ?? TextOf(config, "job_id") ?? IdOf(file));
                else TakeDatafeed(config, at + ".config", TextOf(entry, "job_id") ?? TextOf(config, "job_id") ?? IdOf(file));
            }
            else if (list[i] is not JsonObject named || TextOf(named, "file") is null) Take(list[i], at, file);
        }
    }

    private void TakeJob(JsonObject config, string place, string id)
    {
        if (config["datafeed_config"] is JsonObject inside)
        {
            config.Remove("datafeed_config");
            TakeDatafeed(inside, place + ".datafeed_config", id);
        }

        Jobs.Add(new ForeignJob(place, id, config));
    }

    private void TakeDatafeed(JsonObject config, string place, string jobId) => Datafeeds.Add(new ForeignJob(place, jobId, config));

    /// <summary>The id that a file's name says: modules name their files after the job, those of datafeeds with a word before it.</summary>
    private string IdOf(string file)
    {
        if (_idOfFile.TryGetValue(file, out var id)) return id;
        var name = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? file[..^5] : file;
        return name.StartsWith("datafeed_", StringComparison.Ordinal) || name.StartsWith("datafeed-", StringComparison.Ordinal) ? name[9..] : name;
    }

    private static string? TextOf(JsonObject o, string key) => o[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
