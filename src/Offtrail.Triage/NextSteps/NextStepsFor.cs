using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Suggests what to do next, fitted to the identity and the verdict.</summary>
internal static class NextStepsFor
{
    private const string DenyAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private const string DenyOlder = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"TIME"}}}]}""";

    /// <summary>The suggestions, in order: with a likely harmless case asking comes before containing.</summary>
    /// <param name="file">The case.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="nowMicros">The present time, microseconds since 1970 UTC.</param>
    /// <param name="data">The data folder as it was named; null when it was not.</param>
    public static IReadOnlyList<NextStep> Case(CaseFile file, Verdict verdict, long nowMicros, string? data)
    {
        NextStep[] contain = [.. Contain(file, nowMicros)];
        NextStep[] rest = [.. Collect(file, data), .. Ask(file), Record(file.Subject, data)];
        return verdict == Verdict.LikelyHarmless ? [.. rest.Where(s => s.Kind == "ask"), .. rest.Where(s => s.Kind != "ask"), .. contain] : [.. contain, .. rest];
    }

    private static IEnumerable<NextStep> Contain(CaseFile file, long nowMicros)
    {
        var (identity, account) = (file.Subject.Identity ?? "", file.Subject.Account);
        if (AwsNames.OfArn(identity, "user") is { } user)
        {
            foreach (var key in file.Keys.Where(k => k.StartsWith("AKIA", StringComparison.Ordinal) && AwsNames.IsKey(k)))
                yield return new NextStep("contain", $"Deactivate key {key} of user {user} in account {account}.", [$"aws iam update-access-key --user-name {ShellText.Quoted(user)} --access-key-id {key} --status Inactive"]);
            yield return new NextStep("contain", $"Quarantine user {user} in account {account}: an inline policy that denies everything, also to sessions that are open.",
                [$"aws iam put-user-policy --user-name {ShellText.Quoted(user)} --policy-name OfftrailQuarantine --policy-document {ShellText.Quoted(DenyAll)}"]);
        }
        else if (AwsNames.OfArn(identity, "role") is { } role)
        {
            if (role.StartsWith("AWSReservedSSO_", StringComparison.Ordinal))
                yield return new NextStep("contain", $"Role {role} belongs to IAM Identity Center, so its sessions are ended there: disable the user {file.LastEvent?[EventColumn.SessionName] ?? "of the session"} and delete the user's active sessions.", []);
            else if (identity.Contains(":role/aws-service-role/", StringComparison.Ordinal))
                yield return new NextStep("contain", $"Role {role} is a service's own, which AWS lets nobody change; look at what told the service to act.", []);
            else
            {
                var policy = DenyOlder.Replace("TIME", FilterWriter.Moment(nowMicros / 1_000_000 * 1_000_000), StringComparison.Ordinal);
                yield return new NextStep("contain", $"Revoke the open sessions of role {role} ({identity}) in account {account}: what works with it must take it on anew.",
                    [$"aws iam put-role-policy --role-name {ShellText.Quoted(role)} --policy-name OfftrailRevokeOlderSessions --policy-document {ShellText.Quoted(policy)}"]);
            }
        }
        else if (file.LastEvent?[EventColumn.IdentityType] == "Root")
            yield return new NextStep("contain", $"Change the root user's password of account {account}, check its MFA device, and delete its access keys; only root itself can.", []);
        else yield return new NextStep("contain", identity.Length == 0 ? "The events name no identity, so there is nothing to revoke." : "The identity is no user and no role that a command could stop, or its name is none that AWS allows.", []);

        foreach (var calls in file.OwnEvents.Where(e => e[EventColumn.InstanceId] is { } i && AwsNames.IsInstance(i)).GroupBy(e => e[EventColumn.InstanceId]!))
        {
            var region = calls.Select(e => e[EventColumn.Region]).OfType<string>().Where(AwsNames.IsRegion).GroupBy(r => r).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
            yield return new NextStep("contain", $"The credentials are those of instance {calls.Key}: look at its groups and its profile before you isolate it. The region is that of most of its calls; it may run in another.",
                region is null ? [] : [$"aws ec2 describe-instances --instance-ids {calls.Key} --region {region}"]);
        }
    }

    private static IEnumerable<NextStep> Collect(CaseFile file, string? data)
    {
        yield return new NextStep("collect", "Keep the events of the identity around the alert, as they were delivered.", [$"{file.OfIdentity(file.Recently).CommandLine(data)} --format raw --limit 0 --out events.ndjson"]);
        foreach (var key in file.Keys.Where(AwsNames.IsKey).Take(3))
        {
            var regions = file.OwnEvents.Where(e => e[EventColumn.AccessKey] == key).Select(e => e[EventColumn.Region]).OfType<string>().Where(AwsNames.IsRegion).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            yield return new NextStep("collect", $"What CloudTrail itself still has of key {key}, also from before and behind what the lake has.",
                [.. regions.Select(r => $"aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue={key} --region {r}")]);
        }

        if (AwsNames.OfArn(file.Subject.Identity ?? "", "user") is { } user)
            yield return new NextStep("collect", $"What user {user} may do and can sign in with.", [$"aws iam list-access-keys --user-name {ShellText.Quoted(user)}", $"aws iam list-attached-user-policies --user-name {ShellText.Quoted(user)}", $"aws iam list-user-policies --user-name {ShellText.Quoted(user)}"]);
        else if (AwsNames.OfArn(file.Subject.Identity ?? "", "role") is { } role)
            yield return new NextStep("collect", $"What role {role} may do and who may take it on.", [$"aws iam get-role --role-name {ShellText.Quoted(role)}", $"aws iam list-attached-role-policies --role-name {ShellText.Quoted(role)}", $"aws iam list-role-policies --role-name {ShellText.Quoted(role)}"]);
    }

    private static IEnumerable<NextStep> Ask(CaseFile file)
    {
        var session = file.LastEvent?[EventColumn.SessionName];
        var person = file.Chain.Steps.Count > 0 ? Words.Who(file.Chain.Steps[^1].By) : session is not null && session.Contains('@', StringComparison.Ordinal) ? session : null;
        yield return new NextStep("ask", $"It concerns whoever answers for {Words.Who(file.Subject.Identity)} in account {file.Subject.Account}{(person is null ? "" : $", and {person}, who stands behind the session")}: was it them, and what was it for?", []);
    }

    private static NextStep Record(Subject subject, string? data)
    {
        var close = $"offtrail {subject.Kind}s close {subject.Id}{(data is null ? "" : $" --data {ShellText.Quoted(data)}")} --because";
        return new NextStep("record", "Say what became of it, so that the next one is judged by it too.", [$"{close} benign", $"{close} true-positive"]);
    }
}
