namespace Offtrail.Sources.Demo;

/// <summary>A role of the CI system: each run shows a token, takes the role and works for some minutes.</summary>
internal sealed class CiRole : Actor
{
    private readonly RoleName _role;
    private readonly Workload _workload;
    private readonly string _agent;
    private readonly string? _newAgent;
    private readonly string _address;
    private readonly Novelty? _novelty;

    public CiRole(History history, Account account, string name, Workload workload, int machine, string? newAgent = null, Novelty? novelty = null)
        : base(history, account, $"ci/{name}")
    {
        _role = RoleName.Plain(name, Dice);
        _workload = workload;
        _agent = Agents.Deployers[machine];
        _newAgent = newAgent;
        _address = $"203.0.113.{200 + machine}";
        _novelty = novelty;
    }

    public override void Tell(DateTimeOffset hour, List<PlannedEvent> plan)
    {
        bool novel = _novelty is not null && History.At(_novelty.PerMille) is DateTimeOffset at && at >= hour && at < hour.AddHours(1);
        int busyPerMille = IsWeekend(hour) ? 15 : hour.Hour is >= 6 and < 19 ? 220 : 30;
        if (!novel && !Dice.PerMille(busyPerMille))
            return;

        DateTimeOffset start = hour.AddSeconds(Dice.Below(2000));
        string agent = _newAgent is not null && hour >= History.At(600) ? _newAgent : _agent;
        var origin = new Origin(_address, agent);
        string run = $"run-{Dice.Between(100_000, 999_999).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        string key = Dice.TemporaryKey();
        Session token = Sessions.WebIdentity(Account, $"project:tidewick/{_role.Name}:ref:main");
        Session session = Sessions.Role(Account, _role, run, key, start);
        Do(plan, start, token, origin, RoleCalls.AssumeWithWebIdentity(_role.Name, run, key));
        Work(plan, start.AddSeconds(2), Dice.Between(12, 40), 25, _workload, session, origin);
        if (novel)
        {
            var failure = new Failure(_novelty!.Code, new Template(_novelty.Message));
            Try(plan, start.AddSeconds(40), session, origin, CallBook.Get(_novelty.Call), failure, Dice.Between(2, 4));
        }
    }
}
