namespace Offtrail.Sources.Demo;

/// <summary>What is in an account: names of our own making, ids in AWS's shapes.</summary>
internal static class AccountResources
{
    private static readonly string[] s_teams = ["orders", "billing", "search", "media", "mailer", "catalog"];

    private static readonly string[] s_buckets =
        ["uploads", "exports", "site", "artifacts", "trail", "reports", "media", "backups"];

    private static readonly string[] s_policies = ["read-artifacts", "write-logs", "use-queue", "read-parameters"];

    private static readonly (string Field, string Prefix, int Count)[] s_ids =
    [
        ("instance", "i-", 10), ("volume", "vol-", 12), ("snapshot", "snap-", 40), ("ami", "ami-", 4), ("sg", "sg-", 9),
        ("subnet", "subnet-", 6), ("vpc", "vpc-", 2),
    ];

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(string account, Pcg dice, string kind)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["team"] = s_teams,
            ["bucket"] = [.. s_buckets.Select(name => $"tidewick-{kind}-{name}")],
            ["role"] = [.. s_teams.Select(team => $"{team}-{kind}-instance"), $"{kind}-lambda-exec", $"{kind}-events-invoke"],
            ["exec-role"] = [$"{kind}-lambda-exec"],
            ["user"] = ["deploy-website", "svc-backup"],
            ["policy"] = s_policies,
            ["function"] = [.. s_teams.Select(team => $"{team}-{kind}-worker")],
            ["stack"] = [.. s_teams.Select(team => $"{team}-{kind}")],
            ["table"] = [.. s_teams.Select(team => $"{team}-{kind}-state")],
            ["queue"] = [.. s_teams.Select(team => $"{team}-{kind}-jobs")],
            ["topic"] = [.. s_teams.Select(team => $"{team}-{kind}-alerts")],
            ["secret"] = [.. s_teams.Select(team => $"{kind}/{team}/database")],
            ["parameter"] = [.. s_teams.SelectMany(team => new[] { $"/{team}/flags", $"/{team}/endpoint", $"/{team}/region" })],
            ["group"] = [.. s_teams.Select(team => $"/tidewick/{kind}/{team}")],
            ["db"] = [$"orders-{kind}", $"billing-{kind}"],
            ["cluster"] = [$"tidewick-{kind}"],
            ["repo"] = [.. s_teams.Select(team => $"tidewick/{team}")],
            ["alarm"] = [.. s_teams.Select(team => $"{team}-{kind}-cpu")],
            ["distribution"] = [$"E{dice.Hex(12).ToUpperInvariant()}"],
            ["key"] = [dice.Uuid(), dice.Uuid(), dice.Uuid()],
            ["backup-key"] = [dice.LongTermKey()],
        };
        foreach ((string field, string prefix, int count) in s_ids)
            all[field] = [.. Enumerable.Range(0, count).Select(_ => prefix + dice.Hex(17))];

        return all;
    }
}
