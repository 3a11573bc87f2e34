using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>The chain of AssumeRole behind the session, followed back to the person or service.</summary>
internal sealed class ChainQuestion : IQuestion
{
    /// <inheritdoc/>
    public string Id => "chain";

    /// <inheritdoc/>
    public string Asks => "Who stands behind the session?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        var (steps, missing) = file.Chain;
        var of = file.LastEvent;
        var session = of is null ? null : SessionChain.Created(of);
        draft.Say(steps.Count == 0
            ? missing is null ? "It acted with its own credentials; no session stands between." : $"Who made the session is not known: {missing}."
            : $"{string.Join(", before that ", steps.Select(s => $"{Words.Who(s.By)} called {s.Event[EventColumn.Action]} {Words.Time(s.Event.Micros)} from {s.Address ?? "no address"}"))}.{(missing is null ? "" : $" Further back it is not known: {missing}.")}");
        draft.Time("session_created", session).Lines("steps", steps.Select(s => $"{s.By} {s.Event[EventColumn.Action]} → {s.Role ?? file.Subject.Identity ?? "unknown"}")).Evidence(steps.Select(s => s.Event.Mark));
        if (steps.Count > 0)
        {
            var before = new EventsQuery(null, CaseFile.OneOf(EventColumn.Action, [steps[0].Event[EventColumn.Action]!]).And(new HasValue(EventColumn.Identity.Name(), steps[0].By)), new During(long.MinValue, file.KnownTo));
            var usual = file.Count(before, new TallySet(EventColumn.Account))[0].Events > 0;
            draft.Find(new EventsQuery(null, CaseFile.OneOf(EventColumn.EventId, steps.Select(s => s.Event.Id)), new During(steps.Min(s => s.Event.Micros), steps.Max(s => s.Event.Micros) + 1))).Point("chain.new_caller", !usual && file.HistoryDays > 3, $"{Words.Who(steps[0].By)} never called {steps[0].Event[EventColumn.Action]} before")
                .Point("chain.service", steps[^1].By.EndsWith(".amazonaws.com", StringComparison.Ordinal), $"the session was given out by {Words.Who(steps[^1].By)}")
                .Point("chain.other_place", steps[0].Address is { } from && from.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':') && !file.Addresses.Contains(from), $"the session was made at {steps[0].Address} and used elsewhere");
        }
    }
}
