using Offtrail.Rules;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>The figures of a triage, each counted anew from all records with nothing but LINQ. What a figure means stands in docs/triage.md.</summary>
internal sealed class TriageTwin(IReadOnlyList<PlainEvent> all, Subject subject)
{
    private const long Hour = 3_600_000_000;
    private const long Day = 24 * Hour;

    private long KnownTo => subject.First - (6 * Hour);

    private PlainEvent[] Behind => [.. all.Where(e => subject.EventIds.Contains(e.Id)).OrderByDescending(e => e.Micros).ThenBy(e => e.Id, StringComparer.Ordinal).Take(CaseFile.MostEvents).OrderBy(e => e.Micros).ThenBy(e => e.Id, StringComparer.Ordinal)];

    private PlainEvent[] Own => [.. Behind.Where(e => e.Identity == subject.Identity && e.Account == subject.Account)];

    private IEnumerable<PlainEvent> Identity => all.Where(e => e.Identity == subject.Identity && e.Account == subject.Account);

    private PlainEvent[] Before => [.. Identity.Where(e => e.Micros < KnownTo)];

    private IEnumerable<PlainEvent> AccountBefore => all.Where(e => e.Account == subject.Account && e.Micros < KnownTo);

    /// <summary>By question and figure; null where the figure may not be there.</summary>
    public Dictionary<string, string?> Figures()
    {
        var f = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (Own.Length == 0) return f;
        Error(f);
        Enumeration(f);
        Identities(f);
        Habits(f);
        Key(f);
        Source(f);
        Hours(f);
        Reach(f);
        Peers(f);
        f["request.calls"] = Counts(Own.GroupBy(e => e.Call), 20, byKind: true);
        return f;
    }

