using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>The source: address, network and place, since when they are known, and who else uses them.</summary>
internal sealed class SourceQuestion : IQuestion
{
    /// <inheritdoc/>
    public string Id => "source";

    /// <inheritdoc/>
    public string Asks => "Where did it come from?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Addresses.Count == 0)
        {
            var via = file.OwnEvents.Select(e => e[EventColumn.SourceAddress]).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
            draft.Say(file.OwnEvents.Count == 0 ? "The events behind it are not in the lake any more." : via.Length > 0 ? $"The calls came through AWS itself ({Words.List(via)}), so no address is known." : "The records name no address.").Lines("through", via).Find(file.Behind())
                .Point("source.aws", via.Length > 0, "the calls came through AWS itself");
            return;
        }

        var known = file.NetworkUse.Rows;
        string[] toAccount = [.. file.Networks.Where(n => !known.Any(r => r.Values[0] == file.Subject.Account && r.Values[2] == n))];
        string[] toIdentity = [.. file.Networks.Where(n => !known.Any(r => r.Values[0] == file.Subject.Account && r.Values[1] == file.Subject.Identity && r.Values[2] == n))];
        var others = known.Where(r => r.Values[1] is { } i && i != file.Subject.Identity).Select(r => r.Values[1]!).Distinct(StringComparer.Ordinal).ToArray();
        var allKnown = file.Addresses.All(a => Behaviour.Has(file.Before.Addresses, a));
        var first = file.OwnEvents.Where(e => e[EventColumn.SourceIp] is not null).ToArray();
        string[] owners = Distinct(first, EventColumn.AsOrganization), classes = Distinct(first, EventColumn.Network), places = [.. first.Select(Place).OfType<string>().Distinct(StringComparer.Ordinal)];
        draft.Say($"From {Words.List(file.Addresses)}{(classes.Length > 0 ? $" ({Words.List(classes)})" : "")}, network {Words.List(file.Networks)}.")
            .Say(owners.Length > 0 ? $"It belongs to {Words.List(owners)}." : "Whose network it is is not known: no database of networks was given when the events were read (--geo).")
            .Say(places.Length > 0 ? $"It lies in {Words.List(places)}." : "The place is not known: no geo database was given when the events were read (--geo).")
            .Say(toAccount.Length > 0 ? $"Network {Words.List(toAccount)} was never seen in the account before." : toIdentity.Length > 0 ? $"Network {Words.List(toIdentity)} is new to the identity; {Words.Count(others.Length, "other identity")} used it before." : $"The identity used the network before; {(others.Length == 0 ? "nobody else" : Words.Count(others.Length, "other identity"))} did too.")
            .Lines("addresses", file.Addresses).Lines("networks", file.Networks).Lines("owners", owners).Lines("places", places)
            .Time("first_seen_in_lake", file.NetworkUse.First?.Micros).Lines("used_by_others", others.Order(StringComparer.Ordinal)).Number("events_before", file.NetworkUse.Events)
            .Evidence(first.TakeLast(3).Select(e => e.Mark)).Find(file.NetworkQuery)
            .Point("source.new_to_account", toAccount.Length > 0 && file.HistoryDays > 3, $"network {Words.List(toAccount)} was never seen in the account")
            .Point("source.new_to_identity", toAccount.Length == 0 && toIdentity.Length > 0, $"network {Words.List(toIdentity)} is new to the identity, but known in the account")
            .Point("source.known_address", allKnown, "all addresses are known of the identity")
            .Point("source.known_network", toIdentity.Length == 0 && !allKnown, "the network is known of the identity")
            .Point("source.shared", toAccount.Length == 0 && others.Length >= 3, $"{others.Length} other identities use the network");
    }

    private static string[] Distinct(IEnumerable<CaseEvent> events, EventColumn column) => [.. events.Select(e => e[column]).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? Place(CaseEvent e) => e[EventColumn.Country] is { } country ? string.Join(", ", new[] { e[EventColumn.City], e[EventColumn.GeoRegion], country }.OfType<string>()) : null;
}
