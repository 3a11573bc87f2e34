using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>The hour: when the identity is usually active, and whether it is a person or a program.</summary>
internal sealed class HourQuestion : IQuestion
{
    private const long Hour = 3_600_000_000;
    private const int LeastHours = 20;

    private static readonly string[] s_days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <inheritdoc/>
    public string Id => "hour";

    /// <inheritdoc/>
    public string Asks => "Is this its time of day, and is it a person or a program?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        long[] active = [.. file.Before.Hours.Rows.Select(r => r.Bucket)];
        draft.Number("active_hours_before", active.Length).Find(file.ToTheEnd(file.OfIdentity(file.Before.During))).Time("this_hour", file.Subject.First - (file.Subject.First % Hour));
        if (active.Length < LeastHours)
        {
            draft.Say($"Its hours are not known: {Words.Count(active.Length, "active hour")} of history.");
            return;
        }

        var (now, week) = (HourOfWeek(file.Subject.First), active.GroupBy(HourOfWeek).ToDictionary(g => g.Key, g => g.Count()));
        var near = active.Count(h => Near(HourOfWeek(h) % 24, now % 24));
        var share = (double)near / active.Length;
        var (program, why) = Kind(file, active);
        draft.Say($"{Words.Share(share)} of its {Words.Count(active.Length, "active hour")} lie within an hour of {now % 24:00}:00 UTC{(week.ContainsKey(now) || file.HistoryDays < 14 ? "" : ", none on this day of the week at this hour")}. It looks like a {(program ? "program" : "person")}: {why}.")
            .Number("share_near", share).Text("looks_like", program ? "program" : "person").Text("because", why)
            .Counts("hours_of_week", week.OrderBy(w => w.Key).Select(w => new Anomalies.ValueCount(Label(w.Key), w.Value)), 168)
            .Evidence(file.OwnEvents.Take(1).Select(e => e.Mark))
            .Point("hour.usual", share >= 0.1 && !program, "it is often active at this hour")
            .Point("hour.unusual", share < 0.02, $"only {Words.Share(share)} of its active hours are about this time")
            .Point("hour.program", program, "it looks like a program that runs at all hours")
            .Point("hour.person", !program, "it looks like a person");
    }

    /// <summary>Hours since Monday 00:00 UTC.</summary>
    internal static int HourOfWeek(long micros) => (int)(((micros / Hour) + 72) % 168); // 1970 began on a Thursday

    /// <summary>"Mon 08:00".</summary>
    internal static string Label(int hourOfWeek) => string.Create(CultureInfo.InvariantCulture, $"{s_days[hourOfWeek / 24]} {hourOfWeek % 24:00}:00");

    private static bool Near(int a, int b) => Math.Abs(a - b) is <= 1 or 23;

    private static (bool Program, string Why) Kind(CaseFile file, long[] active)
    {
        var last = file.LastEvent;
        if (last?[EventColumn.IdentityType] == "AWSService" || last?[EventColumn.InstanceId] is not null) return (true, last[EventColumn.InstanceId] is null ? "an AWS service" : "its session is named after an instance");
        var hoursOfDay = active.Select(h => h / Hour % 24).Distinct().Count();
        var weekend = active.Count(h => HourOfWeek(h) >= 120) / (double)active.Length;
        return hoursOfDay >= 22 && weekend > 0.2
            ? (true, $"active at {hoursOfDay} hours of the day, {Words.Share(weekend)} of it at weekends")
            : (false, $"active at {hoursOfDay} hours of the day, {Words.Share(weekend)} of it at weekends");
    }
}
