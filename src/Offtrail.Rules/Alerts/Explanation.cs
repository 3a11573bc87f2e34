using System.Globalization;
using System.Text;
using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Says in a sentence what is unusual, who did it and how rare it is. Made from the numbers of the alert.</summary>
public static class Explanation
{
    /// <summary>How the sentence of a reason begins that says how rare it is.</summary>
    public const string RarityBegins = "Something this rare";

    private const double MicrosADay = 86_400_000_000;

    /// <summary>What is unusual, and since when that would be usual.</summary>
    public static string What(AnomalyRecord record) => $"{Subject(record)}{Place(record)}: {Seen(record)}";

    /// <summary>The sentence that an analyst reads first.</summary>
    public static string Reason(AnomalyRecord record, Evidence evidence)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{What(record)}. ");
        text.Append(CultureInfo.InvariantCulture, $"{Times(evidence.Events > 0 ? evidence.Events : record.EventCount)} in {Calls(evidence)}");
        text.Append(CultureInfo.InvariantCulture, $" by {Who(evidence)}");
        if (evidence.Of(AlertFields.AccessKey).Top.Count > 0) text.Append(CultureInfo.InvariantCulture, $" with key {List(evidence.Of(AlertFields.AccessKey), 2)}");
        text.Append(CultureInfo.InvariantCulture, $", from {Or(List(evidence.Of(AlertFields.Address), 2), "no address")}");
        if (evidence.Of(AlertFields.UserAgent).Top.Count > 0) text.Append(CultureInfo.InvariantCulture, $", client {Short(List(evidence.Of(AlertFields.UserAgent), 1), 60)}");
        text.Append(CultureInfo.InvariantCulture, $". {RarityBegins} turns up here about once in {Days(record.ReturnDays)} when nothing is wrong.");
        if (record.Learning) text.Append(" The account was still being learned.");
        return text.ToString();
    }

    private static string Subject(AnomalyRecord record) =>
        record.History switch
        {
            EntityHistory => $"Unusual activity of {IdentityName.Of(record.ByValue)}",
            HourHistory => $"Activity{Of(record)} at {record.ByValue} UTC",
            NumberHistory => $"{Capital(NumberNoun.Of(record))}{Of(record)}{Each(record)}",
            _ => $"{Capital(FieldNoun.Of(record.ByField).One)} {record.ByValue}{Others(record.OtherValues.Count)}",
        };

    /// <summary>Whose number it is, where values of a field have one each; of rare values, which.</summary>
    private static string Each(AnomalyRecord record) => record.ByField.Length == 0 ? ""
        : record.Function == "freq_rare" ? $", {record.ByValue}{Others(record.OtherValues.Count)}" : $" with {FieldNoun.Of(record.ByField).One} {record.ByValue}";

    private static string Of(AnomalyRecord record) => record.DividedBy is { } field ? $" of {Partition(record, FieldNoun.Of(field))}" : "";

    private static string Partition(AnomalyRecord record, FieldNoun noun) => noun.IsIdentity ? IdentityName.Of(record.Partition) : $"{noun.One} {record.Partition}";

    private static string Place(AnomalyRecord record) => record.Scope == BucketValue.Everywhere ? "" : $" in account {record.Scope}";

    /// <summary>How the score came about.</summary>
    public static string Explain(AnomalyRecord record)
    {
        var text = new StringBuilder();
        if (record.History is NoveltyHistory novelty) ExplainNovelty(text, record, novelty);
        else if (record.History is EntityHistory entity) ExplainEntity(text, record, entity);
        else if (record.History is NumberHistory or HourHistory)
            text.Append(CultureInfo.InvariantCulture, $"{Capital(Seen(record))}. Something so unusual turns up about once in {Days(record.ReturnDays)} over all (probability {Share(record.Probability)} an active bucket), which is score {Score(record)}.");
        else ExplainRare(text, record, (RareHistory)record.History);
        if (record.Repeats > 0) text.Append(CultureInfo.InvariantCulture, $" It came again in {Count(record.Repeats, "later bucket")} soon after, which belong to this anomaly.");
        return text.ToString();
    }

    private static void ExplainRare(StringBuilder text, AnomalyRecord record, RareHistory history)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Capital(Seen(record))}. Until then {Active(history.ActiveBuckets, record)} with {Count(history.KnownValues, "known value")} of {record.ByField}; ");
        text.Append(CultureInfo.InvariantCulture, $"a value that was never seen turns up about once in {Days(history.NewValueDays)}, ");
        text.Append(CultureInfo.InvariantCulture, $"one at least as rare as this about once in {Days(record.ReturnDays)} (probability {record.Probability.ToString("0.####", CultureInfo.InvariantCulture)} an active bucket), which is score {record.Score.ToString("0", CultureInfo.InvariantCulture)}.");
    }

    private static void ExplainNovelty(StringBuilder text, AnomalyRecord record, NoveltyHistory history)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Capital(Seen(record))}. ");
        if (history.PartitionBuckets > 0)
            text.Append(CultureInfo.InvariantCulture, $"It meets something new in about {Share(history.NewRate)} of its active buckets and knows {Count(history.PartitionValues, "value")}. ");
        if (history.Together > 1) text.Append(CultureInfo.InvariantCulture, $"{history.Together:N0} values were new to it at once. ");
        text.Append(CultureInfo.InvariantCulture, $"Something at least as unusual turns up about once in {Days(record.ReturnDays)} over all (probability {Share(record.Probability)} an active bucket of one), which is score {Score(record)}.");
    }

    private static void ExplainEntity(StringBuilder text, AnomalyRecord record, EntityHistory history)
    {
        text.Append(CultureInfo.InvariantCulture, $"The signs add up to {record.Actual.ToString("0.0", CultureInfo.InvariantCulture)}, where {record.Typical.ToString("0.0", CultureInfo.InvariantCulture)} is reached once a day: ");
        var parts = history.Contributions.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.JobId} {(c.Weight * c.Surprise).ToString("0.0", CultureInfo.InvariantCulture)} ({New(c)})")).ToList();
        if (history.AgeSurprise > 0.05) parts.Add(string.Create(CultureInfo.InvariantCulture, $"a young identity {history.AgeSurprise.ToString("0.0", CultureInfo.InvariantCulture)}"));
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", parts)}. So much turns up about once in {Days(record.ReturnDays)}, which is score {Score(record)}.");
    }

    /// <summary>"first time in 23 days of history" or "seen on 2 of 540 active hours, last 9 days ago".</summary>
    public static string Seen(AnomalyRecord record)
    {
        if (record.History is EntityHistory entity) return SeenOfEntity(entity, record);
        if (record.History is NoveltyHistory novelty) return SeenOfPartition(novelty, record);
        if (record.History is NumberHistory number)
            return string.Create(CultureInfo.InvariantCulture, $"{Figure(record.Actual)} where {Figure(record.Typical)} {(Figure(record.Typical) == "1" ? "is" : "are")} usual{(record.OverField is { } over ? $" for {FieldNoun.Of(over).Many}" : "")}{(number.Profile == MetricProfile.None ? "" : " at this time")}");
        if (record.History is HourHistory hour)
            return string.Create(CultureInfo.InvariantCulture, $"{(100 * hour.Share).ToString("0.#", CultureInfo.InvariantCulture)} % of its {Active(hour.PartitionBuckets, record)} were about this time");
        var history = (RareHistory)record.History;
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
        < 3652 => Count((long)Math.Round(days / 365.25), "year"),
        _ => "10 years or more", // no history says more
    };

    private static string Figure(double number) => number.ToString(Math.Abs(number) >= 10 ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    private static string SeenOfPartition(NoveltyHistory history, AnomalyRecord record)
    {
        var noun = FieldNoun.Of(record.DividedBy!);
        var who = Partition(record, noun);
        var since = history.PartitionBuckets == 0 ? $"first seen with {who}, which is new here" : $"first time for {who} in {Active(history.PartitionBuckets, record)}";
        return $"{since}; {Peers(history.Peers, history.Partitions, noun)}";
    }

    private static string SeenOfEntity(EntityHistory history, AnomalyRecord record)
    {
        var parts = new List<string>();
        if (history.AgeSurprise >= 1) parts.Add(history.EntityBuckets == 0 ? "new here" : $"new here, {Active(history.EntityBuckets, record)} old");
        var telling = history.Contributions.Where(c => c.Weight * c.Surprise >= 0.3).ToArray();
        parts.AddRange((telling.Length > 0 ? telling : [.. history.Contributions.Take(1)]).Select(New));
        return string.Join(", ", parts);
    }

    /// <summary>"new call StopLogging (nobody else had it)".</summary>
    private static string New(Contribution contribution)
    {
        if (contribution.Values.Count == 0) return "at a time at which it is seldom active";
        var more = contribution.Values.Count - 1 + contribution.More;
        var others = contribution.Peers == 0 ? "nobody else had it" : string.Create(CultureInfo.InvariantCulture, $"{contribution.Peers:N0} {(contribution.Peers == 1 ? "other" : "others")} had it");
        return $"new {FieldNoun.Of(contribution.Field).One} {contribution.Values[0]}{Others(more)} ({others})";
    }

    private static string Peers(int peers, int all, FieldNoun noun) => peers == 0
        ? $"no other {noun.One} had it"
        : string.Create(CultureInfo.InvariantCulture, $"{peers:N0} of {all:N0} {noun.Many} had it");

    private static string Share(double share) => share >= 0.01
        ? string.Create(CultureInfo.InvariantCulture, $"{(100 * share).ToString("0.#", CultureInfo.InvariantCulture)} %")
        : string.Create(CultureInfo.InvariantCulture, $"1 in {1 / share:N0}");

    private static string Score(AnomalyRecord record) => record.Score.ToString("0", CultureInfo.InvariantCulture);

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
