namespace Offtrail.Sources.Demo;

/// <summary>A program outside AWS that works with an IAM user's long-term key, always from one place and with one client.</summary>
internal sealed class KeyUser : Actor
{
    private readonly Workload _workload;
    private readonly Origin _origin;
    private readonly Func<DateTimeOffset, int> _busyPerMille;
    private readonly (int Least, int Most) _calls;

    public KeyUser(
        History history, Account account, string name, string key, Workload workload, Origin origin, Func<DateTimeOffset, int> busyPerMille,
        (int Least, int Most) calls)
        : base(history, account, $"user/{name}")
    {
        PrincipalId = Dice.PrincipalId("AIDA");
        Session = Sessions.User(account, name, PrincipalId, key);
        _workload = workload;
        _origin = origin;
        _busyPerMille = busyPerMille;
        _calls = calls;
    }

    public string PrincipalId { get; }

    public Session Session { get; }

    public override void Tell(DateTimeOffset hour, List<PlannedEvent> plan)
    {
        if (Dice.PerMille(_busyPerMille(hour)))
            Work(plan, hour.AddSeconds(Dice.Below(1200)), Dice.Between(_calls.Least, _calls.Most), 40, _workload, Session, _origin);
    }
}