    private void Error(Dictionary<string, string?> f)
    {
        PlainEvent[] failed = [.. Own.Where(e => e.Failed)];
        if (failed.Length == 0) return;
        f["retry.succeeded"] = Counts(Identity.Where(e => e.Micros >= failed[0].Micros && e.Micros < subject.Last + Day && !e.Failed && failed.Any(o => o.Action == e.Action)).OrderByDescending(e => e.Micros).ThenBy(e => e.Id, StringComparer.Ordinal).Take(200)
            .Where(e => failed.Any(o => o.Action == e.Action && o.Micros <= e.Micros && (o.Names.Count == 0 || o.Names.Intersect(e.Names).Any()))).GroupBy(e => e.Action!));
        var code = Own.Where(e => e.Error is not null).GroupBy(e => e.Error!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        var call = failed.GroupBy(e => e.Action!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        PlainEvent[] with = [.. all.Where(e => e.Micros <= subject.Last && (code is null ? e.Failed && e.Error is null && e.Action == call : e.Error == code)).OrderBy(e => e.Micros)];
        f["error.code"] = code ?? "none";
        f["error.first_seen"] = AlertDocument.Time(with[0].Micros);
        f["error.last_seen"] = AlertDocument.Time(with[^1].Micros);
        f["error.events"] = with.Length.ToString();
        f["error.accounts"] = Counts(with.GroupBy(e => e.Account));
        f["error.services"] = Counts(with.GroupBy(e => e.Provider!));
        f["error.identities"] = Counts(with.Where(e => e.Identity is not null).GroupBy(e => e.Identity!));
        f["error.by_day"] = string.Join("; ", with.GroupBy(e => AlertDocument.Time(e.Micros)[..10]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));
    }

    private void Enumeration(Dictionary<string, string?> f)
    {
        var worst = Identity.Where(e => e.Micros >= subject.First - Hour && e.Micros <= subject.Last + Hour).GroupBy(e => e.Micros / Hour)
            .OrderByDescending(h => h.Where(e => e.Failed).Select(e => e.Call).Distinct().Count()).ThenByDescending(h => h.Key * Hour <= subject.Last && (h.Key + 1) * Hour > subject.First)
            .ThenByDescending(h => h.Select(e => e.Call).Distinct().Count()).ThenBy(h => h.Key).First();
        PlainEvent[] refused = [.. worst.Where(e => e.Failed && (e.Error is { } c ? new[] { "AccessDenied", "Unauthorized", "NotAuthorized", "Forbidden", "AuthFailure", "AuthorizationError", "InvalidClientTokenId" }.Any(c.Contains) : e.Action == "ConsoleLogin"))];
        f["enumeration.different_calls_refused"] = refused.Select(e => e.Call).Distinct().Count().ToString();
        f["enumeration.refusals"] = refused.Length.ToString();
        f["enumeration.hour"] = AlertDocument.Time(worst.Key * Hour);
        f["enumeration.different_calls"] = worst.Select(e => e.Call).Distinct().Count().ToString();
        f["enumeration.different_calls_failed"] = worst.Where(e => e.Failed).Select(e => e.Call).Distinct().Count().ToString();
        f["enumeration.events"] = worst.Count().ToString();
        f["enumeration.failures"] = worst.Count(e => e.Failed).ToString();
    }

    private void Identities(Dictionary<string, string?> f)
    {
        var recently = Identity.Where(e => e.Micros >= Math.Min(subject.First - Hour, subject.Last - Day) && e.Micros <= subject.Last + Hour);
        var first = (Before.Length > 0 ? Before : recently).Min(e => e.Micros);
        var (field, calls) = subject.Identity!.Contains(":user/", StringComparison.Ordinal) ? ("userName", new[] { "CreateUser" }) : ("roleName", ["CreateRole"]);
        var made = all.Where(e => e.Account == subject.Account && calls.Contains(e.Action) && !e.Failed && e.Micros <= first && e.Micros >= first - (7 * Day) && e.Text("requestParameters", field) == subject.Identity[(subject.Identity.LastIndexOf('/') + 1)..]).OrderBy(e => e.Micros).LastOrDefault();
        f["identity.first_seen"] = AlertDocument.Time(first);
        f["identity.events_before"] = Before.Length.ToString();
        f["identity.type"] = Own[^1].Type;
        f["identity.mfa"] = Own[^1].Text("userIdentity", "sessionContext", "attributes", "mfaAuthenticated")
            ?? Own.LastOrDefault(e => e.Action == "ConsoleLogin" && !e.Failed && e.Text("additionalEventData", "MFAUsed") is "Yes" or "No")?.Text("additionalEventData", "MFAUsed") switch { "Yes" => "true", "No" => "false", _ => "unknown" };
        f["identity.created_by"] = made?.Identity;
        var key = Own.Where(e => e.Key is not null).GroupBy(e => e.Key!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        var step = key is null ? null : all.Where(e => e.Text("responseElements", "credentials", "accessKeyId") == key).MaxBy(e => e.Micros);
        if (step is not null && Own.Last(e => e.Key == key).Text("userIdentity", "sessionContext", "attributes", "creationDate") is not null) f["chain.first_step"] = $"{step.Identity} {step.Action}";
    }

    private void Habits(Dictionary<string, string?> f)
    {
        f["habits.events_before"] = Before.Length.ToString();
        f["habits.active_hours_before"] = Before.Select(e => e.Micros / Hour).Distinct().Count().ToString();
        if (Before.Length < 20) return;
        New("calls", e => e.Action);
        New("services", e => e.Provider);
        New("regions", e => e.Region);
        New("clients", e => e.Client);
        New("networks", e => e.Network);
        New("errors", e => e.Error);
        f["habits.usual_regions"] = Counts(Before.Where(e => e.Region is not null).GroupBy(e => e.Region!));

        void New(string name, Func<PlainEvent, string?> of)
        {
            var known = Before.Select(of).ToHashSet();
            f[$"habits.new_{name}"] = string.Join("; ", Own.Select(of).OfType<string>().Where(v => !known.Contains(v)).Distinct().Order(StringComparer.Ordinal));
        }
    }

    private void Key(Dictionary<string, string?> f)
    {
        var key = Own.Where(e => e.Key is not null).GroupBy(e => e.Key!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        if (key is null) return;
        PlainEvent[] uses = [.. all.Where(e => e.Account == subject.Account && e.Key == key && e.Micros <= subject.Last + Hour && (key.StartsWith("AKIA", StringComparison.Ordinal) || e.Micros >= subject.First - (36 * Hour)))];
        f["key.key"] = key;
        f["key.addresses"] = Counts(uses.Where(e => e.Address is not null).GroupBy(e => e.Address!));
        f["key.regions"] = Counts(uses.Where(e => e.Region is not null).GroupBy(e => e.Region!));
        f["key.networks_at_once"] = string.Join("; ", AtOnce([.. uses.Where(e => e.Micros >= KnownTo && e.Network is not null).OrderBy(e => e.Micros)]).Distinct().Order(StringComparer.Ordinal).Take(10));
        f["key.first_use"] = AlertDocument.Time(uses.Min(e => e.Micros));
        f["key.last_use"] = AlertDocument.Time(uses.Max(e => e.Micros));
    }

    /// <summary>Networks of which a use lies within five minutes of another's, or between two of another's that are an hour apart at most.</summary>
    private static IEnumerable<string> AtOnce(PlainEvent[] uses)
    {
        for (var i = 0; i < uses.Length; i++)
        {
            for (var j = i + 1; j < uses.Length && uses[j].Micros <= uses[i].Micros + Hour; j++)
            {
                string[] pair = uses[i].Network != uses[j].Network ? uses[j].Micros - uses[i].Micros <= Hour / 12 ? [uses[i].Network!, uses[j].Network!] : []
                    : [.. uses[i..j].Where(u => u.Network != uses[i].Network && u.Micros > uses[i].Micros && u.Micros < uses[j].Micros).SelectMany(u => new[] { u.Network!, uses[i].Network! })];
                foreach (var network in pair) yield return network;
            }
        }
    }

    private void Source(Dictionary<string, string?> f)
    {
        string[] clients = [.. Own.Select(e => e.Client).OfType<string>().Distinct()];
        if (clients.Length > 0) f["client.other_identities"] = AccountBefore.Where(e => clients.Contains(e.Client) && e.Identity is not null && e.Identity != subject.Identity).Select(e => e.Identity).Distinct().Count().ToString();
        string[] networks = [.. Own.Select(e => e.Network).OfType<string>().Distinct()];
        if (networks.Length == 0) return;
        PlainEvent[] users = [.. all.Where(e => e.Micros < KnownTo && networks.Contains(e.Network))];
        string[] unusual = [.. networks.Where(n => !Before.Any(e => e.Network == n))];
        f["source.networks_before"] = string.Join("; ", networks.Select(n => $"{n}: {Since("in the account", AccountBefore, n)}, {Since("with the identity", Before, n)}").Order(StringComparer.Ordinal));
        f["source.events_before"] = users.Length.ToString();
        f["source.used_by_others"] = string.Join("; ", users.Where(e => unusual.Length == 0 || unusual.Contains(e.Network)).Select(e => e.Identity).OfType<string>().Where(i => i != subject.Identity).Distinct().Order(StringComparer.Ordinal).Take(10));
        string[] addresses = [.. Own.Select(e => e.Ip).OfType<string>().Distinct()];
        f["ec2.instances_of_addresses"] = string.Join("; ", users.Where(e => e.Instance is not null && addresses.Contains(e.Ip)).Select(e => $"{e.Ip} {e.Instance} in {e.Account}").Distinct().Order(StringComparer.Ordinal).Take(10));
        string[] instances = [.. Own.Select(e => e.Instance).OfType<string>().Distinct()];
        if (instances.Length > 0)
            f["ec2.away_from"] = string.Join("; ", Own.Where(e => e.Instance is not null && e.Ip is not null).Select(e => e.Ip!).Distinct().Where(a => !AccountBefore.Any(b => instances.Contains(b.Instance) && b.Address == a)).Order(StringComparer.Ordinal));
    }

    private static string Since(string where, IEnumerable<PlainEvent> events, string network) =>
        events.Where(e => e.Network == network).Select(e => (long?)e.Micros).Min() is { } first ? $"{where} since {AlertDocument.Time(first)[..16].Replace('T', ' ')} UTC" : $"never {where}";

    private void Hours(Dictionary<string, string?> f)
    {
        long[] active = [.. Before.Select(e => e.Micros / Hour).Distinct()];
        if (active.Length < 20) return;
        var now = DateTime.UnixEpoch.AddTicks(subject.First * 10);
        f["hour.share_near"] = Number((double)active.Count(h => Math.Abs((DateTime.UnixEpoch.AddHours(h).Hour - now.Hour + 36) % 24 - 12) <= 1) / active.Length);
        f["hour.hours_of_week"] = string.Join("; ", active.Select(h => DateTime.UnixEpoch.AddHours(h)).GroupBy(h => (Day: ((int)h.DayOfWeek + 6) % 7, h.Hour)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Hour)
            .Select(g => $"{new[] { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" }[g.Key.Day]} {g.Key.Hour:00}:00 {g.Count()}"));
    }

    private void Reach(Dictionary<string, string?> f)
    {
        string[] networks = [.. Own.Select(e => e.Network).OfType<string>()];
        PlainEvent[] day = [.. Identity.Where(e => e.Micros >= subject.Last - Day && e.Micros < subject.Last + Day)];
        PlainEvent[] here = [.. day.Where(e => networks.Length == 0 || networks.Contains(e.Network))];
        f["reach.services"] = Counts(here.Where(e => !e.Failed).GroupBy(e => e.Provider!));
        f["reach.calls_from_other_networks"] = (day.Length - here.Length).ToString();
    }

    private void Peers(Dictionary<string, string?> f)
    {
        string[] actions = [.. Own.Select(e => e.Action).OfType<string>().Distinct()];
        f["peers.calls_of_nobody"] = string.Join("; ", actions.Where(a => !AccountBefore.Any(e => e.Action == a)).Order(StringComparer.Ordinal).Take(10));
        f["peers.calls_of_this_identity_only"] = string.Join("; ", actions.Where(a => AccountBefore.Any(e => e.Action == a) && !AccountBefore.Any(e => e.Action == a && e.Identity != subject.Identity && e.Identity is not null)).Order(StringComparer.Ordinal).Take(10));
    }

    /// <summary>Values with counts, ten at most, as a text: most first, then by the value's bytes.</summary>
    private static string Counts(IEnumerable<IGrouping<string, PlainEvent>> groups, int most = 10, bool byKind = false) =>
        string.Join("; ", groups.OrderByDescending(g => byKind ? (int)CallKinds.Of(g.First().Action!, g.First().Text("readOnly")) : 0).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(most).Select(g => $"{g.Key} {g.Count()}"));

    private static string Number(double number) => number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A figure of a result in the twin's form.</summary>
    public static string? Of(TriageResult result, string name)
    {
        var (question, figure) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        if (name == "chain.first_step") return result["chain"].Figures.FirstOrDefault(f => f.Name == "steps")?.Counts![0].Value.Split(" →")[0];
        var found = result[question].Figures.FirstOrDefault(f => f.Name == figure);
        if (found is null) return null;
        if (found.Number is { } number) return Number(number);
        if (found.Text is { } text) return text;
        return found.Counts!.Any(c => c.Count > 0) ? string.Join("; ", found.Counts!.Select(c => $"{c.Value} {c.Count}")) : string.Join("; ", found.Counts!.Select(c => c.Value).Order(StringComparer.Ordinal));
    }
}
