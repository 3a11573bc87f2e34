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

    /// <summary>A score for people: a whole number.</summary>
    public static string Score(double score) => Math.Floor(score).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>The mark that a score has reached: 0, 25, 50 or 75.</summary>
    public static int Mark(double score) => score switch { >= 75 => 75, >= 50 => 50, >= 25 => 25, _ => 0 };

    /// <summary>A field as people call it; the others by their ECS names.</summary>
    public static string NameOf(string? field) => field switch
    {
        AlertFields.Identity => "identity",
        AlertFields.Account => "account",
        AlertFields.Address or AlertFields.Ip => field == AlertFields.Ip ? "source address (IP)" : "source address",
        AlertFields.ErrorCode => "error code",
        AlertFields.Action => "call",
        AlertFields.Provider => "service",
        AlertFields.Region => "region",
        AlertFields.UserName => "user name",
        AlertFields.IdentityArn => "session ARN",
        AlertFields.AccessKey => "access key",
        "offtrail.source_network" => "source network",
        "offtrail.client.label" => "client",
        "source.geo.city_name" => "city",
        "source.geo.country_iso_code" => "country",
        _ => field ?? "",
    };

    /// <summary>A value of a lane: ARNs of identities as people call them, and no empty text.</summary>
    public static string Shown(string value) => value.Length == 0 ? "(none)" : IdentityName.Of(value);

    /// <summary>A length of time for people: "35 minutes".</summary>
    public static string Span(double seconds) => seconds switch
    {
        < 60 => "less than a minute",
        < 7200 => PlainFigures.Count((long)(seconds / 60), "minute"),
        < 2 * 86_400 => PlainFigures.Count((long)(seconds / 3600), "hour"),
        _ => PlainFigures.Count((long)(seconds / 86_400), "day"),
    };

    /// <summary>How many a day: two figures that count.</summary>
    public static string RateText(double rate) => rate == 0 ? "0" : rate.ToString(rate >= 10 ? "N0" : rate >= 1 ? "0.0" : rate >= 0.1 ? "0.00" : "0.000", CultureInfo.InvariantCulture);

    /// <summary>The names of values; those that people call the same have their account behind them.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(IEnumerable<string> values) => values.GroupBy(Shown, StringComparer.Ordinal)
        .SelectMany(g => g.Select(v => (Value: v, Name: g.Count() > 1 && v.Split(':') is ["arn", _, _, _, { Length: > 0 } account, ..] ? $"{g.Key} in {account}" : g.Key))).ToDictionary(v => v.Value, v => v.Name, StringComparer.Ordinal);

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
