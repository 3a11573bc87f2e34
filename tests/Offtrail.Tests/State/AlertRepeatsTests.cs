using CsCheck;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Tests.State;

/// <summary>Alerts that say the same stand as the newest of them, beside a plain grouping of all.</summary>
public sealed class AlertRepeatsTests
{
    [Fact]
    public Task Repeats_are_counted_as_linq_counts_them_whatever_the_limit() => Within.Seconds(120, () =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Bool, Gen.Int[0, 1], Gen.Int[0, 1]).Array[0, 14], Gen.Int[0, 15]).Sample((made, most) =>
        {
            using var folder = new TempFolder();
            using var store = StateStore.Open(folder.Of("state.db"));
            var alerts = made.Select((m, i) => new StoredAlert($"aaaa{i:x4}", "r", 0, 100 + m.Item2, 40 + (m.Item2 * 3 % 5), 50, m.Item5 == 0 ? "One" : "Other", "{}") { Kin = $"k{m.Item1}", OfEntity = m.Item1 == 0 && m.Item3, Status = (AlertStatus)m.Item4 }).ToArray();
            store.InTransaction(() =>
            {
                foreach (var a in alerts) store.Alerts.Raise(a, []);
                return 0;
            });
            new AlertDesk(store, TimeProvider.System, "ana").Acknowledge([.. alerts.Where(a => a.Status == AlertStatus.Acknowledged)]);
            foreach (var filter in new AlertFilter[] { new(), new() { Text = "one" }, new() { Statuses = [AlertStatus.Open], FromMicros = 102 } })
            {
                var fit = alerts.Where(a => (filter.Text is null || a.Reason == "One") && (filter.FromMicros is null || (a.Status == AlertStatus.Open && a.RaisedAt >= 102)));
                foreach (var order in Enum.GetValues<AlertOrder>())
                {
                    var sorted = (order switch
                    {
                        AlertOrder.Oldest => fit.OrderByDescending(a => a.RaisedAt).ThenByDescending(a => a.Id, StringComparer.Ordinal),
                        AlertOrder.Score => fit.OrderBy(a => a.Score).ThenBy(a => a.RaisedAt).ThenBy(a => a.Id, StringComparer.Ordinal),
                        _ => fit.OrderBy(a => a.RaisedAt).ThenBy(a => a.Id, StringComparer.Ordinal),
                    }).ToList();
                    var expected = sorted.GroupBy(a => a.OfEntity ? a.Id : $"{a.Kin} {a.Status}").OrderBy(g => sorted.IndexOf(g.Last())).Select(g => (g.Last().Id, (long)g.Count(), g.Min(a => a.RaisedAt))).ToArray();
                    store.Alerts.Repeats(filter with { Newest = most > 0 ? most : null }, order).Select(r => (r.Newest.Id, r.Times, r.FirstRaisedAt)).ShouldBe(most > 0 ? expected.TakeLast(most) : expected);
                }
            }
        }, iter: 100, threads: 1));
}
