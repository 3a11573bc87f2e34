namespace Offtrail.Triage;

/// <summary>Company: other alerts of the identity, key or source within two days.</summary>
internal sealed class CompanyQuestion : IQuestion
{
    /// <inheritdoc/>
    public string Id => "company";

    /// <inheritdoc/>
    public string Asks => "What else was raised about it?";

    /// <inheritdoc/>
    public bool AsksForEvents => false;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        var (own, others) = (file.Subject.Alerts, file.Company);
        string[] rules = [.. own.Select(a => a.RuleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] tactics = [.. own.Concat(others).SelectMany(a => a.Tactics).Distinct(StringComparer.Ordinal)];
        var rare = others.Where(o => o.RuleId == "unusual_identity_activity" && o.ReturnDays >= 30 && o.Status is not ("closed: benign" or "closed: false positive") && o.Shares.Any(s => s is "identity" or "access key" or SubjectAlert.Made)).MaxBy(o => o.ReturnDays);
        draft.Say(file.Subject.Kind == "incident" ? $"The incident has {Words.Count(own.Count, "alert")} of {Words.Count(rules.Length, "rule")}." : "")
            .Say(others.Count == 0 ? "No other alert within 48 hours shares its identity, key or address." : $"{Words.Count(others.Count, "other alert")} within 48 hours {(others.Count == 1 ? "shares" : "share")} its {Words.List(others.SelectMany(o => o.Shares).Where(s => s != SubjectAlert.Made).Distinct(StringComparer.Ordinal).DefaultIfEmpty("story"))}: {Words.List(others.GroupBy(o => o.RuleName).Select(g => g.Key))}.")
            .Say(others.Count(o => o.Shares.Contains(SubjectAlert.Made)) is var made and > 0 ? $"{made:N0} of them {(made == 1 ? "is" : "are")} about what it made or took on." : "")
            .Number("alerts", own.Count).Number("rules", rules.Length).Number("other_alerts", others.Count).Lines("tactics", tactics)
            .Lines("own_alerts", own.Select(Line), 20).Lines("alerts_beside", others.Select(Line), 20)
            .Point("company.many_rules", rules.Concat(others.Select(o => o.RuleId)).Distinct(StringComparer.Ordinal).Count() >= 4, "four or more rules raised something about it")
            .Point("company.some_rules", rules.Concat(others.Select(o => o.RuleId)).Distinct(StringComparer.Ordinal).Count() is 2 or 3, "two or three rules raised something about it")
            .Point("company.rare_beside", rare is not null, rare is null ? "" : $"{rare.RuleName} ({rare.Id[..Math.Min(8, rare.Id.Length)]}, once in {Rules.Explanation.Days(rare.ReturnDays)}) was raised about the same {Words.List(rare.Shares)} {When(file.Subject, rare)}")
            .Point("company.alone", own.Count + others.Count == 1, "nothing else was raised about it")
            .Point("company.closed_benign", others.Any(o => o.Status is "closed: benign" or "closed: false positive"), "people closed an alert beside it as harmless")
            .Point("company.closed_attack", others.Any(o => o.Status == "closed: true positive"), "people closed an alert beside it as an attack");
    }

    private static string When(Subject subject, SubjectAlert beside) =>
        beside.Last < subject.First ? $"{Words.Span(subject.First - beside.Last)} before" : beside.First > subject.Last ? $"{Words.Span(beside.First - subject.Last)} after" : "at the same time";

    private static string Line(SubjectAlert a) => $"{a.Id[..Math.Min(8, a.Id.Length)]} {Words.Time(a.First)} {a.RuleName}{(a.Shares.Count > 0 ? $" (same {string.Join(", ", a.Shares)})" : "")}, {a.Status}";
}
