using Offtrail.Rules;

namespace Offtrail.Triage;

/// <summary>Rarity: how seldom something so unusual turns up when nothing is wrong.</summary>
internal sealed class RarityQuestion : IQuestion
{
    /// <inheritdoc/>
    public string Id => "rarity";

    /// <inheritdoc/>
    public string Asks => "How rare is something like it?";

    /// <inheritdoc/>
    public bool AsksForEvents => false;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        var rarest = file.Subject.Rarest;
        var entity = file.Subject.Alerts.Where(a => a.RuleId == "unusual_identity_activity").MaxBy(a => a.Score);
        draft.Say($"The rarest of its findings, {rarest.RuleName}, has score {rarest.Score:0}: {Often(rarest.ReturnDays)} when nothing is wrong.")
            .Say(entity is null ? "The signs about the identity did not add up to an alert of their own." : $"All signs about the identity together turn up {Often(entity.ReturnDays)}.")
            .Number("score", rarest.Score).Number("return_days", rarest.ReturnDays, inWords: Often(rarest.ReturnDays)).Text("rule", rarest.RuleId).Evidence(file.Events.TakeLast(3).Select(e => e.Mark))
            .Point("rarity.identity_year", entity is { ReturnDays: >= 365 }, "so much that is new about an identity turns up less than once a year")
            .Point("rarity.identity_month", entity is { ReturnDays: < 365 }, "much is new about the identity at once")
            .Point("rarity.no_identity_alert", entity is null, "the signs about the identity do not add up")
            .Point("rarity.month", rarest.ReturnDays < 30, "something so rare turns up more than once a month");
    }

    private static string Often(double days) => $"once in {Explanation.Days(days)}";
}
