using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Triage;

/// <summary>The identity: what it is, how the session was signed in, since when it is there and who made it.</summary>
internal sealed class IdentityQuestion : IQuestion
{
    private const long Day = 86_400_000_000;
    private const int MostMakings = 200;
    private const int MostSignIns = 50;

    /// <inheritdoc/>
    public string Id => "identity";

    /// <inheritdoc/>
    public string Asks => "Who acted?";

    /// <inheritdoc/>
    public string? KeptIn => Rules.AlertFields.Identity;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Subject.Identity is not { } identity)
        {
            draft.Say("The events name no identity.").Find(file.Behind());
            return;
        }

        var last = file.LastEvent;
        var type = last?[EventColumn.IdentityType];
        var signIn = file.OwnEvents.LastOrDefault(e => e[EventColumn.Action] == Refusals.SignIn && !e.Failed && MfaUsed(e) is not null);
        var (mfa, isPerson) = (last?[EventColumn.MfaAuthenticated] ?? (signIn is null ? null : MfaUsed(signIn)), type is "IAMUser" or "Root");
        var without = isPerson && signIn is not null && MfaUsed(signIn) == "false";
        var asAlways = without && SignedInWithout(file);
        var since = file.Before.Hours.First?.Micros ?? file.Recent.Hours.First?.Micros;
        var made = Making(file, identity, since ?? file.Subject.First);
        var (isRoot, isYoung) = (type == "Root", since is { } s && file.Subject.First - s < 2 * Day && file.HistoryDays > 3);
        draft.Say($"{Words.Who(identity)} ({type ?? "type unknown"}) in account {file.Subject.Account}{(last?[EventColumn.SessionName] is { } session ? $", session {session}" : "")}.")
            .Say(file.Subject.OtherIdentities.Count == 0 ? "" : $"{Words.Count(file.Subject.OtherIdentities.Count, "other identity")} acted too: {Words.List(file.Subject.OtherIdentities.Select(Words.Who))}; the answers are about the first.")
            .Say(signIn is null ? "" : $"It signed in to the console {(MfaUsed(signIn) == "true" ? "with MFA" : !isPerson ? "without a second factor that AWS would see, as with single sign-on" : asAlways ? "without MFA, as it did before" : "without MFA, which the lake has not seen of it before")}.")
            .Say(signIn is not null ? "" : mfa switch { "true" => "The session was signed in with MFA.", "false" => type is "AssumedRole" ? "The session was made without MFA, as those of services and of single sign-on are." : "The session was signed in without MFA.", _ => "The record does not say whether MFA was used." })
            .Say(since is null ? "" : since - file.HistoryFrom < Day ? $"It is there since the history begins ({Words.Time(file.HistoryFrom)})." : $"Its first event was {Words.Time(since.Value)}, {Words.Span(file.Subject.First - since.Value)} before the alert.")
            .Say(made is null ? "The lake has no call that created it." : $"{Words.Who(made[EventColumn.Identity])} created it {Words.Time(made.Micros)} ({made[EventColumn.Action]}).")
            .Text("identity", identity).Text("type", type).Text("arn", last?[EventColumn.IdentityArn]).Text("issuer", last?[EventColumn.IssuerArn]).Text("session", last?[EventColumn.SessionName]).Text("mfa", mfa ?? "unknown")
            .Time("first_seen", since).Number("events_before", file.Before.Events).Text("created_by", made?[EventColumn.Identity]).Time("created_at", made?.Micros)
            .Lines("other_identities", file.Subject.OtherIdentities)
            .Evidence(made is null ? [] : [made.Mark]).Evidence(file.OwnEvents.TakeLast(1).Select(e => e.Mark)).Find(file.OfIdentity(new During(long.MinValue, file.Subject.Last + 1)))
            .Point("identity.young", isYoung, $"the identity is new: {(since is { } f && f < file.Subject.First ? $"first seen {Words.Span(file.Subject.First - f)} before" : "no event before")}")
            .Point("identity.no_mfa", without && !asAlways, "it signed in to the console without MFA")
            .Point("identity.root", isRoot, "the root user acted")
            .Point("identity.service", type == "AWSService" || IdentityName.Of(identity).StartsWith("service ", StringComparison.Ordinal), "an AWS service acted for itself");
    }

    /// <summary>Whether a sign-in to the console used MFA, as its record says: "true", "false" or null. The session's own word for it stands only in later calls.</summary>
    private static string? MfaUsed(CaseEvent signIn) => signIn.Text("additionalEventData", "MFAUsed") switch { "Yes" => "true", "No" => "false", _ => null };

    /// <summary>Whether it signed in without MFA before.</summary>
    private static bool SignedInWithout(CaseFile file)
    {
        var before = file.OfIdentity(file.Before.During);
        return file.Search(before with { Filter = before.Filter.And(new HasValue(EventColumn.Action.Name(), Refusals.SignIn)) }, MostSignIns, [EventColumn.EventId, EventColumn.Outcome]).Any(e => !e.Failed && MfaUsed(e) == "false");
    }

    /// <summary>The call that created the user or role, in the week before its first event; null when the lake has none.</summary>
    private static CaseEvent? Making(CaseFile file, string identity, long first)
    {
        var (field, calls) = identity.Contains(":user/", StringComparison.Ordinal) ? ("userName", new[] { "CreateUser" }) : ("roleName", ["CreateRole", "CreateServiceLinkedRole"]);
        var name = identity[(identity.LastIndexOf('/') + 1)..];
        var query = new EventsQuery(file.Subject.Account, CaseFile.OneOf(EventColumn.Action, calls), new During(first - (7 * Day), first + 1));
        return file.Search(query, MostMakings, [EventColumn.EventId, EventColumn.Action, EventColumn.Identity, EventColumn.Outcome]).LastOrDefault(e => !e.Failed && (e.Text("requestParameters", field) == name || e.Text("responseElements", "role", "roleName") == name));
    }
}
