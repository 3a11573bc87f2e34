using Offtrail.Anomalies;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What an anomaly record may be put down to: its account, its own values, its partition, and what the events behind it have in the job's influencers and a few fields that every analyst asks for.</summary>
internal static class RecordInfluencers
{
    private const int MostValues = 10; // of a field: the ones with most events

    private static readonly string[] s_always = [AlertFields.Identity, AlertFields.Address, AlertFields.ErrorCode, AlertFields.Action];

    /// <summary>Those of a record, each once.</summary>
    /// <param name="record">The record.</param>
    /// <param name="job">Its job.</param>
    /// <param name="behind">Its events; none for a record that is kept without them.</param>
    public static IReadOnlyList<Influencer> Of(AnomalyRecord record, JobDefinition job, Evidence behind)
    {
        var all = new HashSet<Influencer>();
        if (record.Scope != BucketValue.Everywhere) all.Add(new Influencer(Influencer.Account, record.Scope));
        else AddOf(AlertFields.Account);
        if (record.ByField.Length > 0) foreach (var value in record.OtherValues.Prepend(record.ByValue)) all.Add(new Influencer(record.ByField, value));
        if (record.DividedBy is { } field) all.Add(new Influencer(field, record.Partition));
        foreach (var named in job.Influencers.Union(s_always)) AddOf(named);
        return [.. all];

        void AddOf(string named)
        {
            foreach (var (value, _) in behind.Of(named).Top.Take(MostValues)) all.Add(new Influencer(named, value));
        }
    }
}
