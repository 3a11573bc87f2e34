namespace Offtrail.Sources.Demo;

/// <summary>A colleague in one account: office hours, weekends off, signs in when there is something to do.</summary>
internal sealed class Person : Actor
{
    private static readonly TimeSpan s_sessionLife = TimeSpan.FromHours(8);
    private static readonly Call s_saml = CallBook.Get("sts:AssumeRoleWithSAML");
    private static readonly Call s_login = CallBook.Get("signin:ConsoleLogin");

    private readonly Colleague _who;
    private readonly RoleName? _role; // null for an IAM user
    private readonly string _userId;
    private readonly string _userKey;
    private readonly string _homeAddress;
    private readonly int _machine;
    private readonly Workload _console;
    private readonly Workload _commandLine;
    private readonly (Session? Session, string Address, DateTimeOffset Ends)[] _open = new (Session?, string, DateTimeOffset)[2];

    public Person(History history, Account account, Colleague who, int number)
        : base(history, account, $"person/{who.Name}")
    {
        string role = account.Kind == "prod" ? who.ProdRole : who.DevRole;
        _who = who;
        _role = role == "user" ? null : RoleName.SingleSignOn(account, role, history.Seed);
        _userId = Dice.PrincipalId("AIDA");
        _userKey = Dice.LongTermKey();
        _homeAddress = $"192.0.2.{10 + (number * 9)}";
        _machine = number % Agents.Browsers.Length;
        bool onlyReads = role == Colleague.ViewOnly;
        _console = Workloads.Console.Habit(Dice, onlyReads);
        _commandLine = Workloads.CommandLine.Habit(Dice, onlyReads);
    }

    private string Mail => $"{_who.Name}@tidewick.example";

    public override void Tell(DateTimeOffset hour, List<PlannedEvent> plan)
    {
        DateTimeOffset local = hour.AddHours(_who.HoursFromUtc);
        int busyPerMille = IsWeekend(local) ? 6 : local.Hour is >= 9 and < 18 ? 340 : local.Hour is >= 7 and < 22 ? 40 : 1;
        if (hour < History.At(_who.JoinsPerMille) || !Dice.PerMille(busyPerMille))
            return;

        bool console = Dice.Below(10) < _who.ConsoleTenths;
        DateTimeOffset at = hour.AddSeconds(Dice.Below(2400));
        (Session session, Origin origin) = SignIn(plan, ref at, console);
        string region = Dice.PerMille(880) ? Account.HomeRegion : Account.OtherRegion;
        Work(plan, at, Dice.Between(3, 12) + Dice.Below(10), console ? 25 : 180, console ? _console : _commandLine, session, origin, region);
    }

    private (Session Session, Origin Origin) SignIn(List<PlannedEvent> plan, ref DateTimeOffset at, bool console)
    {
        ref (Session? Session, string Address, DateTimeOffset Ends) open = ref _open[console ? 0 : 1];
        string commandLine = (at < History.At(_who.UpgradesPerMille) ? Agents.CommandLines : Agents.NewCommandLines)[_machine];
        string agent = console ? Agents.Browsers[_machine] : commandLine;
        if (open.Session is not null && at < open.Ends)
            return (open.Session, new Origin(open.Address, agent));

        string address = Dice.PerMille(600) ? "203.0.113.20" : _homeAddress;
        var origin = new Origin(address, agent);
        Session session = _role is null
            ? console
                ? Sessions.ConsoleUser(Account, _who.Name, _userId, Dice.TemporaryKey(), at)
                : Sessions.User(Account, _who.Name, _userId, _userKey)
            : Sessions.Role(Account, _role, Mail, Dice.TemporaryKey(), at, console);
        if (_role is not null)
            at = Do(plan, at, Sessions.Saml(Account, _role, Mail), origin, s_saml).AddSeconds(1);
        if (console)
            at = LogIn(plan, at, session, origin);

        open = (session, address, at + s_sessionLife);
        return (session, origin);
    }

    private DateTimeOffset LogIn(List<PlannedEvent> plan, DateTimeOffset at, Session session, Origin origin)
    {
        // only who has a password can mistype it
        if (_role is null && Dice.PerMille(80))
            at = Try(plan, at, session, origin, s_login, Failure.WrongPassword, Dice.Between(1, 2)).AddSeconds(9);

        plan.Add(Plan(at, session, origin, s_login, null));
        return at.AddSeconds(Dice.Between(2, 8));
    }
}
