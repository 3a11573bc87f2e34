using System.Globalization;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Triage;

/// <summary>
/// What the lake says about a subject, read when a question first asks for it and kept for the others. Not safe for several threads.
/// </summary>
/// <remarks>
/// "Known" is what was so until six hours before the subject's first event: an attack does not begin with its alert. "Recent" is from a day before the
/// subject's last event (or an hour before its first) to an hour behind its last.
/// </remarks>
public sealed class CaseFile
{
    /// <summary>How many of the subject's events are read with their records.</summary>
    public const int MostEvents = 300;

    private const long Hour = 3_600_000_000;
    private const int MostRows = 2_000;
    private const double FewDays = 14;

    private static readonly EventColumn[] s_columns =
    [
        EventColumn.EventId, EventColumn.Provider, EventColumn.Action, EventColumn.Outcome, EventColumn.Region, EventColumn.ErrorCode, EventColumn.ReadOnly, EventColumn.IdentityType, EventColumn.IdentityArn, EventColumn.IssuerArn,
        EventColumn.AccessKey, EventColumn.InvokedBy, EventColumn.Identity, EventColumn.SourceAddress, EventColumn.SourceIp, EventColumn.UserAgent, EventColumn.Account, EventColumn.SessionName, EventColumn.InstanceId,
        EventColumn.MfaAuthenticated, EventColumn.ClientClass, EventColumn.OffensiveOs, EventColumn.Client, EventColumn.Network, EventColumn.SourceNetwork, EventColumn.Country, EventColumn.GeoRegion, EventColumn.City, EventColumn.AsOrganization,
    ];

    private readonly LakeReader _reader;
    private readonly IReadOnlyList<Segment> _segments;
    private readonly Lazy<CaseRecords> _records;
    private readonly Lazy<Tally> _hourly;
    private readonly Lazy<Tally> _reached;
    private readonly Lazy<IReadOnlyList<CaseEvent>> _own;
    private readonly Lazy<Behaviour> _before;
    private readonly Lazy<Behaviour> _recent;
    private readonly Lazy<IReadOnlyList<Tally>> _networkUse;
    private readonly Lazy<Tally> _callUse;
    private readonly Lazy<SessionChain> _chain;
    private readonly Lazy<IReadOnlyList<CaseEvent>> _telling;
    private readonly Lazy<MadeThings> _made;
    private readonly Lazy<IReadOnlyList<SubjectAlert>> _company;

    /// <summary>Opens a case; reads nothing yet.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake.</param>
    /// <param name="subject">What is triaged.</param>
    /// <param name="company">Other alerts in the two days around it that share its identity, key, address or instance.</param>
    /// <param name="inventory">Which addresses are ours. Default: none are known to be.</param>
    public CaseFile(LakeReader reader, IReadOnlyList<Segment> segments, Subject subject, IReadOnlyList<SubjectAlert> company, Inventory? inventory = null)
    {
        (_reader, _segments, Subject, Inventory) = (reader, segments, subject, inventory ?? Inventory.None);
        _records = new(() => CaseRecords.Read(this));
        _hourly = new(() => Subject.Identity is null ? Tally.Empty : Count(AroundQuery, new TallySet(EventColumn.Provider, EventColumn.Action, EventColumn.ErrorCode) { Bucket = TimeSpan.FromHours(1) })[0]);
        _reached = new(() => Subject.Identity is null ? Tally.Empty : Count(OfIdentity(ReachQuery.During), new TallySet(EventColumn.Provider, EventColumn.Action, EventColumn.ReadOnly, EventColumn.SourceNetwork))[0]);
        _telling = new(() => CaseRecords.ReadTelling(this));
        _made = new(() => MadeThings.Read(this));
        _company = new(() => [.. company, .. CompanyOfMade?.Invoke(Made.Things).Where(a => !company.Any(c => c.Id == a.Id)) ?? []]);
        _own = new(() => Subject.Identity is null ? Events : [.. Events.Where(e => e[EventColumn.Identity] == Subject.Identity && e[EventColumn.Account] == Subject.Account)]);
        _before = new(() => Read(new During(long.MinValue, KnownTo)));
        _recent = new(() => Read(Recently));
        _networkUse = new(() => Networks.Count == 0 ? [Tally.Empty, Tally.Empty] : Count(NetworkQuery, new(EventColumn.Account, EventColumn.Identity, EventColumn.SourceNetwork), new(EventColumn.SourceAddress, EventColumn.InstanceId, EventColumn.Account)));
        _callUse = new(() => Actions.Count == 0 ? Tally.Empty : Count(CallQuery, new TallySet(EventColumn.Action, EventColumn.Identity))[0]);
        _chain = new(() => SessionChain.Read(this));
    }

