using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>The source: address, network and place, since when they are known, and who else uses them.</summary>
internal sealed class SourceQuestion : IQuestion
{
    private const long Hour = 3_600_000_000;

    /// <inheritdoc/>
    public string Id => "source";

    /// <inheritdoc/>
    public string Asks => "Where did it come from?";

    /// <inheritdoc/>
    public string? KeptIn => Rules.AlertFields.Address;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Addresses.Count == 0)
        {
            var via = file.OwnEvents.Select(e => e[EventColumn.SourceAddress]).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
            draft.Say(via.Length > 0 ? $"The calls came through AWS itself ({Words.List(via)}), so no address is known." : "The records name no address.").Lines("through", via)
                .Point("source.aws", via.Length > 0, "the calls came through AWS itself");
            return;
        }

        var known = file.NetworkUse.Rows;
        var settled = file.Company.Where(a => a.Shares.Contains("source")).Select(a => a.First - Hour).DefaultIfEmpty(long.MaxValue).Min(); // what came with an alert beside it makes no network known
        string[] toAccount = [.. file.Networks.Where(n => !known.Any(r => r.Values[0] == file.Subject.Account && r.Values[2] == n && r.First.Micros < settled))];
        string[] toIdentity = [.. file.Networks.Where(n => !known.Any(r => r.Values[0] == file.Subject.Account && r.Values[1] == file.Subject.Identity && r.Values[2] == n))];
        var unusual = toAccount.Concat(toIdentity).ToHashSet(StringComparer.Ordinal); // what is said of others is about what is new, not about where it always is
        var others = known.Where(r => (unusual.Count == 0 || unusual.Contains(r.Values[2]!)) && r.Values[1] is { } i && i != file.Subject.Identity).Select(r => r.Values[1]!).Distinct(StringComparer.Ordinal).ToArray();
        var allKnown = file.Addresses.All(a => Behaviour.Has(file.Before.Addresses, a));
        var first = file.OwnEvents.Where(e => e[EventColumn.SourceIp] is not null).ToArray();
        string[] owners = Distinct(first, EventColumn.AsOrganization), classes = Distinct(first, EventColumn.Network), places = [.. first.Select(Place).OfType<string>().Distinct(StringComparer.Ordinal)];
        draft.Say($"From {Words.List(file.Addresses)}{(classes.Length > 0 ? $" ({Words.List(classes)})" : "")}, network {Words.List(file.Networks)}.")
            .Say(owners.Length > 0 ? $"It belongs to {Words.List(owners)}." : "Whose network it is is not known: no database of networks was given when the events were read (--geo).")
            .Say(places.Length > 0 ? $"It lies in {Words.List(places)}." : "The place is not known: no geo database was given when the events were read (--geo).")
            .Say(toAccount.Length > 0 ? $"Network {Words.List(toAccount)} was never seen in the account before{(settled < long.MaxValue ? ", but for alerts beside this one" : "")}{file.OfShortHistory}." : toIdentity.Length > 0 ? $"Network {Words.List(toIdentity)} is new to the identity; {Words.Count(others.Length, "other identity")} used it before." : $"The identity used {(file.Networks.Count == 1 ? "the network" : "all of the networks")} before, {(others.Length == 0 ? "as nobody else did" : $"as {Words.Count(others.Length, "other identity")} did")}.")
            .Lines("addresses", file.Addresses).Lines("networks", file.Networks).Lines("owners", owners).Lines("places", places)
            .Lines("networks_before", file.Networks.Select(n => $"{n}: {Since("in the account", known.Where(r => r.Values[0] == file.Subject.Account && r.Values[2] == n))}, {Since("with the identity", known.Where(r => r.Values[0] == file.Subject.Account && r.Values[1] == file.Subject.Identity && r.Values[2] == n))}")).Lines("used_by_others", others.Order(StringComparer.Ordinal)).Number("events_before", file.NetworkUse.Events)
            .Evidence(first.TakeLast(3).Select(e => e.Mark)).Find(file.ToTheEnd(file.NetworkQuery))
            .Point("source.new_to_account", toAccount.Length > 0 && file.HistoryDays > 3, $"network {Words.List(toAccount)} was never seen in the account{file.OfShortHistory}")
            .Point("source.new_to_identity", toAccount.Length == 0 && toIdentity.Length > 0, $"network {Words.List(toIdentity)} is new to the identity, but known in the account")
            .Point("source.known_address", allKnown, "all addresses are known of the identity")
            .Point("source.known_network", toIdentity.Length == 0 && !allKnown, "the network is known of the identity")
            .Point("source.shared", toAccount.Length == 0 && others.Length >= 3, $"{others.Length} other identities use the network");
    }

    private static string Since(string where, IEnumerable<TallyRow> rows) => rows.ToArray() is { Length: > 0 } some ? $"{where} since {Words.Time(some.Min(r => r.First.Micros))}" : $"never {where}";

    private static string[] Distinct(IEnumerable<CaseEvent> events, EventColumn column) => [.. events.Select(e => e[column]).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? Place(CaseEvent e) => e[EventColumn.Country] is { } country ? string.Join(", ", new[] { e[EventColumn.City], e[EventColumn.GeoRegion], country }.OfType<string>()) : null;
}
