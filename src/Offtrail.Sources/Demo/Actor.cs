namespace Offtrail.Sources.Demo;

/// <summary>Somebody or something that calls AWS. It tells its part of the history hour by hour, each hour once and in order.</summary>
internal abstract class Actor
{
    // How often a failed call is tried in all. Counted on real trails: 45 % of failures stand alone, the 90th percentile is 8.
    private static readonly int[] s_attempts = [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 5, 8, 8, 12];

    protected Actor(History history, Account account, string name)
    {
        History = history;
        Account = account;
        Dice = Pcg.For(history.Seed, $"{account.Id}/{name}");
    }

    protected History History { get; }

    protected Account Account { get; }

    protected Pcg Dice { get; }

    /// <summary>Adds the events of the hour that begins at <paramref name="hour"/>. None lies outside it.</summary>
    public abstract void Tell(DateTimeOffset hour, List<PlannedEvent> plan);

    /// <summary>Makes a call, which may fail by habit and is then tried again. Past the end of the hour nothing is told.</summary>
    /// <returns>The time of the last attempt.</returns>
    protected DateTimeOffset Do(List<PlannedEvent> plan, DateTimeOffset at, Session session, Origin origin, Call call, string? region = null)
    {
        Failure? failure = Account.Failures.Draw(call, Dice);
        if (failure is { IsRefusal: true } && session.MayAll)
            failure = null;
        int attempts = failure is null ? 1 : Dice.Pick(s_attempts);
        return Try(plan, at, session, origin, call, failure, attempts, region);
    }

    protected DateTimeOffset Try(
        List<PlannedEvent> plan, DateTimeOffset at, Session session, Origin origin, Call call, Failure? failure, int attempts, string? region = null)
    {
        DateTimeOffset hourEnd = at.AddTicks(TimeSpan.TicksPerHour - (at.Ticks % TimeSpan.TicksPerHour));
        PlannedEvent first = Plan(at, session, origin, call, failure, region);
        plan.Add(first);
        for (int i = 1; i < attempts; i++)
        {
            DateTimeOffset next = at.AddSeconds(Dice.Between(1, 9));
            if (next >= hourEnd)
                break;

            at = next;
            plan.Add(first with { Id = Dice.Uuid(), RequestId = Dice.RequestId(call.Service), Time = at });
        }

        return at;
    }

    protected PlannedEvent Plan(DateTimeOffset at, Session session, Origin origin, Call call, Failure? failure, string? region = null) => new()
    {
        Id = Dice.Uuid(),
        RequestId = Dice.RequestId(call.Service),
        Time = at,
        Account = Account,
        Region = call.IsGlobal ? "us-east-1" : region ?? Account.HomeRegion,
        Session = session,
        Origin = origin,
        Call = call,
        Failure = failure,
        Roll = Dice.Next(),
    };

    /// <summary>A number of picks from a workload, one after another, until they are done or the hour is.</summary>
    protected void Work(
        List<PlannedEvent> plan, DateTimeOffset at, int calls, int mostSecondsBetween, Workload workload, Session session, Origin origin,
        string? region = null)
    {
        DateTimeOffset hourEnd = at.AddTicks(TimeSpan.TicksPerHour - (at.Ticks % TimeSpan.TicksPerHour));
        for (int i = 0; i < calls && at < hourEnd; i++)
        {
            DateTimeOffset last = Do(plan, at, session, origin, workload.Pick(Dice), region);
            at = last.AddSeconds(Dice.Between(0, mostSecondsBetween));
        }
    }

    protected static bool IsWeekend(DateTimeOffset day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