    /// <summary>What is triaged.</summary>
    public Subject Subject { get; }

    /// <summary>Other alerts in the two days around the subject that share its identity, key, address or instance, or are about what it made.</summary>
    public IReadOnlyList<SubjectAlert> Company => _company.Value;

    /// <summary>Finds the alerts about what the subject made; null when nobody asks.</summary>
    public Func<IReadOnlyList<MadeThing>, IReadOnlyList<SubjectAlert>>? CompanyOfMade { get; init; }

    /// <summary>What the subject made that acts by itself, and what that did.</summary>
    public MadeThings Made => _made.Value;

    /// <summary>Which addresses are ours.</summary>
    public Inventory Inventory { get; }

    /// <summary>Time of the first event of the account that the lake has, microseconds; the subject's own first when it has none.</summary>
    public long HistoryFrom => _segments.Where(s => s.Account == Subject.Account).Select(s => s.FirstMicros).DefaultIfEmpty(Subject.First).Min();

    /// <summary>Length of the account's history before the subject, in days.</summary>
    public double HistoryDays => Math.Max(0, Subject.First - HistoryFrom) / (24.0 * Hour);

    /// <summary>Of a short history how short it is, for the end of a sentence: " in a history of only 3 days"; empty from a fortnight on.</summary>
    public string OfShortHistory => HistoryDays >= FewDays ? "" : string.Create(CultureInfo.InvariantCulture, $" in a history of only {HistoryDays:0} days");

    /// <summary>How many of the subject's events the lake has no more, of those that would be looked at.</summary>
    public int MissingEvents => Math.Max(0, Math.Min(Subject.EventIds.Count, MostEvents) - Events.Count);

    /// <summary>Why nothing can be said about the events of the subject's identity: the lake has none of them. Null when it has.</summary>
    public string? Gone => OwnEvents.Count > 0 ? null
        : Events.Count > 0 ? $"None of the newest {MostEvents} events behind it is the identity's"
        : $"The events behind it are not in the lake any more{(_segments.Any(s => s.Account == Subject.Account) ? $", which begins {Words.Time(HistoryFrom)} in this account" : "")}";

    /// <summary>What is known ends here: six hours before the subject's first event, microseconds.</summary>
    public long KnownTo => Subject.First - (6 * Hour);

    /// <summary>From a day before the subject's last event, or an hour before its first, to an hour behind its last.</summary>
    public During Recently => new(Math.Min(Subject.First - Hour, Subject.Last - (24 * Hour)), Subject.Last + Hour + 1);

    /// <summary>The subject's events with their records, oldest first; at most <see cref="MostEvents"/>, the newest.</summary>
    public IReadOnlyList<CaseEvent> Events => _records.Value.Behind;

    /// <summary>Events around the subject with their records.</summary>
    public CaseRecords Records => _records.Value;

    /// <summary>Calls that changed or took something, among <see cref="ReachedCalls"/>, with their records; the newest <see cref="CaseRecords.Most"/>.</summary>
    public IReadOnlyList<CaseEvent> Telling => _telling.Value;

    /// <summary>The identity's calls by service, name, error code and hour, from an hour before the subject to an hour behind it.</summary>
    public Tally HourlyCalls => _hourly.Value;

