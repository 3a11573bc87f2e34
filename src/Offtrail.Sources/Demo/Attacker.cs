namespace Offtrail.Sources.Demo;

/// <summary>
/// Somebody with the long-term key of the website's deployment user, at night, from a network and with a client that the
/// organisation never saw. All is planned at the start, so that the summary can name it.
/// </summary>
internal sealed class Attacker : Actor
{
    private readonly List<PlannedEvent> _events = [];

    public Attacker(History history, Account account, KeyUser deployment, KeyUser backup)
        : base(history, account, "attacker")
    {
        var origin = new Origin($"198.51.100.{Dice.Between(20, 240)}", Agents.StolenKeyClient);
        string newKey = account.Resources["backup-key"][0];
        Session stolen = deployment.Session;
        Session made = Sessions.User(account, backup.Session.Name, backup.PrincipalId, newKey);
        DateTimeOffset at = StartIn(history).AddSeconds(Dice.Below(240));

        // rolls in a row: calls that follow each other are about different resources
        void Step(Session session, Call call, Failure? failure) =>
            _events.Add(Plan(at, session, origin, call, failure) with { Roll = (uint)_events.Count });

        Step(stolen, CallBook.Get("sts:GetCallerIdentity"), null);
        at = at.AddSeconds(Dice.Between(50, 80));
        foreach (Call door in Dice.Shuffled(AttackScript.Doors.Select(CallBook.Get)))
        {
            Step(stolen, door, Failure.Refusal(door));
            at = at.AddSeconds(Dice.Between(1, 9));
        }

        at = at.AddSeconds(Dice.Between(60, 90));
        Step(stolen, AttackScript.RunMadeUpImage, AttackScript.MadeUpImage);
        at = at.AddSeconds(Dice.Between(900, 1000));
        Step(stolen, CallBook.Get("iam:CreateAccessKey"), null);
        foreach ((int after, string name, bool refused) in AttackScript.WithNewKey)
        {
            at = at.AddSeconds(after);
            Call call = CallBook.Get(name);
            Step(made, call, refused ? Failure.Refusal(call) : null);
        }

        Report = new AttackReport(_events, origin.Address);
    }

    /// <summary>The codes that the account attacked must never meet otherwise.</summary>
    public static IReadOnlyList<string> NovelCodes { get; } =
        ["Client.UnauthorizedOperation", "Client.InvalidAMIID.Malformed", "UnauthorizedException"];

    public AttackReport Report { get; }

    public override void Tell(DateTimeOffset hour, List<PlannedEvent> plan) =>
        plan.AddRange(_events.Where(e => e.Time >= hour && e.Time < hour.AddHours(1)));

    /// <summary>The small hours (UTC) of the day before the last: 21 to 45 hours before the end, so that work follows it.</summary>
    private static DateTimeOffset StartIn(History history) =>
        new(history.End.UtcDateTime.Date.AddDays(-1).AddHours(2).AddMinutes(38), TimeSpan.Zero);
}
