using System.Globalization;
using Offtrail.Pipeline;
using Offtrail.Reports;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>Texts and numbers as the pages show them.</summary>
internal static class Words
{
    private const int Long = 400;

    /// <summary>Text of records: what would turn the direction of writing or is no letter is replaced.</summary>
    public static string Plain(string? text) => PlainText.Of(text ?? "");

    /// <summary>The same of a text of many lines.</summary>
    public static string Lines(string? text) => PlainText.Lines(text ?? "");

    /// <summary>The same, cut where it would be a page of its own.</summary>
    public static string Brief(string? text) => Plain(text) is { Length: > Long } long_ ? string.Concat(long_.AsSpan(0, char.IsHighSurrogate(long_[Long - 1]) ? Long - 1 : Long), "…") : Plain(text);

    /// <summary>"once in 30 days".</summary>
    public static string Once(double returnDays) => $"once in {Explanation.Days(returnDays)}";

    /// <summary>Microseconds of a time that the API writes; 0 for none.</summary>
    public static long Micros(string time) => DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Clocks.Micros(moment) : 0;

    /// <summary>"3 minutes ago".</summary>
    /// <param name="micros">How long, microseconds; less than nothing counts as now.</param>
    public static string Ago(long micros) => TimeSpan.FromMicroseconds(Math.Max(0, micros)) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } lag => $"{PlainFigures.Count((long)lag.TotalMinutes, "minute")} ago",
        { TotalDays: < 1 } lag => $"{PlainFigures.Count((long)lag.TotalHours, "hour")} ago",
        var lag => $"{PlainFigures.Count((long)lag.TotalDays, "day")} ago",
    };

    /// <summary>A stretch of time in words: "5 hours"; "less than a minute".</summary>
    public static string Span(long micros) => TimeSpan.FromMicroseconds(micros) switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 2 } span => PlainFigures.Count((long)span.TotalMinutes, "minute"),
        { TotalDays: < 2 } span => PlainFigures.Count((long)span.TotalHours, "hour"),
        var span => PlainFigures.Count((long)span.TotalDays, "day"),
    };

    /// <summary>"2026-05-01 08:30 UTC".</summary>
    public static string Utc(long micros) => $"{AlertDocument.Time(micros)[..16].Replace('T', ' ')} UTC";

    /// <summary>A name of the API as words: "false positive".</summary>
    public static string Spoken(string name) => name.Replace('_', ' ');

    /// <summary>What somebody did, as a sentence: "closed: open → closed: benign".</summary>
    public static string Did(AlertChange change) => change switch
    {
        { Action: "comment" } => "commented",
        { Action: "acknowledge" } => "acknowledged it",
        { Action: "close", Now: { } now } => now.Replace("closed: ", "closed it as ", StringComparison.Ordinal),
        { Action: "reopen" } => "opened it again",
        { Action: "assign", Now: { } now } => $"assigned it to {now}",
        { Action: "assign" } => $"took it from {change.Was}",
        { Action: "tag" } => $"added the tag {change.Now}",
        { Action: "untag" } => $"removed the tag {change.Was}",
        { Action: "merge" } => change.Was == change.Now ? "put another incident together with this one" : $"put incident {change.Was} together with {change.Now}",
        { Action: "split" } => change.Was == change.Now ? "took alerts out of the incident" : $"took it out of incident {change.Was}",
        _ => Spoken(change.Action),
    };
}
