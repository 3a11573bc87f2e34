using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Suggests how to stop whoever acts: the identity, who stands behind its session, and what it made.</summary>
internal static class Containment
{
    private const string DenyAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private const string DenyOlder = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"TIME"}}}]}""";

    private const string DenySession = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"TIME"},"StringLike":{"aws:userid":"*:SESSION"},"ArnEquals":{"aws:PrincipalArn":"ROLE"}}}]}""";

    /// <summary>The steps: the identity first, then who could take its session on again, then what it made, then what it changed.</summary>
    public static IEnumerable<NextStep> Of(CaseFile file, long nowMicros)
    {
        var time = FilterWriter.Moment(nowMicros / 1_000_000 * 1_000_000);
        return Steps(file, time).DistinctBy(s => s.Commands.Count == 0 ? s.What : string.Join('\n', s.Commands));
    }

    private static IEnumerable<NextStep> Steps(CaseFile file, string time)
    {
        var (identity, account) = (file.Subject.Identity ?? "", file.Subject.Account);
        var signsIn = file.OwnEvents.Any(e => e[EventColumn.Action] == Refusals.SignIn) || file.Keys.Any(k => k.StartsWith("ASIA", StringComparison.Ordinal));
        var steps = AwsNames.OfArn(identity, "user") is not null ? User(identity, account, file.Keys, signsIn, "")
            : AwsNames.OfArn(identity, "role") is not null ? Role(identity, account, file.LastEvent?[EventColumn.SessionName], time, "")
            : file.LastEvent?[EventColumn.IdentityType] == "Root"
                ? [new NextStep("contain", $"Change the root user's password of account {account}, check its MFA device, and delete its access keys; only root itself can.", [])]
                : [new NextStep("contain", identity.Length == 0 ? "The events name no identity, so there is nothing to revoke." : "The identity is no user and no role that a command could stop, or its name is none that AWS allows.", [])];
        foreach (var step in steps) yield return step;
        foreach (var link in file.Chain.Steps)
            foreach (var step in Anyone(link.By, link.Event[EventColumn.Account] ?? account, link.Event[EventColumn.AccessKey], link.Event[EventColumn.SessionName], time, "stands behind the session and could take it on again")) yield return step;
        foreach (var thing in file.Made.Things)
            foreach (var step in Anyone(thing.Identity, thing.Account, thing.Key, null, time, $"made or taken on {Words.Time(thing.By.Micros)}")) yield return step;
        foreach (var step in Undo.Of(file.OwnEvents.Concat(file.Telling).Concat(file.Made.Events).OrderBy(e => e.Micros))) yield return step;
        foreach (var step in Instances(file)) yield return step;
    }

    private static IEnumerable<NextStep> Anyone(string identity, string account, string? key, string? session, string time, string why) =>
        AwsNames.OfArn(identity, "user") is not null ? User(identity, account, key is null ? [] : [key], signsIn: false, why) : AwsNames.OfArn(identity, "role") is not null ? Role(identity, account, session, time, why) : [];

    /// <summary>Stops a user: its keys, its password, and by a policy all else.</summary>
    private static IEnumerable<NextStep> User(string identity, string account, IReadOnlyList<string> keys, bool signsIn, string why)
    {
        var user = AwsNames.OfArn(identity, "user")!;
        var name = ShellText.Quoted(user);
        var because = why.Length == 0 ? "" : $" ({why})";
        foreach (var key in keys.Where(k => k.StartsWith("AKIA", StringComparison.Ordinal) && AwsNames.IsKey(k)))
            yield return new NextStep("contain", $"Deactivate key {key} of user {user} in account {account}{because}.", [AwsLine.In(account, $"aws iam update-access-key --user-name {name} --access-key-id {key} --status Inactive")]);
        yield return new NextStep("contain", $"Quarantine user {user} in account {account}{because}: an inline policy that denies everything, also to sessions that are open.",
            [AwsLine.In(account, $"aws iam put-user-policy --user-name {name} --policy-name OfftrailQuarantine --policy-document {ShellText.Quoted(DenyAll)}")]);
        if (signsIn) yield return new NextStep("contain", $"Take user {user} in account {account} the password for the console.", [AwsLine.In(account, $"aws iam delete-login-profile --user-name {name}")]);
    }

    /// <summary>Ends a role's sessions.</summary>
    private static IEnumerable<NextStep> Role(string identity, string account, string? session, string time, string why)
    {
        var role = AwsNames.OfArn(identity, "role")!;
        var because = why.Length == 0 ? "" : $" ({why})";
        if (role.StartsWith("AWSReservedSSO_", StringComparison.Ordinal))
        {
            var named = session is not null && AwsNames.IsName(session) && AwsNames.IsName(identity) && AwsNames.IsAccount(account);
            var policy = DenySession.Replace("TIME", time, StringComparison.Ordinal).Replace("SESSION", session, StringComparison.Ordinal).Replace("ROLE", identity, StringComparison.Ordinal);
            yield return new NextStep("contain", $"Role {role} belongs to IAM Identity Center{because}, so its sessions are ended there: disable the user {session ?? "of the session"} and delete the user's active sessions. What is open in account {account} goes on until it runs out; a policy of the organization ends it, from the management account (which itself no such policy binds).",
                named ? [$"aws organizations attach-policy --target-id {account} --policy-id \"$(aws organizations create-policy --name {ShellText.Quoted($"Offtrail {account} {session}")} --description 'Ends a session' --type SERVICE_CONTROL_POLICY --content {ShellText.Quoted(policy)} --query Policy.PolicySummary.Id --output text)\""] : []);
        }
        else if (identity.Contains(":role/aws-service-role/", StringComparison.Ordinal))
            yield return new NextStep("contain", $"Role {role} is a service's own, which AWS lets nobody change; look at what told the service to act.", []);
        else
            yield return new NextStep("contain", $"Revoke the open sessions of role {role} ({identity}) in account {account}{because}: what works with it must take it on anew.",
                [AwsLine.In(account, $"aws iam put-role-policy --role-name {ShellText.Quoted(role)} --policy-name OfftrailRevokeOlderSessions --policy-document {ShellText.Quoted(DenyOlder.Replace("TIME", time, StringComparison.Ordinal))}")]);
    }

    private static IEnumerable<NextStep> Instances(CaseFile file)
    {
        foreach (var calls in file.OwnEvents.Where(e => e[EventColumn.InstanceId] is { } i && AwsNames.IsInstance(i)).GroupBy(e => e[EventColumn.InstanceId]!))
        {
            var region = calls.Select(e => e[EventColumn.Region]).OfType<string>().Where(AwsNames.IsRegion).GroupBy(r => r).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
            yield return new NextStep("contain", $"The credentials are those of instance {calls.Key}: look at its groups and its profile before you isolate it. The region is that of most of its calls; it may run in another.",
                region is null ? [] : [AwsLine.In(file.Subject.Account, $"aws ec2 describe-instances --instance-ids {calls.Key} --region {region}")]);
        }
    }
}
