using System.Globalization;
using System.Text;
using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Says in a sentence what is unusual, who did it and how rare it is. Made from the numbers of the alert.</summary>
public static class Explanation
{
    private const double MicrosADay = 86_400_000_000;

    /// <summary>The sentence that an analyst reads first.</summary>
    public static string Reason(AnomalyRecord record, Evidence evidence)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{FieldName(record.ByField)} {record.ByValue} in account {record.Scope}: {Seen(record)}. ");
        text.Append(CultureInfo.InvariantCulture, $"{Times(evidence.Events > 0 ? evidence.Events : record.EventCount)} in {Calls(evidence)}");
        text.Append(CultureInfo.InvariantCulture, $" by {Who(evidence)}");
        if (evidence.Of(AlertFields.AccessKey).Top.Count > 0) text.Append(CultureInfo.InvariantCulture, $" with key {List(evidence.Of(AlertFields.AccessKey), 2)}");
        text.Append(CultureInfo.InvariantCulture, $", from {Or(List(evidence.Of(AlertFields.Address), 2), "no address")}");
        if (evidence.Of(AlertFields.UserAgent).Top.Count > 0) text.Append(CultureInfo.InvariantCulture, $", client {Short(List(evidence.Of(AlertFields.UserAgent), 1), 60)}");
        text.Append(CultureInfo.InvariantCulture, $". Something this rare turns up here about once in {Days(record.ReturnDays)} when nothing is wrong.");
        if (record.Learning) text.Append(" The account was still being learned.");
        return text.ToString();
    }

    /// <summary>How the score came about.</summary>
    public static string Explain(AnomalyRecord record)
    {
        var history = record.History;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Capital(Seen(record))}. Until then {Active(history.ActiveBuckets, record)} with {Count(history.KnownValues, "known value")} of {record.ByField}; ");
        text.Append(CultureInfo.InvariantCulture, $"a value that was never seen turns up about once in {Days(history.NewValueDays)}, ");
        text.Append(CultureInfo.InvariantCulture, $"one at least as rare as this about once in {Days(record.ReturnDays)} (probability {record.Probability.ToString("0.####", CultureInfo.InvariantCulture)} an active bucket), which is score {record.Score.ToString("0", CultureInfo.InvariantCulture)}.");
        if (record.Repeats > 0) text.Append(CultureInfo.InvariantCulture, $" It came again in {Count(record.Repeats, "later bucket")} soon after, which belong to this anomaly.");
        return text.ToString();
    }

    /// <summary>"first time in 23 days of history" or "seen on 2 of 540 active hours, last 9 days ago".</summary>
    public static string Seen(AnomalyRecord record)
    {
        var history = record.History;
        if (history.SeenBuckets == 0) return history.ActiveBuckets == 0 ? "the first event here" : $"first time in {Days(history.Days)} of history";
        var ago = (record.Bucket - history.LastSeen!.Value) / MicrosADay;
        return string.Create(CultureInfo.InvariantCulture, $"seen on {history.SeenBuckets:N0} of {Active(history.ActiveBuckets, record)}, last {Days(ago)} ago");
    }

    /// <summary>A length of time in the unit that a person would use.</summary>
    public static string Days(double days) => days switch
    {
        < 1 / 24.0 => "less than an hour",
        < 2 => Count((long)Math.Round(days * 24), "hour"),
        < 730 => Count((long)Math.Round(days), "day"),
        _ => Count((long)Math.Round(days / 365.25), "year"),
    };

    private static string FieldName(string field) => field switch
    {
        "aws.cloudtrail.error_code" => "Error code",
        "event.action" => "Call",
        _ => field,
    };

    /// <summary>A role or user by its name, a service by its own; the whole ARN stands in the alert's fields.</summary>
    private static string Who(Evidence evidence)
    {
        var identities = evidence.Of(AlertFields.Identity);
        if (identities.Top.Count == 0) return "an unknown identity";
        var names = identities.Top.Take(2).Select(i => IdentityName.Of(i.Value)).ToArray();
        return string.Join(" and ", names) + Others(identities.Top.Count - names.Length + identities.More);
    }

    private static string Calls(Evidence evidence)
    {
        var calls = evidence.Of(AlertFields.Action);
        return Or(List(calls, 3), "unknown calls");
    }

    private static string List(FieldValues values, int most)
    {
        var shown = values.Top.Take(most).Select(v => v.Value).ToArray();
        return string.Join(", ", shown) + (shown.Length == 0 ? "" : Others(values.Top.Count - shown.Length + values.More));
    }

    private static string Others(int more) => more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more:N0} more") : "";

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    /// <summary>Cut between words where there are any.</summary>
    private static string Short(string text, int most)
    {
        if (text.Length <= most) return text;
        var space = text.LastIndexOf(' ', most);
        var end = space > most / 2 ? space : char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + " …";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Times(long count) => count switch { 1 => "Once", 2 => "Twice", _ => string.Create(CultureInfo.InvariantCulture, $"{count:N0} times") };

    private static string Count(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}{(number == 1 ? "" : "s")}");

    private static string Active(long number, AnomalyRecord record) =>
        record.Span == TimeSpan.FromHours(1) ? Count(number, "active hour") : $"{Count(number, "active bucket")} of {Durations.Text(record.Span)}";
}
