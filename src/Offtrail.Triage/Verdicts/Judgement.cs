namespace Offtrail.Triage;

/// <summary>The verdict with what it is made of: the sum of all points' weights. It ranks; it never hides or closes.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Sum">The sum, in log-odds: 0 stands for as likely as not.</param>
/// <param name="For">The three points that speak most for an attack.</param>
/// <param name="Against">The three points that speak most against one.</param>
/// <param name="Points">All points.</param>
public sealed record Judgement(Verdict Verdict, double Sum, IReadOnlyList<Point> For, IReadOnlyList<Point> Against, IReadOnlyList<Point> Points)
{
    private const int Most = 3;

    /// <summary>"needs a look".</summary>
    public string Text => Verdict switch { Verdict.LikelyHarmless => "likely harmless", Verdict.NeedsALook => "needs a look", _ => "likely an attack" };

    /// <summary>Why the verdict is open whatever the sum says: the lake has the events no more. Null when it is not.</summary>
    public string? OpenBecause { get; init; }

    /// <summary>Adds up the points of the answers.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="weights">What they weigh.</param>
    /// <param name="missing">What of the subject's events is missing; null when nothing is. Then nothing is likely harmless.</param>
    /// <param name="some">Whether there are events at all. Without any the verdict is open.</param>
    internal static Judgement Of(IEnumerable<Answer> answers, Weights weights, string? missing = null, bool some = true)
    {
        Point[] points = [.. answers.SelectMany(a => a.Points)];
        var sum = weights.Start + points.Sum(p => p.Weight);
        var verdict = sum >= weights.AttackFrom ? Verdict.LikelyAnAttack : sum <= weights.HarmlessTo ? Verdict.LikelyHarmless : Verdict.NeedsALook;
        var open = missing is not null && (verdict == Verdict.LikelyHarmless || !some);
        var judged = new Judgement(open ? Verdict.NeedsALook : verdict, sum,
            [.. points.Where(p => p.Weight > 0).OrderByDescending(p => p.Weight).ThenBy(p => p.Id, StringComparer.Ordinal).Take(Most)],
            [.. points.Where(p => p.Weight < 0).OrderBy(p => p.Weight).ThenBy(p => p.Id, StringComparer.Ordinal).Take(Most)], points);
        return open ? judged with { OpenBecause = missing } : judged;
    }
}
