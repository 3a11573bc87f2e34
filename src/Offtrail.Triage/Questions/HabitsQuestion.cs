using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>Whether the call, service, region, client and network are normal for the identity.</summary>
internal sealed class HabitsQuestion : IQuestion
{
    private const int LeastEvents = 20;

    /// <inheritdoc/>
    public string Id => "habits";

    /// <inheritdoc/>
    public string Asks => "Is this normal for the identity?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        var before = file.Before;
        var query = file.OfIdentity(before.During);
        draft.Find(file.ToTheEnd(query)).Number("events_before", before.Events).Number("active_hours_before", before.Hours.Groups);
        if (file.Subject.Identity is null)
        {
            draft.Say("The events name no identity, so nothing is known to be normal for it.");
            return;
        }

        if (before.Events < LeastEvents)
        {
            draft.Say($"Nothing is known to be normal for it: {Words.Count(before.Events, "event")} until six hours before the alert.").Point("habits.no_history", true, $"the identity has hardly any history ({Words.Count(before.Events, "event")})");
            return;
        }

        string[] calls = New(file.Actions, a => before.Calls.Rows.Any(r => r.Values[1] == a));
        string[] services = New(Values(file, EventColumn.Provider), v => Behaviour.Has(before.Services, v));
        string[] regions = New(Values(file, EventColumn.Region), v => Behaviour.Has(before.Regions, v));
        string[] clients = New(file.Clients, v => Behaviour.Has(before.Clients, v));
        string[] networks = New(file.Networks, v => Behaviour.Has(before.Networks, v));
        string[] errors = New(file.ErrorCodes, v => Behaviour.Has(before.Errors, v));
        var all = new[] { ("call", calls), ("service", services), ("region", regions), ("client", clients), ("network", networks), ("error", errors) };
        var fresh = all.Where(a => a.Item2.Length > 0).ToArray();
        draft.Say(fresh.Length == 0 ? "Calls, services, regions, clients, networks and errors are all known of it." : $"New to it: {string.Join("; ", fresh.Select(f => $"{f.Item1} {Words.List(f.Item2)}"))}.")
            .Say($"It has {Words.Count(before.Events, "event")} in {Words.Count(before.Hours.Groups, "active hour")} of history, of which {Words.Share((double)before.Failures / before.Events)} failed.")
            .Number("error_rate_before", (double)before.Failures / before.Events);
        foreach (var (name, values) in all) draft.Lines($"new_{name}s", values);
        draft.Counts("usual_calls", before.Calls, r => $"{Words.Service(r.Values[0])}:{r.Values[1]}").Counts("usual_regions", before.Regions).Counts("usual_clients", before.Clients).Counts("usual_networks", before.Networks)
            .Evidence(file.OwnEvents.Where(e => calls.Contains(e[EventColumn.Action]) || networks.Contains(e[EventColumn.SourceNetwork]) || clients.Contains(e[EventColumn.Client]) || regions.Contains(e[EventColumn.Region])).Select(e => e.Mark))
            .Point("habits.new_calls", calls.Length is 1 or 2, $"{Words.List(calls)} is new to the identity")
            .Point("habits.many_new_calls", calls.Length > 2, $"{calls.Length} calls are new to the identity ({Words.List(calls)})")
            .Point("habits.new_region", regions.Length > 0, $"region {Words.List(regions)} is new to the identity")
            .Point("habits.new_client", clients.Length > 0, $"client {Words.List(clients)} is new to the identity")
            .Point("habits.new_client_and_network", clients.Length > 0 && networks.Length > 0, "client and network are new to the identity at once")
            .Point("habits.same_place", clients.Length == 0 && networks.Length == 0, "client and network are the identity's usual ones")
            .Point("habits.all_known", fresh.Length == 0, "all of it is usual for the identity");
    }

    private static string[] New(IEnumerable<string> values, Func<string, bool> known) => [.. values.Where(v => !known(v))];

    private static IEnumerable<string> Values(CaseFile file, EventColumn column) => file.OwnEvents.Select(e => e[column]).OfType<string>().Distinct(StringComparer.Ordinal);
}
