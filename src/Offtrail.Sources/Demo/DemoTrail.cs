namespace Offtrail.Sources.Demo;

/// <summary>
/// The history behind <c>offtrail demo</c>: a made-up organisation of two accounts at its everyday work, and an attack in its
/// last two days. Names, accounts and addresses are invented or reserved for documentation (RFC 2606, RFC 5737).
/// </summary>
public static class DemoTrail
{
    /// <summary>
    /// Writes the history under <c>folder/AWSLogs</c> in the layout in which CloudTrail delivers. The same options give the
    /// same files byte for byte on one .NET runtime; another runtime may compress otherwise, the records stay the same.
    /// </summary>
    /// <param name="folder">Is created if need be. Must not hold an <c>AWSLogs</c> yet: two histories in one would be neither.</param>
    /// <param name="options">Which history.</param>
    /// <param name="ct">Looked at once for each hour of history. What was written until then stays.</param>
    /// <returns>What was written, and the truth about the attack.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The days are out of range, or do not fit before the end.</exception>
    /// <exception cref="IOException">The folder holds an <c>AWSLogs</c>, or cannot be written to.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static DemoSummary Write(string folder, DemoOptions options, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        History history = HistoryOf(options);
        if (Path.Exists(Path.Combine(folder, "AWSLogs")))
            throw new IOException($"'{folder}' already holds a folder AWSLogs; name an empty folder for the demo.");

        var organisation = new Organisation(history);
        using var objects = new ObjectWriter(folder, history.Seed);
        using var records = new RecordWriter();
        var delivery = new Delivery(history, objects);
        var plan = new List<PlannedEvent>();
        for (DateTimeOffset hour = history.Start; hour < history.End; hour = hour.AddHours(1))
        {
            ct.ThrowIfCancellationRequested();
            delivery.WriteUntil(hour);
            plan.Clear();
            foreach (Actor actor in organisation.Actors)
                actor.Tell(hour, plan);

            // OrderBy is stable: events of the same second keep the order of the actors
            foreach (PlannedEvent e in plan.OrderBy(e => e.Time))
                delivery.Accept(e, records.Write(e));
        }

        delivery.WriteUntil(history.End);
        return new DemoSummary
        {
            Start = history.Start,
            End = history.End,
            Accounts = [.. organisation.Accounts.Select(account => account.Id)],
            Events = delivery.Events,
            Duplicates = delivery.Duplicates,
            Objects = objects.Objects,
            Attack = organisation.Attack,
        };
    }

    private static History HistoryOf(DemoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Days is < DemoOptions.LeastDays or > DemoOptions.MostDays)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Days, $"Days must be from {DemoOptions.LeastDays} to {DemoOptions.MostDays}.");

        long ticks = options.End.UtcTicks - (options.End.UtcTicks % TimeSpan.TicksPerHour);
        if (ticks < options.Days * TimeSpan.TicksPerDay)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.End, $"End leaves no room for {options.Days} days of history before it.");

        var end = new DateTimeOffset(ticks, TimeSpan.Zero);
        return new History(options.Seed, end.AddDays(-options.Days), end);
    }
}
