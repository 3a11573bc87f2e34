using System.Globalization;
using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Who made a session: the calls that gave out its credentials, from the last back to a person or service.</summary>
/// <param name="Steps">The nearest first.</param>
/// <param name="Missing">Why the chain ends before a person or service; null when it does not.</param>
public sealed record SessionChain(IReadOnlyList<SessionStep> Steps, string? Missing)
{
    private const int MostSteps = 5;
    private const int MostCandidates = 500;
    private const long Second = 1_000_000;

    private static readonly EventColumn[] s_columns = [EventColumn.EventId, EventColumn.Action, EventColumn.Outcome, EventColumn.Account, EventColumn.Identity, EventColumn.IdentityType, EventColumn.InvokedBy, EventColumn.AccessKey, EventColumn.SourceAddress, EventColumn.SessionName];

    /// <summary>Calls that give out temporary credentials.</summary>
    internal static IReadOnlyList<string> Calls { get; } = ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetSessionToken", "GetFederationToken", "CreateSession"];

    /// <summary>Follows the most used temporary key of the subject back. The call that gave it out was made when the session says that it was created.</summary>
    internal static SessionChain Read(CaseFile file)
    {
        var steps = new List<SessionStep>();
        var most = file.Keys is [var first, ..] ? first : null;
        var of = file.OwnEvents.LastOrDefault(e => e[EventColumn.AccessKey] == most) ?? file.LastEvent;
        if (of is null) return new SessionChain(steps, "the events behind it are not in the lake");
        while (steps.Count < MostSteps)
        {
            if (Created(of) is not { } created) return new SessionChain(steps, of[EventColumn.IdentityType] is "AssumedRole" or "FederatedUser" ? "the record does not say when the session was made" : null);
            if (of[EventColumn.AccessKey] is not { } key) return new SessionChain(steps, "the record names no key of the session");
            var query = new EventsQuery(of[EventColumn.Account], CaseFile.OneOf(EventColumn.Action, Calls), new During(created - (5 * Second), created + (60 * Second)));
            if ((Gave(file, query, key) ?? Gave(file, query with { Account = null }, key)) is not { } made) // in its own account, else in any
                return new SessionChain(steps, $"the lake has no call that gave out key {key}");
            steps.Add(new SessionStep(made, made[EventColumn.Identity] ?? made[EventColumn.InvokedBy] ?? "unknown", made.Text("requestParameters", "roleArn"), made[EventColumn.SourceAddress]));
            of = made;
        }

        return new SessionChain(steps, string.Create(CultureInfo.InvariantCulture, $"it has more than {MostSteps} steps"));
    }

    private static CaseEvent? Gave(CaseFile file, EventsQuery query, string key) =>
        file.Search(query, MostCandidates, s_columns).LastOrDefault(e => e.Text("responseElements", "credentials", "accessKeyId") == key);

    /// <summary>When the session behind an event was made, microseconds; null when the record does not say.</summary>
    internal static long? Created(CaseEvent e) =>
        e.Member("userIdentity", "sessionContext", "attributes", "creationDate") is { ValueKind: JsonValueKind.String } date
        && DateTimeOffset.TryParse(date.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? (time.UtcTicks - DateTime.UnixEpoch.Ticks) / 10 : null;
}