    /// <summary>What <see cref="HourlyCalls"/> counts.</summary>
    public EventsQuery AroundQuery => OfIdentity(new During(Subject.First - Hour, Subject.Last + Hour + 1));

    /// <summary>
    /// The identity's calls from where the subject called, from 24 hours before its end to 24 hours behind it: service, call, whether it only reads, network. Who stole a
    /// key uses it elsewhere than its owner, whose work is not the subject's.
    /// </summary>
    public Tally ReachedCalls => Networks.Count == 0 ? _reached.Value : new([.. _reached.Value.Rows.Where(IsFromHere)], _reached.Value.Groups);

    /// <summary>How many calls of the identity in that time came from elsewhere.</summary>
    public long CallsElsewhere => _reached.Value.Events - ReachedCalls.Events;

    /// <summary>What <see cref="ReachedCalls"/> counts.</summary>
    public EventsQuery ReachQuery => OfIdentity(new During(Subject.Last - (24 * Hour), Subject.Last + (24 * Hour))) is var query && Networks.Count == 0 ? query : query with { Filter = query.Filter.And(OneOf(EventColumn.SourceNetwork, Networks)) };

    /// <summary>Those of the subject's identity in its account; all when they name no identity.</summary>
    public IReadOnlyList<CaseEvent> OwnEvents => _own.Value;

    /// <summary>The newest of them; null when the lake has none.</summary>
    public CaseEvent? LastEvent => OwnEvents is [.., var last] ? last : null;

    /// <summary>What the identity did until it counts as known.</summary>
    public Behaviour Before => _before.Value;

    /// <summary>What the identity did in the hours around the subject.</summary>
    public Behaviour Recent => _recent.Value;

    /// <summary>Calls behind the subject by name, most first.</summary>
    public IReadOnlyList<string> Actions => Values(EventColumn.Action, AlertFields.Action);

    /// <summary>Access keys behind it.</summary>
    public IReadOnlyList<string> Keys => Values(EventColumn.AccessKey, AlertFields.AccessKey);

    /// <summary>Addresses behind it; AWS services' names are none.</summary>
    public IReadOnlyList<string> Addresses => Values(EventColumn.SourceIp, AlertFields.Ip);

    /// <summary>Networks behind it, as jobs compare addresses.</summary>
    public IReadOnlyList<string> Networks => Values(EventColumn.SourceNetwork, null);

    /// <summary>Clients behind it, as jobs compare them.</summary>
    public IReadOnlyList<string> Clients => Values(EventColumn.Client, null);

    /// <summary>Error codes behind it.</summary>
    public IReadOnlyList<string> ErrorCodes => Values(EventColumn.ErrorCode, AlertFields.ErrorCode);

    /// <summary>Until the subject is known: who used its networks, over all accounts, by account, identity and network.</summary>
    public Tally NetworkUse => _networkUse.Value[0];

    /// <summary>Until the subject is known: by address of its networks, instance of the session (null where it is none) and account.</summary>
    public Tally InstanceUse => _networkUse.Value[1];

    /// <summary>What <see cref="NetworkUse"/> counts.</summary>
    public EventsQuery NetworkQuery => new(null, OneOf(EventColumn.SourceNetwork, Networks), new During(long.MinValue, KnownTo));

    /// <summary>Until the subject is known: who made its calls in its account, by call and identity.</summary>
    public Tally CallUse => _callUse.Value;

    /// <summary>What <see cref="CallUse"/> counts.</summary>
    public EventsQuery CallQuery => new(Subject.Account, OneOf(EventColumn.Action, Actions), new During(long.MinValue, KnownTo));

    /// <summary>Who took on the role behind the subject's session, followed back.</summary>
    public SessionChain Chain => _chain.Value;

    /// <summary>The identity's events in a stretch of time.</summary>
    public EventsQuery OfIdentity(During during) => new(Subject.Account, new HasValue(EventColumn.Identity.Name(), Subject.Identity ?? ""), during);

