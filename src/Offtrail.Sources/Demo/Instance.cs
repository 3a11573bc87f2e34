namespace Offtrail.Sources.Demo;

/// <summary>A service on an EC2 instance: the same few calls day and night, with the instance's own credentials.</summary>
internal sealed class Instance : Actor
{
    private const int SessionHours = 6;

    private static readonly Call s_report = CallBook.Get("ssm:UpdateInstanceInformation");

    private readonly RoleName _role;
    private readonly string _id;
    private readonly string _region;
    private readonly int _callsPerHour;
    private readonly Workload _workload;
    private readonly Origin _origin;
    private readonly Origin _manager;
    private Session? _session;
    private DateTimeOffset _sessionEnds;

    public Instance(History history, Account account, int number, ServiceKind kind)
        : base(history, account, $"instance/{number}")
    {
        // by name, not from this instance's dice: instances of one service share the role
        _role = RoleName.Plain($"{kind.Team}-{account.Kind}-instance", Pcg.For(history.Seed, $"{account.Id}/role/{kind.Team}"));
        _id = account.Resources["instance"][number];
        _region = kind.OtherRegion ? account.OtherRegion : account.HomeRegion;
        _callsPerHour = kind.CallsPerHour;
        _workload = kind.Workload;
        string address = $"10.20.{(account.Kind == "prod" ? 1 : 2)}.{20 + (number * 7)}";
        string endpoint = $"vpce-{Pcg.For(history.Seed, $"{account.Id}/endpoint").Hex(17)}";
        _origin = new Origin(address, Agents.Services[kind.Agent], endpoint);
        _manager = new Origin(address, Agents.InstanceManager, endpoint);
    }

    public override void Tell(DateTimeOffset hour, List<PlannedEvent> plan)
    {
        if (_session is null || hour >= _sessionEnds)
        {
            // EC2 takes the role for its instance, which is itself an event
            string key = Dice.TemporaryKey();
            DateTimeOffset at = hour.AddSeconds(Dice.Below(20));
            Do(plan, at, Sessions.Service("ec2.amazonaws.com"), Origin.Aws("ec2.amazonaws.com"), RoleCalls.Assume(_role.Name, _id, key), _region);
            _session = Sessions.Instance(Account, _role, _id, key, at);
            _sessionEnds = hour.AddHours(SessionHours);
        }

        bool day = !IsWeekend(hour) && hour.Hour is >= 7 and < 20;
        int calls = _callsPerHour + (day ? _callsPerHour / 3 : 0) + Dice.Below(5) - 2;
        for (int i = 0; i < calls; i++)
            Do(plan, hour.AddSeconds(30 + Dice.Below(3570)), _session, _origin, _workload.Pick(Dice), _region);

        plan.Add(Plan(hour.AddSeconds(60 + Dice.Below(3540)), _session, _manager, s_report, null, _region));
    }
}
