using Offtrail.Lake;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>From an alert to an exception, for the API and the pages.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="pool">The state.</param>
/// <param name="live">Knows the rules.</param>
/// <param name="clock">Tells which are over.</param>
/// <param name="audit">Knows who.</param>
public sealed class ExceptionWork(DataFolder folder, StatePool pool, LiveService live, TimeProvider clock, AuditTrail audit)
{
    private const int MostKib = 1024; // of a definition
    private const int MostComment = 1000;

    private string File => Path.Combine(folder.Root, ExceptionList.FileName);

    /// <summary>The shared exceptions as YAML.</summary>
    public string Text() => System.IO.File.Exists(File) ? UserFile.Read(File) : "exceptions: []\n";

    /// <summary>The shared exceptions, in the order of the file.</summary>
    /// <exception cref="Anomalies.DefinitionException">The file is wrong.</exception>
    public IReadOnlyList<ExceptionRow> List() => [.. Parse(Text()).All.Select(e => new ExceptionRow(e.Comment, Condition(e.When), e.Rules, e.UntilMicros == long.MaxValue ? null : e.UntilMicros, e.UntilMicros <= clock.Micros()))];

    /// <summary>What is wrong with a text, with line and column; null for nothing.</summary>
    public string? Fault(string text)
    {
        try
        {
            Parse(Checked(text));
            return null;
        }
        catch (Exception e) when (e is Anomalies.DefinitionException or ApiException)
        {
            return e.Message;
        }
    }

    /// <summary>Puts other exceptions in the place of those that there are.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="before">What was read; a change by somebody else meanwhile stays.</param>
    /// <exception cref="ApiException">The text is empty or too long.</exception>
    /// <exception cref="Anomalies.DefinitionException">The text is wrong, or something else is there.</exception>
    public void Save(string? text, string before)
    {
        ExceptionList.Save(folder.Root, Pack.Load(folder.Root), Checked(text), before);
        audit.Note("exceptions.save", ExceptionList.FileName);
    }

    /// <summary>Takes one of them out.</summary>
    /// <param name="index">Its number in the list, from 0.</param>
    /// <param name="before">What was read; a change by somebody else meanwhile stays.</param>
    /// <exception cref="Anomalies.DefinitionException">It is not there any more, or does not stand on lines of its own.</exception>
    public void Delete(int index, string before)
    {
        ExceptionList.Save(folder.Root, Pack.Load(folder.Root), ExceptionText.Without(before, index), before);
        audit.Note("exceptions.delete", ExceptionList.FileName, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the exception {index + 1}"));
    }

    private static string Checked(string? text) => Query.Definition(text, MostKib, "the exceptions as YAML, at least \"exceptions: []\"");

    private ExceptionList Parse(string text) => ExceptionList.Parse(text, File, [.. Pack.Load(folder.Root).RulesById.Keys]);

    private static string Condition(Filter when)
    {
        try
        {
            return FilterWriter.Text(when);
        }
        catch (FilterException)
        {
            return "as the YAML says"; // the form has no words for it in one line
        }
    }

    /// <summary>The exception that would have covered an alert, with what else of the last 30 days it would have covered; added when that is asked for. Null when there is no such alert.</summary>
    /// <exception cref="ApiException">A value is wrong.</exception>
    /// <exception cref="Anomalies.DefinitionException">The alert can't be excepted by these fields.</exception>
    public ExceptionView? Draft(ExceptionRequest request)
    {
        using var lease = pool.Rent();
        if (AlertWork.Find(lease.State, request.AlertId) is not { } alert) return null;
        var until = Query.Moment(request.Until, "until");
        if (request.Comment is { Length: > MostComment }) throw new ApiException("comment", "right would be up to 1,000 characters");
        var draft = ExceptionDraft.Of(lease.State, alert, request.Fields ?? [], request.Comment is { Length: > 0 } comment ? comment : $"as alert {alert.Id[..8]}", until is { } micros ? (Query.Time(micros), micros) : null);
        if (request.Save)
        {
            draft.AddTo(File, [.. live.Definitions.Pack.RulesById.Keys.Append(alert.RuleId)]);
            audit.Note("exceptions.add", alert.RuleId, $"as alert {alert.Id}");
        }

        return new ExceptionView(draft.Yaml, request.Save, [.. draft.Covered.Select(a => AlertRow.Of(a, lease.State, live.Definitions.Pack))]);
    }
}
