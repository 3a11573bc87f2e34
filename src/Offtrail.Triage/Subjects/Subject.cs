using System.Text.Json;
using Offtrail.Rules;

namespace Offtrail.Triage;

/// <summary>What is triaged: an alert, or the alerts of an incident taken as one.</summary>
/// <param name="Kind">"alert" or "incident".</param>
/// <param name="Id">Its id.</param>
/// <param name="Alerts">The alert, or those of the incident, by their first event. At least one.</param>
public sealed record Subject(string Kind, string Id, IReadOnlyList<SubjectAlert> Alerts)
{
    /// <summary>The account in whose trail most of the rarest alert's events stand.</summary>
    public required string Account { get; init; }

    /// <summary>Who acted in most of the rarest alert's events; null when they name nobody.</summary>
    public required string? Identity { get; init; }

    /// <summary>Others who acted, most events first.</summary>
    public required IReadOnlyList<string> OtherIdentities { get; init; }

    /// <summary>Ids of the events behind it, oldest alert first; an alert names at most 1,000.</summary>
    public required IReadOnlyList<string> EventIds { get; init; }

    /// <summary>How many events the alerts count; one that is behind two alerts counts twice.</summary>
    public required long EventCount { get; init; }

    /// <summary>The incident that an alert belongs to; null for an incident itself and for an alert of none.</summary>
    public string? Incident { get; init; }

    /// <summary>Values that the alerts keep of a field, most events first.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; }

    /// <summary>ARNs of the sessions behind it that are named after an instance.</summary>
    public IReadOnlyList<string> InstanceSessions => [.. Values.GetValueOrDefault(AlertFields.IdentityArn, []).Where(a => a.Contains(":assumed-role/", StringComparison.Ordinal) && a.Contains("/i-", StringComparison.Ordinal))];

    /// <summary>Time of the first event, microseconds since 1970 UTC.</summary>
    public long First => Alerts.Min(a => a.First);

    /// <summary>Time of the last event, microseconds.</summary>
    public long Last => Alerts.Max(a => a.Last);

    /// <summary>The alert that is the rarest for its rule.</summary>
    public SubjectAlert Rarest => Alerts.MaxBy(a => a.Score)!;

    /// <summary>Makes a subject from the alerts' documents.</summary>
    /// <param name="kind">"alert" or "incident".</param>
    /// <param name="id">Its id.</param>
    /// <param name="alerts">At least one, with documents.</param>
    public static Subject Of(string kind, string id, IReadOnlyList<SubjectAlert> alerts)
    {
        SubjectAlert[] ordered = [.. alerts.OrderBy(a => a.First).ThenBy(a => a.Id, StringComparer.Ordinal)];
        var counts = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        var ids = new List<string>();
        long events = 0;
        foreach (var alert in ordered)
        {
            using var document = JsonDocument.Parse(alert.Document);
            var own = document.RootElement.GetProperty("offtrail").GetProperty("alert");
            ids.AddRange(own.GetProperty("event_ids").EnumerateArray().Select(i => i.GetString()!));
            events += own.GetProperty("event_count").GetInt64();
            foreach (var field in own.GetProperty("values").EnumerateObject())
            {
                if (!counts.TryGetValue(field.Name, out var values)) counts.Add(field.Name, values = new Dictionary<string, long>(StringComparer.Ordinal));
                foreach (var value in field.Value.EnumerateArray()) values[value.GetProperty("value").GetString()!] = values.GetValueOrDefault(value.GetProperty("value").GetString()!) + value.GetProperty("count").GetInt64();
            }
        }

        var byField = counts.ToDictionary(c => c.Key, c => (IReadOnlyList<string>)[.. c.Value.OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key)], StringComparer.Ordinal);
        var rarest = ordered.MaxBy(a => a.Score)!;
        var most = rarest.Values(AlertFields.Identity) is [var top, ..] ? top : null; // of the rarest alert, since an incident may be of several
        string[] identities = [.. (most is null ? [] : new[] { most }).Concat(byField.GetValueOrDefault(AlertFields.Identity, [])).Distinct(StringComparer.Ordinal)];
        return new Subject(kind, id, ordered)
        {
            Account = rarest.Values(AlertFields.Account) is [var account, ..] ? account : "unknown",
            Identity = identities is [var identity, ..] ? identity : null,
            OtherIdentities = [.. identities.Skip(1)],
            EventIds = [.. ids.Distinct(StringComparer.Ordinal)],
            EventCount = events,
            Values = byField,
        };
    }
}
