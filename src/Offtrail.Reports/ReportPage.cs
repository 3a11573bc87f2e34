using Offtrail.Rules;
using Offtrail.Triage;

namespace Offtrail.Reports;

/// <summary>A triage as one HTML page that needs nothing else: no script, no network, no file beside it.</summary>
public static class ReportPage
{
    /// <summary>What the page may do, as a Content-Security-Policy: show itself, and nothing else.</summary>
    public static string Policy => ReportStyle.Policy;

    /// <summary>The page.</summary>
    /// <param name="result">The triage.</param>
    public static string Write(TriageResult result)
    {
        var (subject, judgement) = (result.Subject, result.Judgement);
        var kind = judgement.Verdict switch { Verdict.LikelyAnAttack => "attack", Verdict.LikelyHarmless => "harmless", _ => "look" };
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{ReportStyle.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>Triage of {subject.Kind} {subject.Id}</title>
            <style>{new Html(ReportStyle.Css)}</style>
            </head>
            <body>
            <header>
            <h1>Triage of {subject.Kind} {subject.Id}</h1>
            <p>{subject.Rarest.Reason}</p>{(subject.Incident is { } incident ? Html.Of($"<p>It belongs to incident {incident}.</p>") : Html.None)}
            </header>
            <main>
            <section class="verdict {kind}" aria-label="Verdict">
            <p class="says">{judgement.Text}</p>
            <p>{judgement.Sum:+0.0;-0.0;0.0} in log-odds. It ranks; it decides nothing.</p>
            {(judgement.OpenBecause is { } open ? Html.Of($"<p>Open: {open}.</p>") : Html.None)}{Points("For an attack", judgement.For)}{Points("Against", judgement.Against)}
            </section>
            <dl><dt>account</dt><dd>{subject.Account}</dd><dt>identity</dt><dd>{subject.Identity ?? "none named"}</dd><dt>time</dt><dd>{Moment(subject.First)} to {Moment(subject.Last)} UTC</dd><dt>alerts</dt><dd>{string.Join(", ", subject.Alerts.Select(a => a.RuleName).Distinct())}</dd></dl>
            <h2>Pictures</h2>
            {DayBars.Draw(result)}{WeekGrid.Draw(result)}{TimelinePicture.Draw(result)}{AssumptionMap.Draw(result)}
            <h2>Questions and answers</h2>
            {Html.All(result.Answers.Select(a => Answer(a, result.Data)))}
            <h2>Next steps</h2>
            <p>Suggestions. Nothing was run.</p>
            {Html.All(result.Steps.Select(Step))}
            </main>
            <footer><p>Made by Offtrail from the events of CloudTrail that it has. Secrets in requests are masked. Of the events behind an answer at most {Offtrail.Triage.Answer.MostEventIds} ids are named; the command finds all.</p></footer>
            </body>
            </html>

            """).Text;
    }

    /// <summary>A picture with its title, description and the table of what it shows.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is to be seen, in words.</param>
    /// <param name="width">Width of the drawing.</param>
    /// <param name="height">Height of the drawing.</param>
    /// <param name="drawing">What is inside the svg.</param>
    /// <param name="table">The table.</param>
    internal static Html Figure(string id, string title, string description, long width, long height, Html drawing, Html table) => Html.Of($"""
        <figure>
        <figcaption>{title}</figcaption>
        <svg role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg"><title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>{drawing}</svg>
        <p>{description}</p>
        <details><summary>Table of: {title}</summary>{table}</details>
        </figure>

        """);

    private static Html Points(string head, IReadOnlyList<Point> points) =>
        points.Count == 0 ? Html.None : Html.Of($"<p>{head}:</p><ul>{Html.All(points.Select(p => Html.Of($"<li>{p.Weight:+0.0;-0.0} {p.Why}</li>")))}</ul>");

    private static Html Answer(Answer answer, string? data) => Html.Of($"""
        <section aria-labelledby="q-{answer.Id}">
        <h3 id="q-{answer.Id}">{answer.Question}</h3>
        <p>{answer.Sentence}{(answer.Lean == Lean.Open ? Html.None : Html.Of($" <span class=\"lean {answer.Lean.ToString().ToLowerInvariant()}\">Leans {answer.Lean.ToString().ToLowerInvariant()} ({answer.Weight:+0.0;-0.0}).</span>"))}</p>
        <dl>{Html.All(answer.Figures.Select(f => (f.Name, Text: f.Line)).Where(f => f.Text.Length > 0).Select(f => Html.Of($"<dt>{f.Name.Replace('_', ' ')}</dt><dd>{f.Text}</dd>")))}{(answer.EventIds.Count == 0 ? Html.None : Html.Of($"<dt>events</dt><dd>{string.Join(", ", answer.EventIds)}</dd>"))}</dl>
        {(answer.Query is { } query ? Html.Of($"<pre>{query.CommandLine(data)}</pre>") : Html.None)}
        </section>

        """);

    private static Html Step(NextStep step) =>
        Html.Of($"<p><strong>{step.Kind}</strong>: {step.What}</p>{(step.Commands.Count == 0 ? Html.None : Html.Of($"<pre>{Html.All(step.Commands.Select(c => Html.Of($"{c}\n")))}</pre>"))}");

    /// <summary>A time for a table.</summary>
    internal static string Moment(long micros) => AlertDocument.Time(micros)[..19].Replace('T', ' ');
}
