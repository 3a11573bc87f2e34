using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Jobs and what they know.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("jobs");
        jobs.MapGet("", List).Says("ListJobs", "All jobs by id.").Needs(Permission.Read);
        jobs.MapGet("/{id}", Get).Says("GetJob", "One job, with its definition in YAML.").Produces<JobView>().Needs(Permission.Read).ProducesProblem(404);
        jobs.MapGet("/{id}/snapshots", Snapshots).Says("ListJobSnapshots", "When the job noted what it knew.").Produces<Page<SnapshotView>>().Needs(Permission.Read).ProducesProblem(404);
    }

    private static Page<JobRow> List(LiveService live)
    {
        var pack = live.Definitions.Pack;
        return new Page<JobRow>([.. pack.JobsById.Values.OrderBy(j => j.Id, StringComparer.Ordinal).Select(j => Row(j, pack))], null);
    }

    private static IResult Get(string id, LiveService live) =>
        live.Definitions.Pack is var pack && pack.JobsById.TryGetValue(id, out var job) ? TypedResults.Ok(new JobView(Row(job, pack), pack.TextOf(job))) : Missing(id);

    private static IResult Snapshots(string id, LiveService live, StatePool pool)
    {
        if (!live.Definitions.Pack.JobsById.ContainsKey(id)) return Missing(id);
        using var lease = pool.Rent();
        return TypedResults.Ok(new Page<SnapshotView>([.. lease.State.Snapshots.List().Where(s => s.JobId == id).OrderByDescending(s => s.At).Select(s => new SnapshotView(Query.Time(s.At), Query.Time(s.MadeAt), s.Bytes))], null));
    }

    private static JobRow Row(JobDefinition job, Pack pack) => new(
        job.Id, job.Name, job.Description, job.Entity is { } entity ? [$"signs of {entity.Parts.Count} jobs by {entity.Field}"] : [.. job.Detectors.Select(d => d.Description)], Durations.Text(job.BucketSpan),
        [.. pack.RulesById.Values.Where(r => r.JobIds.Contains(job.Id, StringComparer.Ordinal)).Select(r => r.Id).Order(StringComparer.Ordinal)]);

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no job {(id.Length > 80 ? id[..80] : id)}");
}
