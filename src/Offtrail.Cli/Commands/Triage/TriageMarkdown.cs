using System.Globalization;
using System.Text;
using Offtrail.Triage;

namespace Offtrail.Cli;

/// <summary>Prints a triage as Markdown, for a ticket. Text of records is escaped: it can make no link, picture, heading or markup.</summary>
internal static class TriageMarkdown
{
    /// <summary>Prints it.</summary>
    /// <param name="result">The triage.</param>
    /// <param name="output">Where to.</param>
    /// <param name="brief">Whether only the verdict, its reasons and the next steps are wanted.</param>
    public static void Print(TriageResult result, TextWriter output, bool brief = false)
    {
        var (subject, judgement) = (result.Subject, result.Judgement);
        output.WriteLine($"# Triage of {subject.Kind} {Text(subject.Id)}\n");
        output.WriteLine(Text(subject.Rarest.Reason) + "\n");
        if (subject.Incident is { } incident) output.WriteLine($"It belongs to incident {Text(incident)}.\n");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"**Verdict: {judgement.Text}** ({judgement.Sum:+0.0;-0.0;0.0} in log-odds; it ranks, it decides nothing)\n"));
        if (judgement.OpenBecause is { } open) output.WriteLine($"- open: {Text(open)}");
        foreach (var point in judgement.For) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- for, {point.Weight:+0.0}: {Text(point.Why)}"));
        foreach (var point in judgement.Against) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- against, {point.Weight:0.0}: {Text(point.Why)}"));
        foreach (var answer in brief ? [] : result.Answers)
        {
            output.WriteLine($"\n## {Text(answer.Question)}\n");
            output.WriteLine($"{Text(answer.Sentence)}{(answer.Lean == Lean.Open ? "" : string.Create(CultureInfo.InvariantCulture, $" *Leans {answer.Lean.ToString().ToLowerInvariant()} ({answer.Weight:+0.0;-0.0}).*"))}\n");
            foreach (var figure in answer.Figures) if (figure.Line is { Length: > 0 } text) output.WriteLine($"- {Text(figure.Name.Replace('_', ' '))}: {Text(text)}");
            if (answer.Query is { } query) Code([query.CommandLine(result.Data)], output);
        }

        output.WriteLine("\n## Next steps\n\nSuggestions; nothing was run.\n");
        foreach (var step in result.Steps)
        {
            output.WriteLine($"- {step.Kind}: {Text(step.What)}");
            if (step.Commands.Count > 0) Code(step.Commands, output);
        }
    }

    /// <summary>A block that no text inside can end: indented, and without line breaks of its own.</summary>
    private static void Code(IReadOnlyList<string> lines, TextWriter output)
    {
        output.WriteLine();
        foreach (var line in lines) output.WriteLine($"      {PlainText.Of(line)}");
        output.WriteLine();
    }

    /// <summary>Text with every character that could be markup escaped, also for readers that know HTML or make links of bare addresses.</summary>
    internal static string Text(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in PlainText.Of(text).Replace("://", ":\u200B//", StringComparison.Ordinal).Replace("www.", "www\u200B.", StringComparison.OrdinalIgnoreCase))
        {
            if (c is '<') safe.Append("&lt;");
            else if (c is '>') safe.Append("&gt;");
            else if (c is '&') safe.Append("&amp;");
            else if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '+' or '!' or '|' or '~') safe.Append('\\').Append(c);
            else if (c is '@') safe.Append("&#64;");
            else safe.Append(c);
        }

        return safe.ToString();
    }
}
