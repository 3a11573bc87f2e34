using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>The error: since when, who meets it, how regularly, and what changed when it began.</summary>
internal sealed class ErrorQuestion : IQuestion
{
    private const long Day = 86_400_000_000;

    /// <inheritdoc/>
    public string Id => "error";

    /// <inheritdoc/>
    public string Asks => "What is the history of the error?";

    /// <inheritdoc/>
    public string? KeptIn => Rules.AlertFields.ErrorCode;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (Failure(file) is not { } failure)
        {
            draft.Say("No call behind it failed.");
            return;
        }

        var (code, name) = (failure[EventColumn.ErrorCode], NameOf(failure));
        var query = QueryOf(file, failure);
        var tallies = file.Count(query, new(EventColumn.Account), new(EventColumn.Provider), new(EventColumn.Provider, EventColumn.Action), new(EventColumn.Identity), new TallySet { Bucket = TimeSpan.FromDays(1) }, new(EventColumn.Account, EventColumn.Identity));
        var (days, all) = (tallies[4].Rows.OrderBy(d => d.Bucket).ToArray(), tallies[0]);
        var before = days.Where(d => d.Bucket + Day <= file.KnownTo).ToArray();
        var own = tallies[5].Rows.FirstOrDefault(r => r.Values[0] == file.Subject.Account && r.Values[1] == file.Subject.Identity);
        var ownBefore = own is not null && own.First.Micros < file.KnownTo;
        var cadence = Cadence.Of(before.Select(d => d.Bucket / Day));
        var change = ownBefore ? null : Change(file, own?.First.Micros ?? file.Subject.First);
        draft.Say($"{char.ToUpperInvariant(name[0])}{name[1..]} was seen {Words.Count(all.Events, "time")} on {Words.Count(days.Length, "day")} until the end of the alert, first {Words.Time(all.First!.Value.Micros)}, in {Words.Count(all.Groups, "account")}, by {Words.Count(tallies[3].Groups, "identity")} in {Words.Count(tallies[2].Groups, "call")}.")
            .Say(before.Length == 0 ? $"Before this {(file.HistoryDays < 14 ? $"it was never seen, in a history of only {file.HistoryDays:0} days" : "it was never seen")}." : $"Before this it was seen on {Words.Count(before.Length, "day")}{(ownBefore ? ", also with this identity" : ", never with this identity")}.")
            .Say(cadence is null ? "" : $"It comes {cadence}, as housekeeping does.")
            .Say(change ?? "")
            .Text("code", code ?? "none").Text("message", failure.Text("errorMessage")).Time("first_seen", all.First!.Value.Micros).Time("last_seen", all.Last!.Value.Micros).Number("events", all.Events).Number("days", days.Length).Text("cadence", cadence ?? "none")
            .Counts("accounts", tallies[0]).Counts("services", tallies[1]).Counts("calls", tallies[2], r => $"{Words.Service(r.Values[0])}:{r.Values[1]}").Counts("identities", tallies[3])
            .Counts("by_day", days.Select(d => new Anomalies.ValueCount(Rules.AlertDocument.Time(d.Bucket)[..10], d.Events)), 400)
            .Evidence(file.Events.Where(e => e.Failed && e[EventColumn.ErrorCode] == code && (code is not null || e[EventColumn.Action] == failure[EventColumn.Action])).Select(e => e.Mark)).Find(query)
            .Point("error.new", before.Length == 0 && file.HistoryDays >= 3, $"{name} was never seen before in {file.HistoryDays:0} days")
            .Point("error.familiar", before.Length >= 5, $"{name} is familiar here: seen on {before.Length} days before")
            .Point("error.own_before", ownBefore, $"the identity met {name} before")
            .Point("error.cadence", cadence is not null, $"{name} comes {cadence}")
            .Point("error.change", change is not null, "the error began with a change of the identity");
    }

    /// <summary>An event of the commonest error behind the subject, the newest. An error has a code, as nearly all have; else it is a call's failing without one, as sign-ins do. Null when nothing failed.</summary>
    private static CaseEvent? Failure(CaseFile file)
    {
        var failed = file.OwnEvents.Where(e => e.Failed && e[EventColumn.Action] is not null).ToArray();
        return file.ErrorCodes is [var code, ..] ? failed.LastOrDefault(e => e[EventColumn.ErrorCode] == code)
            : failed.GroupBy(e => e[EventColumn.Action]!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Last();
    }

    private static string NameOf(CaseEvent failure) => failure[EventColumn.ErrorCode] is { } code ? $"error {code}" : $"a failed {failure[EventColumn.Action]} (without an error code)";

    /// <summary>What the answer looks at: the error in all accounts, until the subject's end.</summary>
    private static EventsQuery QueryOf(CaseFile file, CaseEvent failure) => new(null,
        failure[EventColumn.ErrorCode] is { } code ? new HasValue(EventColumn.ErrorCode.Name(), code)
            : new AllOf([new HasValue(EventColumn.Action.Name(), failure[EventColumn.Action]!), new HasValue(EventColumn.Outcome.Name(), "failure"), new Negation(new Exists(EventColumn.ErrorCode.Name()))]),
        new During(long.MinValue, file.Subject.Last + 1));

    /// <summary>What was new with the identity in the day before its first such error: itself, or its client.</summary>
    private static string? Change(CaseFile file, long first)
    {
        if (file.Before.Hours.First is not { } known) return $"The error came with an identity that is new: {Words.Who(file.Subject.Identity)} has no event before.";
        if (first - known.Micros < Day) return $"The error came within a day of the identity's first event ({Words.Time(known.Micros)}).";
        var fresh = file.Recent.Clients.Rows.Where(c => c.Values[0] is not null && !Behaviour.Has(file.Before.Clients, c.Value) && c.First.Micros <= first).ToArray();
        return fresh.Length == 0 ? null : $"It began with a change of client: {fresh[0].Value} is new to the identity since {Words.Time(fresh[0].First.Micros)}.";
    }
}
