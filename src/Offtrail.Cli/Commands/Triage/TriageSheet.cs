using System.Globalization;
using Offtrail.Triage;

namespace Offtrail.Cli;

/// <summary>Prints a triage for a person at a terminal.</summary>
internal static class TriageSheet
{
    /// <summary>Prints it.</summary>
    /// <param name="result">The triage.</param>
    /// <param name="output">Where to.</param>
    /// <param name="brief">Whether only the verdict, its reasons and the next steps are wanted.</param>
    public static void Print(TriageResult result, TextWriter output, bool brief = false)
    {
        var (subject, judgement) = (result.Subject, result.Judgement);
        Line("Triage", $"{subject.Kind} {subject.Id}");
        if (subject.Incident is { } incident) Line("Incident", $"{incident}; all of its alerts as one: offtrail triage {incident}");
        if (!brief) Line("In short", "--brief shows the verdict, its reasons and the next steps alone");
        Line("What", subject.Rarest.Reason);
        Line("Verdict", string.Create(CultureInfo.InvariantCulture, $"{judgement.Text} ({judgement.Sum:+0.0;-0.0;0.0} in log-odds; it ranks, it decides nothing)"));
        if (judgement.OpenBecause is { } open) Line("  open", open);
        foreach (var point in judgement.For) Line("  for", string.Create(CultureInfo.InvariantCulture, $"{point.Weight:+0.0}  {point.Why}"));
        foreach (var point in judgement.Against) Line("  against", string.Create(CultureInfo.InvariantCulture, $"{point.Weight:0.0}  {point.Why}"));
        foreach (var answer in brief ? [] : result.Answers)
        {
            output.WriteLine();
            output.WriteLine(PlainText.Of($"{answer.Question}{(answer.Lean == Lean.Open ? "" : string.Create(CultureInfo.InvariantCulture, $"  [{answer.Lean.ToString().ToLowerInvariant()} {answer.Weight:+0.0;-0.0}]"))}"));
            Line("", answer.Sentence);
            foreach (var figure in answer.Figures) if (figure.Line is { Length: > 0 } text) output.WriteLine(PlainText.Of($"    {figure.Name.Replace('_', ' ')}: {text}"));
            if (answer.Query is { } query) output.WriteLine(PlainText.Of($"    {query.CommandLine(result.Data)}"));
        }

        output.WriteLine();
        output.WriteLine("Next steps (suggestions; nothing was run)");
        foreach (var step in result.Steps)
        {
            Line($"  {step.Kind}", step.What);
            foreach (var command in step.Commands) output.WriteLine(PlainText.Of($"    {command}"));
        }

        void Line(string head, string text) => output.WriteLine(PlainText.Of($"{head,-12}{text}"));
    }
}
