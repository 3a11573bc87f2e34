using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>
/// What the subject made that acts by itself afterwards (users, roles, keys, sessions), what those made in turn, and what all of them did until a day behind
/// the subject. One list: the reach, the next steps and the alerts beside it go by it.
/// </summary>
/// <param name="Things">In the order in which they were made.</param>
/// <param name="Acts">Their calls by account, identity, service, name and whether the call only reads; in all accounts.</param>
/// <param name="Events">The calls that made them, and what those that they made changed, oldest first: at most some hundred.</param>
/// <param name="Query">What finds their calls; null when nothing was made.</param>
public sealed record MadeThings(IReadOnlyList<MadeThing> Things, Tally Acts, IReadOnlyList<CaseEvent> Events, EventsQuery? Query)
{
    private const int MostRounds = 4;
    private const int MostOfRound = 200;
    private const long Day = 86_400_000_000;

    /// <summary>Calls that make something that acts by itself.</summary>
    private static readonly string[] s_calls = ["CreateUser", "CreateRole", "CreateAccessKey", .. SessionChain.Calls];

    private static readonly TallySet s_acts = new(EventColumn.Account, EventColumn.Identity, EventColumn.Provider, EventColumn.Action, EventColumn.ReadOnly, EventColumn.SourceNetwork);

    /// <summary>Nothing.</summary>
    private static MadeThings None { get; } = new([], Tally.Empty, [], null);

    /// <summary>Reads them, round by round. Without a call that makes something nothing is read.</summary>
    internal static MadeThings Read(CaseFile file)
    {
        if (!file.ReachedCalls.Rows.Any(Makes)) return None;
        var reach = file.ReachQuery;
        var (things, events, acts) = (new List<MadeThing>(), new List<CaseEvent>(), Tally.Empty);
        EventsQuery? all = null;
        var query = reach with { During = new During(file.Subject.First, reach.During.To), Filter = reach.Filter.And(CaseFile.OneOf(EventColumn.Action, s_calls)) };
        for (var round = 0; round < MostRounds; round++)
        {
            var made = file.Search(query, MostOfRound).Where(e => !e.Failed).ToArray();
            var fresh = made.SelectMany(Of).Where(t => t.Identity != file.Subject.Identity || t.Key is not null).DistinctBy(t => (t.Kind, t.Identity, t.Key)).Where(t => !things.Any(o => (o.Kind, o.Identity, o.Key) == (t.Kind, t.Identity, t.Key))).ToArray();
            events.AddRange(made);
            things.AddRange(fresh);
            if (fresh.Length == 0) break;
            all = new EventsQuery(null, By(things), new During(things.Min(t => t.By.Micros), file.Subject.Last + Day));
            acts = Further(file, file.Count(all, s_acts)[0]);
            string[] telling = [.. acts.Rows.Where(r => r.Events > r.Failures && r.Values[3] is not null && (s_calls.Contains(r.Values[3]) || CallKinds.IsSensitive(CallKinds.Of(r.Values[3]!, r.Values[4])))).Select(r => r.Values[3]!).Distinct(StringComparer.Ordinal)];
            if (telling.Length == 0) break;
            query = all with { Filter = By(fresh).And(CaseFile.OneOf(EventColumn.Action, telling)) };
        }

        return new MadeThings([.. things.OrderBy(t => t.By.Micros)], acts, [.. events.DistinctBy(e => e.Id).OrderBy(e => e.Micros).ThenBy(e => e.Id, StringComparer.Ordinal)], all);

        static bool Makes(TallyRow row) => row.Events > row.Failures && s_calls.Contains(row.Values[1]);
    }

    /// <summary>Without what the identity itself did from where the subject called, which is counted as the identity's own; networks taken together.</summary>
    private static Tally Further(CaseFile file, Tally acts)
    {
        TallyRow[] rows = [.. acts.Rows.Where(r => r.Values[0] != file.Subject.Account || r.Values[1] != file.Subject.Identity || r.Values[5] is not { } network || !file.Networks.Contains(network))
            .GroupBy(r => (r.Values[0], r.Values[1], r.Values[2], r.Values[3], r.Values[4]))
            .Select(g => new TallyRow([.. g.First().Values.Take(5)], 0, g.Sum(r => r.Events), g.Sum(r => r.Failures), g.MinBy(r => r.First.Micros)!.First, g.MaxBy(r => r.Last.Micros)!.Last))
            .OrderByDescending(r => r.Events)];
        return new Tally(rows, rows.Length);
    }

    /// <summary>What a call made: nothing, or one thing.</summary>
    private static IEnumerable<MadeThing> Of(CaseEvent e)
    {
        var account = e[EventColumn.Account] ?? "unknown";
        switch (e[EventColumn.Action])
        {
            case "CreateUser" when e.Text("requestParameters", "userName") is { } user:
                yield return new MadeThing(MadeKind.User, e.Text("responseElements", "user", "arn") ?? User(account, user), account, null, e);
                break;
            case "CreateRole" when e.Text("requestParameters", "roleName") is { } role:
                yield return new MadeThing(MadeKind.Role, e.Text("responseElements", "role", "arn") ?? $"arn:aws:iam::{account}:role/{role}", account, null, e);
                break;
            case "CreateAccessKey" when e.Text("responseElements", "accessKey", "accessKeyId") is { } key:
                var owner = e.Text("responseElements", "accessKey", "userName") ?? e.Text("requestParameters", "userName");
                yield return new MadeThing(MadeKind.Key, owner is null ? e[EventColumn.Identity] ?? "unknown" : User(account, owner), account, key, e);
                break;
            default:
                if (e.Text("responseElements", "credentials", "accessKeyId") is { } session)
                {
                    var of = e.Text("requestParameters", "roleArn") ?? e[EventColumn.Identity] ?? "unknown";
                    yield return new MadeThing(MadeKind.Session, of, AwsNames.AccountOf(of) ?? account, session, e);
                }

                break;
        }
    }

    private static string User(string account, string name) => $"arn:aws:iam::{account}:user/{name}";

    /// <summary>The calls of these things: those with their keys, and all of the users and roles that were made.</summary>
    private static Filter By(IReadOnlyList<MadeThing> things)
    {
        string[] keys = [.. things.Select(t => t.Key).OfType<string>().Distinct(StringComparer.Ordinal)], identities = [.. things.Where(t => t.Key is null).Select(t => t.Identity).Distinct(StringComparer.Ordinal)];
        return keys.Length == 0 ? CaseFile.OneOf(EventColumn.Identity, identities) : identities.Length == 0 ? CaseFile.OneOf(EventColumn.AccessKey, keys)
            : new AnyOf([CaseFile.OneOf(EventColumn.AccessKey, keys), CaseFile.OneOf(EventColumn.Identity, identities)]);
    }
}
