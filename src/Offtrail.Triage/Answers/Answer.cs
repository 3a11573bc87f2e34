namespace Offtrail.Triage;

/// <summary>The answer to a question.</summary>
/// <param name="Id">The question's id, such as <c>error</c>.</param>
/// <param name="Question">The question.</param>
/// <param name="Sentence">The answer for a person. What is missing is said here.</param>
public sealed record Answer(string Id, string Question, string Sentence)
{
    /// <summary>How many event ids an answer names.</summary>
    public const int MostEventIds = 20;

    /// <summary>The numbers behind the sentence.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>Events behind it: the first and the last of what was counted, at most <see cref="MostEventIds"/>, the newest first.</summary>
    public required IReadOnlyList<string> EventIds { get; init; }

    /// <summary>What finds all of them; null when the answer is not about events.</summary>
    public required EventsQuery? Query { get; init; }

    /// <summary>What speaks for or against an attack.</summary>
    public required IReadOnlyList<Point> Points { get; init; }

    /// <summary>The sum of the points' weights, in log-odds.</summary>
    public double Weight => Points.Sum(p => p.Weight);

    /// <summary>Where it leans: open within 0.1.</summary>
    public Lean Lean => Weight switch { > 0.1 => Lean.Suspicious, < -0.1 => Lean.Harmless, _ => Lean.Open };
}
