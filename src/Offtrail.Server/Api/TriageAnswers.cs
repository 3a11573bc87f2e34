using Offtrail.Pipeline;
using Offtrail.Reports;
using Offtrail.Triage;

namespace Offtrail.Server;

/// <summary>Triages for requests: as JSON, or as the page to hand on.</summary>
public sealed class TriageAnswers(LakeAccess lake, LiveService live, TimeProvider clock)
{
    /// <summary>The triage as JSON.</summary>
    public async Task<ContentHttpResult> JsonAsync(Func<State.StateStore, Pack, Subject> subject, CancellationToken cancellationToken) =>
        TypedResults.Text((await RunAsync(subject, r => TriageDocument.Write(r).ToJsonString(), cancellationToken).ConfigureAwait(false)), "application/json");

    /// <summary>The triage as one HTML file. What the page may do stands in itself; the header says the same.</summary>
    public async Task<ContentHttpResult> PageAsync(Func<State.StateStore, Pack, Subject> subject, HttpContext context, CancellationToken cancellationToken)
    {
        var page = await RunAsync(subject, ReportPage.Write, cancellationToken).ConfigureAwait(false);
        context.Response.Headers.ContentSecurityPolicy = ReportPage.Policy;
        return TypedResults.Text(page, "text/html");
    }

    /// <summary>The triage, made into something while the lake is open.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="write">Makes something of it.</param>
    /// <param name="cancellationToken">Ends the wait for a free place.</param>
    public Task<T> RunAsync<T>(Func<State.StateStore, Pack, Subject> subject, Func<TriageResult, T> write, CancellationToken cancellationToken)
    {
        var pack = live.Definitions.Pack;
        return lake.ReadAsync((folder, reader) => write(new Triaging(folder, pack, clock).Run(reader, subject(folder.State, pack), null)), cancellationToken);
    }
}
