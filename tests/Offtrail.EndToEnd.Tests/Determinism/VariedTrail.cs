using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Determinism;

/// <summary>
/// A trail with all that tempts a result to depend on the order of arrival: two accounts, codes that come back, several
/// new ones within an hour, events that were delivered twice, events of the same microsecond.
/// </summary>
internal static class VariedTrail
{
    /// <summary>The deliveries: records in the order in which they happened, some of them twice.</summary>
    public static List<JsonObject> Deliveries()
    {
        var random = new Random(7);
        var records = new List<JsonObject>();
        foreach (var account in new[] { "111122223333", "444455556666" })
        {
            records.AddRange(SmallTrail.Records(account, account + ".First"));
            for (var day = 4; day < 10; day++)
            {
                var code = $"Code.OfDay{day}"; // and again the next day, in another hour
                records.Add(Sample.Record($"day-{day}", code, (day * 24) + 7.25, account));
                records.Add(Sample.Record($"day-{day}-twin", code + "b", (day * 24) + 7.25, account).With("userAgent", "other"));
                records.Add(Sample.Record($"day-{day}-again", code, (day * 24) + 30.5, account).With("sourceIPAddress", $"203.0.113.{day}"));
            }

            for (var i = 0; i < 40; i++) // an alert with many values, all of the same second
                records.Add(Sample.Record(string.Create(CultureInfo.InvariantCulture, $"burst-{i}"), "Burst", 200.1, account).With("eventName", $"Call{i % 12}").With("sourceIPAddress", $"192.0.2.{i % 7}"));
        }

        records.Sort((a, b) => string.CompareOrdinal((string)a["eventTime"]!, (string)b["eventTime"]!));
        return [.. records, .. records.Where(_ => random.Next(20) == 0).ToArray()];
    }
}
