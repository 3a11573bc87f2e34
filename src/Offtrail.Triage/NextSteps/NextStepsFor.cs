using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>Suggests what to do next, fitted to the identity and the verdict.</summary>
internal static class NextStepsFor
{
    private const string EachRegion = "for region in $(aws ec2 describe-regions --query 'Regions[].RegionName' --output text); do";

    private static readonly string[] s_ofUser = ["list-access-keys", "list-attached-user-policies", "list-user-policies"];

    private static readonly string[] s_ofRole = ["get-role", "list-attached-role-policies", "list-role-policies"];

    /// <summary>The suggestions, in order: with a likely harmless case asking comes before containing.</summary>
    /// <param name="file">The case.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="nowMicros">The present time, microseconds since 1970 UTC.</param>
    /// <param name="data">The data folder as it was named; null when it was not.</param>
    public static IReadOnlyList<NextStep> Case(CaseFile file, Verdict verdict, long nowMicros, string? data)
    {
        NextStep[] contain = [.. Containment.Of(file, nowMicros)];
        NextStep[] rest = [.. Collect(file, data), .. Ask(file), Record(file.Subject, data)];
        return verdict == Verdict.LikelyHarmless ? [.. rest.Where(s => s.Kind == "ask"), .. rest.Where(s => s.Kind != "ask"), .. contain] : [.. contain, .. rest];
    }

    private static IEnumerable<NextStep> Collect(CaseFile file, string? data)
    {
        var account = file.Subject.Account;
        yield return new NextStep("collect", "Keep the events of the identity around the alert, as they were delivered.", [$"{file.OfIdentity(file.Recently).CommandLine(data)} --format raw --limit 0 --out events.ndjson"]);
        if (file.Made.Query is { } made) yield return new NextStep("collect", "Keep the events of what it made or took on.", [$"{made.CommandLine(data)} --format raw --limit 0 --out made.ndjson"]);
        foreach (var key in file.Keys.Where(AwsNames.IsKey).Take(3))
        {
            string[] regions = [.. file.OwnEvents.Where(e => e[EventColumn.AccessKey] == key).Select(e => e[EventColumn.Region]).OfType<string>().Where(AwsNames.IsRegion).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var look = $"aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue={key} --region";
            yield return new NextStep("collect", $"What CloudTrail itself still has of key {key}, also from before and behind what the lake has.{(regions.Length > 0 ? "" : " The records name no region of AWS, so it looks in each.")}",
                [.. (regions.Length > 0 ? regions.Select(r => $"{look} {r}") : [$"{EachRegion} {look} \"$region\"; done"]).Select(l => AwsLine.In(account, l))]);
        }

        if (AwsNames.OfArn(file.Subject.Identity ?? "", "user") is { } user)
            yield return new NextStep("collect", $"What user {user} may do and can sign in with.", [.. s_ofUser.Select(c => AwsLine.In(account, $"aws iam {c} --user-name {ShellText.Quoted(user)}"))]);
        else if (AwsNames.OfArn(file.Subject.Identity ?? "", "role") is { } role)
            yield return new NextStep("collect", $"What role {role} may do and who may take it on.", [.. s_ofRole.Select(c => AwsLine.In(account, $"aws iam {c} --role-name {ShellText.Quoted(role)}"))]);
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
