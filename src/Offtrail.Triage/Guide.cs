namespace Offtrail.Triage;

/// <summary>The investigation guide: its questions in the order in which an analyst would ask them, and how they are answered.</summary>
public static class Guide
{
    private static readonly IQuestion[] s_questions =
    [
        new RarityQuestion(), new ErrorQuestion(), new RequestQuestion(), new EnumerationQuestion(), new RetryQuestion(), new IdentityQuestion(), new HabitsQuestion(), new ChainQuestion(), new KeyQuestion(), new ClientQuestion(),
        new SourceQuestion(), new TravelQuestion(), new Ec2Question(), new HourQuestion(), new CompanyQuestion(), new ReachQuestion(), new PeersQuestion(),
    ];

    /// <summary>Ids of the questions, in order.</summary>
    public static IReadOnlyList<string> Questions { get; } = [.. s_questions.Select(q => q.Id)];

    /// <summary>Answers all questions about a case, judges it, and says what to do next.</summary>
    /// <param name="file">The case.</param>
    /// <param name="weights">How much each point weighs.</param>
    /// <param name="nowMicros">The present time, microseconds since 1970 UTC: sessions older than it are what a command would revoke.</param>
    /// <param name="data">The data folder as it was named, for the commands that are shown; null when it was not.</param>
    public static TriageResult Triage(CaseFile file, Weights weights, long nowMicros, string? data)
    {
        Answer[] answers = [.. s_questions.Select(q =>
        {
            var draft = new AnswerDraft(q, weights);
            if (q.AsksForEvents && file.Gone is { } gone) Without(file, q, gone, draft);
            else q.Answer(file, draft);
            return draft.Build();
        })];
        var judgement = Judgement.Of(answers, weights, OpenBecause(file), file.Gone is null);
        return new TriageResult(file.Subject, answers, judgement, NextStepsFor.Case(file, judgement.Verdict, nowMicros, data), Pictures.Of(file)) { Data = data };
    }

    /// <summary>An answer without the events: what the alert itself kept. It has no points, since what is not known speaks for nothing.</summary>
    private static void Without(CaseFile file, IQuestion question, string gone, AnswerDraft draft)
    {
        var kept = question.KeptIn is { } field ? file.Subject.Values.GetValueOrDefault(field, []) : [];
        draft.Say($"{gone}, so this is not known.").Say(kept.Count == 0 ? "" : $"The alert itself names {Words.List(kept)}.").Lines("named_by_the_alert", kept);
    }

    /// <summary>Why nothing may be called harmless: events that the lake has no more can't speak.</summary>
    private static string? OpenBecause(CaseFile file) => file.Gone
        ?? (file.MissingEvents == 0 ? null : $"{file.MissingEvents:N0} of the {Math.Min(file.Subject.EventIds.Count, CaseFile.MostEvents):N0} events behind it are not in the lake any more");
}