    /// <summary>The events that the subject's alerts name.</summary>
    public EventsQuery OfIds() => new(Subject.Values.GetValueOrDefault(AlertFields.Account, []).Count == 1 ? Subject.Account : null, OneOf(EventColumn.EventId, Subject.EventIds), new During(Subject.First, Subject.Last + 1));

    /// <summary>What a person would type to find the subject's events: their ids when they are few, else who acted in that time, which may find others too.</summary>
    public EventsQuery Behind() => FewEvents ? OfIds() : OfIds() with { Filter = OneOf(EventColumn.Identity, Distinct(EventColumn.Identity)) };

    /// <summary>Whether <see cref="Behind"/> finds the subject's events and no others.</summary>
    public bool FewEvents => Subject.EventIds.Count <= 10 || !Events.Any(e => e[EventColumn.Identity] is not null);

    /// <summary>The same query until the subject's end, so that what a person finds by it has the subject's own events too, not only what was before.</summary>
    public EventsQuery ToTheEnd(EventsQuery query) => query.Until(Subject.Last + 1);

    /// <summary>A condition on one column: one of some values.</summary>
    public static Filter OneOf(EventColumn column, IEnumerable<string> values) => values.Select(v => new HasValue(column.Name(), v)).ToArray() is [var one] ? one : new AnyOf([.. values.Select(v => new HasValue(column.Name(), v))]);

    /// <summary>Counts events, each set's 2,000 most frequent combinations.</summary>
    public IReadOnlyList<Tally> Count(EventsQuery query, params IReadOnlyList<TallySet> sets) => EventTally.By(_reader, SegmentsOf(query), query.Filter, query.During, MostRows, sets);

    /// <summary>Reads events with their records, oldest first; of more than the limit the newest.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="columns">Which columns are wanted; the fewer, the faster. Default: those that answers look at.</param>
    public IReadOnlyList<CaseEvent> Search(EventsQuery query, int limit, IReadOnlyList<EventColumn>? columns = null)
    {
        CaseEvent[] found = [.. EventSearch.Newest(_reader, SegmentsOf(query), query.Filter, query.During, limit, columns ?? s_columns).Select(CaseEvent.Of)];
        return [.. found.OrderBy(e => e.Micros).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>Does several searches, each in the account of the first; gives their events, oldest first, by search.</summary>
    internal IReadOnlyList<IReadOnlyList<CaseEvent>> Search(IReadOnlyList<(EventsQuery Query, int Limit)> searches, IReadOnlyList<EventColumn>? columns = null)
    {
        var found = searches.Select(_ => new List<CaseEvent>()).ToArray();
        foreach (var (e, parts) in EventSearch.Several(_reader, SegmentsOf(searches[0].Query), [.. searches.Select(s => new SearchPart(s.Query.Filter, s.Query.During, s.Limit))], columns ?? s_columns))
        {
            var kept = CaseEvent.Of(e);
            foreach (var part in parts) found[part].Add(kept);
        }

        return [.. found.Select(f => (IReadOnlyList<CaseEvent>)[.. f.OrderBy(e => e.Micros).ThenBy(e => e.Id, StringComparer.Ordinal)])];
    }

    private bool IsFromHere(TallyRow reached) => reached.Values[3] is { } network && Networks.Contains(network);

    private Behaviour Read(During during) => Subject.Identity is null ? new Behaviour(during) : Behaviour.Of(during, Count(OfIdentity(during), Behaviour.Sets));

    private IReadOnlyList<Segment> SegmentsOf(EventsQuery query) => query.Account is null ? _segments : [.. _segments.Where(s => s.Account == query.Account)];

    private IEnumerable<string> Distinct(EventColumn column) => Events.Select(e => e[column]).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Values of the identity's events, most first; where the lake has them no more, what the alerts kept.</summary>
    private IReadOnlyList<string> Values(EventColumn column, string? field) =>
        OwnEvents.Count == 0 ? field is null ? [] : Subject.Values.GetValueOrDefault(field, [])
        : [.. OwnEvents.Where(e => e[column] is not null).GroupBy(e => e[column]!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
}
