using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>EC2: whose the address is, as far as the trail tells, and whether credentials of an instance were used away from it.</summary>
internal sealed class Ec2Question : IQuestion
{
    private const int MostMakings = 300;

    /// <summary>Calls whose records name addresses of our accounts; the last one private addresses only.</summary>
    private static readonly string[] s_calls = ["AllocateAddress", "AssociateAddress", "CreateNetworkInterface", "RunInstances"];

    /// <inheritdoc/>
    public string Id => "ec2";

    /// <inheritdoc/>
    public string Asks => "Is the address an instance of ours?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Addresses.Count == 0)
        {
            draft.Say("No address is behind it.");
            return;
        }

        var query = new EventsQuery(null, CaseFile.OneOf(EventColumn.SourceIp, file.Addresses), new During(long.MinValue, file.Subject.Last + 1));
        TallyRow[] users = [.. file.InstanceUse.Rows.Where(r => r.Values[1] is not null && file.Addresses.Contains(r.Value))];
        var named = Makings(file).Where(e => !e.Failed && file.Addresses.Any(a => Names(e.Record, a))).ToArray();
        var owned = file.Addresses.SelectMany(a => file.Inventory.Of(a, file.Subject.Account)).ToArray();
        string[] ours = [.. file.Addresses.Where(a => users.Any(r => r.Values[0] == a) || named.Any(e => Names(e.Record, a)) || owned.Any(o => o.Address == a))];
        string[] instances = [.. file.OwnEvents.Select(e => e[EventColumn.InstanceId]).OfType<string>().Distinct(StringComparer.Ordinal)];
        var networks = file.OwnEvents.Select(e => e[EventColumn.Network]).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        draft.Say(ours.Length == 0
                ? $"As far as the trail tells, no: no session named after an instance, no AllocateAddress, AssociateAddress or network interface before names {Words.List(file.Addresses)}.{(networks.Any(n => n.Contains("ec2", StringComparison.Ordinal)) ? " It belongs to EC2, so to another AWS customer or to an instance that the trail has not shown yet." : networks.All(n => n is "public") ? " Whether it is another AWS customer's is known only where AWS's ranges were given when the events were read (--aws-ranges)." : "")}"
                : users.Length == 0 && named.Length == 0 ? $"Yes: {Words.List(ours)} is of our own accounts."
                : $"Yes: {Words.List(ours)} {(users.Length > 0 ? $"was used by {Words.List(users.Select(r => r.Values[1]!).Distinct(StringComparer.Ordinal))}" : $"is named by {Words.List(named.Select(e => e[EventColumn.Action]!).Distinct(StringComparer.Ordinal))}")}.")
            .Say(file.Inventory.AsOf is not { } asOf ? "" : owned.Length == 0 ? $"The inventory as of {Words.Time(asOf)} does not have it." : $"The inventory as of {Words.Time(asOf)} has it: {Words.List(owned.Select(Words.Of))}.")
            .Lines("inventory", owned.Select(o => $"{o.Address} {o.Kind} {o.Id}{(o.Instance is { } i && i != o.Id ? $" of {i}" : "")} in {o.Account} {o.Region}"))
            .Lines("instances_of_addresses", users.Select(r => $"{r.Values[0]} {r.Values[1]} in {r.Values[2]}")).Lines("named_by", named.Select(e => $"{e[EventColumn.Action]} {Words.Time(e.Micros)}"))
            .Evidence(named.Select(e => e.Mark)).Find(query)
            .Point("ec2.own_address", ours.Length == file.Addresses.Count, "the address is an instance's of ours");
        if (instances.Length > 0) Away(file, instances, draft);
    }

    /// <summary>The newest calls that gave out addresses until the subject's end. One search a call: for a single value the engine passes over what can't have it.</summary>
    private static IEnumerable<CaseEvent> Makings(CaseFile file)
    {
        var isPrivate = file.Addresses.Any(a => file.OwnEvents.Any(e => e[EventColumn.SourceIp] == a && e[EventColumn.Network] == "private"));
        var until = new During(long.MinValue, file.Subject.Last + 1);
        return file.Search([.. (isPrivate ? s_calls : s_calls[..^1]).Select(c => (new EventsQuery(null, CaseFile.OneOf(EventColumn.Action, [c]), until), MostMakings))], [EventColumn.EventId, EventColumn.Action, EventColumn.Outcome])
            .SelectMany(f => f).OrderBy(e => e.Micros).ThenBy(e => e.Id, StringComparer.Ordinal).TakeLast(MostMakings);
    }

    /// <summary>The credentials are an instance's: where it called from until now.</summary>
    private static void Away(CaseFile file, string[] instances, AnswerDraft draft)
    {
        var usual = file.Count(new EventsQuery(file.Subject.Account, CaseFile.OneOf(EventColumn.InstanceId, instances), new During(long.MinValue, file.KnownTo)), new TallySet(EventColumn.SourceAddress))[0];
        string[] away = [.. file.OwnEvents.Where(e => e[EventColumn.InstanceId] is not null && e[EventColumn.SourceIp] is not null).Select(e => e[EventColumn.SourceIp]!).Distinct(StringComparer.Ordinal).Where(a => !Behaviour.Has(usual, a))];
        var beside = file.Company.Where(a => a.Shares.Contains("instance")).ToArray();
        draft.Say(usual.Rows.Count == 0 ? $"The credentials are those of instance {Words.List(instances)}, of which nothing was seen before."
                : away.Length == 0 ? $"The credentials are those of instance {Words.List(instances)}, used from where it usually calls."
                : $"The credentials are those of instance {Words.List(instances)}, but {Words.List(away)} is none of the {Words.Count(usual.Groups, "address")} from which it called before.")
            .Say(beside.Length == 0 ? "No other alert within 48 hours is about the instance." : $"{Words.Count(beside.Length, "other alert")} within 48 hours {(beside.Length == 1 ? "is" : "are")} about the instance: {Words.List(beside.Select(b => b.RuleName).Distinct(StringComparer.Ordinal))}.")
            .Number("alerts_on_instance", beside.Length).Lines("instances", instances).Counts("usual_addresses_of_instances", usual).Lines("away_from", away)
            .Point("ec2.away", usual.Rows.Count > 0 && away.Length > 0, "credentials of an instance were used away from it")
            .Point("ec2.at_home", usual.Rows.Count > 0 && away.Length == 0, "credentials of an instance were used where it always is");
    }

    /// <summary>Whether any text of a record is this address.</summary>
    private static bool Names(JsonElement element, string address) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(m => m.Name != "sourceIPAddress" && Names(m.Value, address)),
        JsonValueKind.Array => element.EnumerateArray().Any(i => Names(i, address)),
        JsonValueKind.String => element.ValueEquals(address),
        _ => false,
    };
}
