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
            q.Answer(file, draft);
            return draft.Build();
        })];
        var judgement = Judgement.Of(answers, weights);
        return new TriageResult(file.Subject, answers, judgement, NextStepsFor.Case(file, judgement.Verdict, nowMicros, data), Pictures.Of(file)) { Data = data };
    }
}
