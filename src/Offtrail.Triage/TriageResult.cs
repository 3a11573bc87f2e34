namespace Offtrail.Triage;

/// <summary>All that a triage says.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Answers">The guide's questions with their answers.</param>
/// <param name="Judgement">The verdict.</param>
/// <param name="Steps">What to do next: suggestions, nothing is run.</param>
/// <param name="Pictures">What the report draws besides the figures.</param>
public sealed record TriageResult(Subject Subject, IReadOnlyList<Answer> Answers, Judgement Judgement, IReadOnlyList<NextStep> Steps, Pictures Pictures)
{
    /// <summary>The data folder as it was named, for the commands that are shown; null when it was not.</summary>
    public string? Data { get; init; }

    /// <summary>The answer to a question.</summary>
    /// <param name="question">Its id.</param>
    public Answer this[string question] => Answers.Single(a => a.Id == question);
}
