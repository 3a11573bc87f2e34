namespace Offtrail.Sources.Demo;

/// <summary>The made-up organisation: two accounts and all who work in them.</summary>
internal sealed class Organisation
{
    public Organisation(History history)
    {
        var prod = new Account("111122223333", "prod", "us-east-1", "eu-west-1", 4, history.Seed);
        var dev = new Account("444455556666", "dev", "eu-west-1", "us-east-1", 1, history.Seed);
        Accounts = [prod, dev];

        Pcg keys = Pcg.For(history.Seed, "keys");
        var deployment = new KeyUser(history, prod, "deploy-website", keys.LongTermKey(), Workloads.Website,
            new Origin("203.0.113.77", Agents.WebsiteScript), hour => IsOfficeHour(hour) ? 260 : 4, (6, 16));
        var backup = new KeyUser(history, prod, "svc-backup", keys.LongTermKey(), Workloads.Backup,
            new Origin("203.0.113.90", Agents.BackupScript), hour => hour.Hour == 1 ? 1000 : 0, (24, 34));
        var attacker = new Attacker(history, prod, deployment, backup);

        Actors =
        [
            .. People(history, prod, who => who.ProdRole),
            .. People(history, dev, who => who.DevRole),
            new CiRole(history, prod, "ci-deploy", Workloads.Deployment, 0, novelty: Novelty.CodeStorageFull),
            new CiRole(history, prod, "ci-infrastructure", Workloads.Infrastructure, 1, Agents.NewInfrastructure),
            new CiRole(history, dev, "ci-deploy", Workloads.Deployment, 0),
            new CiRole(history, dev, "ci-infrastructure", Workloads.Infrastructure, 1, Agents.NewInfrastructure),
            new CiRole(history, dev, "ci-integration", Workloads.Integration, 2, novelty: Novelty.TooManyCpus),
            .. Instances(history, prod, ServiceKind.Orders, ServiceKind.Orders, ServiceKind.Billing, ServiceKind.Search, ServiceKind.Media),
            .. Instances(history, dev, ServiceKind.Orders, ServiceKind.Billing),
            deployment,
            backup,
            new ConfigSweep(history, prod),
            new ConfigSweep(history, dev),
            new Chores(history, prod),
            new Chores(history, dev),
            attacker,
        ];
        Attack = attacker.Report.Tell();
    }

    public IReadOnlyList<Account> Accounts { get; }

    public IReadOnlyList<Actor> Actors { get; }

    public DemoAttack Attack { get; }

    private static IEnumerable<Actor> People(History history, Account account, Func<Colleague, string> role) =>
        Colleague.All.Index().Where(who => role(who.Item).Length > 0).Select(who => new Person(history, account, who.Item, who.Index));

    private static IEnumerable<Actor> Instances(History history, Account account, params ServiceKind[] kinds) =>
        kinds.Index().Select(kind => new Instance(history, account, kind.Index, kind.Item));

    private static bool IsOfficeHour(DateTimeOffset hour) =>
        hour.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && hour.Hour is >= 7 and < 17;
}
