using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs explain</c>: what a job has learned, and what it would take to be unusual.</summary>
internal static class JobsExplain
{
    public static Command Create(StandardStreams streams)
    {
        var job = new Argument<string>("JOB") { Description = "A job's id, or a YAML file" };
        var of = new Option<string?>("--of") { Description = "Only values, identities and other partitions that contain this text", HelpName = "TEXT" };
        var rows = new Option<int>("--rows") { Description = "Rows of each account and detector", HelpName = "COUNT", DefaultValueFactory = _ => 20 };
        var (data, tuning, format) = (CommonOptions.Data(), CommonOptions.Tuning(), CommonOptions.Format());
        rows.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() < 1) r.AddError("--rows is below 1; right would be the number of rows to show");
        });
        var command = new Command("explain", "What a job has learned of each account, and what it would take to be unusual there.") { job, of, rows, data, tuning, format };
        Examples.Add(command,
            "offtrail jobs explain rare_error_code",
            "offtrail jobs explain rare_call_for_an_identity --of role/ci-",
            "offtrail jobs explain rare_error_code --format json | jq '.known[].score_of_new'");
        command.SetAction(parsed =>
        {
            var id = parsed.GetRequiredValue(job);
            var pack = CommonOptions.PackOf(parsed.GetValue(tuning), CommonOptions.DataFolderOf(parsed.GetValue(data)), [id]);
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var explained = JobExplanation.Of(folder, pack, pack.Job(id));
            if (explained is null)
            {
                streams.Error.WriteLine($"offtrail: {pack.Job(id).Id} has learned nothing yet as it is defined now; \"offtrail jobs run {id}\" lets it");
                return ExitCodes.Failed;
            }

            if (parsed.GetValue(of) is { } text) explained = explained with { Known = [.. explained.Known.Select(k => k with { Items = [.. k.Items.Where(i => Has(i, text))] })] };
            if (parsed.GetValue(format) is AlertFormat.Table) foreach (var known in explained.Known) KnowledgePrinter.Print(known, explained.AtMicros, parsed.GetValue(rows), streams.Out);
            else streams.Out.WriteLine(JsonSerializer.Serialize(Document(pack.Job(id).Id, explained), Style(parsed.GetValue(format) is AlertFormat.Json)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static bool Has(KnownItem item, string text) =>
        item.Partition?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || item.Value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What a function has no use for is left out.</summary>
    private static JsonSerializerOptions Style(bool indented) => new(JsonStyle.Options(indented)) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static object Document(string jobId, JobExplanation explained) => new
    {
        JobId = jobId,
        At = AlertDocument.Time(explained.AtMicros),
        Known = explained.Known.Select(k => new { k.Scope, k.Detector, k.Learning, k.ActiveBuckets, k.Days, k.ScoreOfNew, k.SumsFor, Items = k.Items.Select(Item) }),
    };

    private static object Item(KnownItem i) => new
    {
        i.Partition,
        i.Value,
        i.Buckets,
        i.Share,
        LastSeen = i.LastSeen is { } last ? AlertDocument.Time(last) : null,
        i.Values,
        i.NewRate,
        i.Typical,
        Scores50From = i.NumberFor50,
        Scores75From = i.NumberFor75,
        i.Busiest,
        i.Score,
    };
}
