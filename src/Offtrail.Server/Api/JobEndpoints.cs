using Microsoft.AspNetCore.Mvc;

namespace Offtrail.Server;

/// <summary>Jobs: what they know, and how far they are to go back.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("jobs");
        jobs.MapGet("", (JobWork work) => new Page<JobRow>(work.List(), null)).Says("ListJobs", "All jobs by id.").Needs(Permission.Read);
        jobs.MapGet("/{id}", (string id, JobWork work) => work.Find(id) is { } job ? TypedResults.Ok(job) : (IResult)Missing(id)).Says("GetJob", "One job, with its definition in YAML.").Produces<JobView>().Needs(Permission.Read).ProducesProblem(404);
        jobs.MapGet("/{id}/snapshots", Snapshots).Says("ListJobSnapshots", "When the job noted what it knew.").Produces<Page<SnapshotView>>().Needs(Permission.Read).ProducesProblem(404);
        jobs.MapPost("/{id}/reset", Reset).Says("ResetJob", "Let a job forget what it knew behind a time; the next detection, which follows at once, goes on from its last snapshot before, or begins anew.").Produces<JobResetView>().Needs(Permission.Define).ProducesProblem(404);
        jobs.MapPost("/{id}/run", Run).Says("RunJob", "Begin to run a job over a stretch of the past: what it finds. Nothing is kept.").Produces<OperationView>(202).Needs(Permission.Work).ProducesProblem(404);
        jobs.MapGet("/{id}/check", Check).Says("CheckJob", "Whether the lake has what the job looks at.").Produces<JobCheckView>().Needs(Permission.Read).ProducesProblem(404);
        api.MapGet("/tuning", Tuning).Says("GetTuning", "What jobs are to leave out, and times of planned work, as YAML.").Needs(Permission.Read).WithTags("jobs");
        api.MapPut("/tuning", SaveTuning).Says("SaveTuning", "Put another tuning in its place. With If-Match only if nobody was faster.").Produces<TuningView>().Needs(Permission.Define).ProducesProblem(412).WithTags("jobs");
    }

    private static IResult Snapshots(string id, JobWork work) => work.Definition(id) is null ? Missing(id) : TypedResults.Ok(new Page<SnapshotView>(work.Snapshots(id), null));

    private static async Task<IResult> Reset(string id, JobResetRequest request, JobWork work, CancellationToken cancellationToken) =>
        work.Definition(id) is null ? Missing(id) : TypedResults.Ok(await work.ResetAsync(id, request, cancellationToken).ConfigureAwait(false));

    private static IResult Run(string id, JobRunRequest request, JobWork work)
    {
        if (work.Definition(id) is null) return Missing(id);
        var operation = work.Run(id, request);
        return TypedResults.Accepted($"/api/v1/operations/{operation.Id}", OperationView.Of(operation));
    }

    private static async Task<IResult> Check(string id, JobWork work, CancellationToken cancellationToken) =>
        work.Definition(id) is { } job ? TypedResults.Ok(await work.CheckAsync(job, cancellationToken).ConfigureAwait(false)) : Missing(id);

    private static TuningView Tuning(JobWork work, HttpContext context)
    {
        var text = work.Tuning();
        context.Response.Headers.ETag = ETags.Of(text);
        return new TuningView(text);
    }

    private static IResult SaveTuning(TuningView request, [FromHeader(Name = "If-Match")] string? ifMatch, JobWork work, HttpContext context)
    {
        var before = work.Tuning();
        if (!ETags.Fits(ifMatch, before)) return ApiProblem.Changed();
        work.SaveTuning(request.Definition, before);
        return TypedResults.Ok(Tuning(work, context));
    }

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no job {(id.Length > 80 ? id[..80] : id)}");
}
