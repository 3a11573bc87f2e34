using System.Text;

namespace Offtrail.Tests.Events;

/// <summary>Every byte of the first, a middle and the last record, taken away, doubled by each sign of JSON's structure, or turned into it.</summary>
public sealed class EveryByteBrokenTests
{
    private static readonly string[] s_records =
    [
        .. Enumerable.Range(0, 4).Select(i =>
            $$$"""{"eventVersion":"1.09","userIdentity":{"type":"IAMUser","arn":"a:{{{i}}}"},"eventTime":"2026-05-01T00:00:0{{{i}}}Z","eventName":"X","requestParameters":{"a":[{"b":{{{i}}}},{"c":null}]},"eventID":"id{{{i}}}","recipientAccountId":"1"}"""),
    ];

    [Theory]
    [InlineData("{\"Records\":[", ",", "]}")]
    [InlineData("[", ",\n", "]")]
    [InlineData("", "\n", "\n")]
    public Task No_other_record_is_lost_and_none_goes_unnoticed(string before, string between, string after) => Within.Seconds(60, () =>
    {
        var whole = before + string.Join(between, s_records) + after;
        var lost = new List<string>();
        foreach (var victim in new[] { 0, 1, 3 })
        {
            var start = whole.IndexOf(s_records[victim], StringComparison.Ordinal);
            for (var at = start; at < start + s_records[victim].Length; at++)
            {
                Try("deleted", whole.Remove(at, 1));
                foreach (var sign in "{}[]\",:\\\n x\u0001")
                {
                    if (at > start) Try($"inserted '{sign}' before", whole.Insert(at, sign.ToString()));
                    if (at == start && sign is ('[' or ']')) continue; // BrokenContentTests has a test of that alone
                    Try($"replaced by '{sign}'", whole.Remove(at, 1).Insert(at, sign.ToString()));
                }

                void Try(string what, string broken)
                {
                    var read = Collector.Read(Encoding.UTF8.GetBytes(broken));
                    var missing = Enumerable.Range(0, 4).Where(i => i != victim && read.Events.All(e => e.Record != s_records[i])).ToArray();
                    if (missing.Length > 0 || read.Events.Count + read.RejectedRecords.Count() < 4)
                        lost.Add($"record {victim}, {what} …{broken[Math.Max(0, at - 12)..at]}▮{broken[at..Math.Min(broken.Length, at + 12)]}…: lost {string.Join(" ", missing)}, rejected {read.RejectedRecords.Count()}");
                }
            }
        }

        lost.ShouldBeEmpty();
    });
}
