using System.Diagnostics;
using System.Globalization;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Bench;

/// <summary>Lists with filters over a state with many alerts.</summary>
internal static class AlertBench
{
    public static int Run(string file, int alerts)
    {
        using var store = StateStore.Open(file);
        if (store.Alerts.Count(new AlertFilter()) < alerts) Fill(store, alerts);
        (string Name, AlertFilter Filter)[] filters =
        [
            ("newest", new()), ("open", new() { Statuses = [AlertStatus.Open] }), ("a rule", new() { Rules = ["r7"] }), ("an account", new() { Accounts = ["acct11"] }),
            ("an identity", new() { Entities = [(EntityKind.Identity, "user/u4711")] }), ("an access key", new() { Entities = [(EntityKind.AccessKey, "AKIA4711")] }),
            ("a day", new() { FromMicros = At(alerts / 2), ToMicros = At((alerts / 2) + 1440) }), ("score 95 and open", new() { LeastScore = 95, Statuses = [AlertStatus.Open] }),
            ("a text that few have", new() { Text = "user u4711 with" }), ("a part of a word", new() { Text = "KIA77777" }), ("a text that many have", new() { Text = "in account acct11" }), ("a text that none has", new() { Text = "nobody ever" }),
        ];
        foreach (var (name, filter) in filters)
        {
            var times = Enumerable.Range(0, 5).Select(_ =>
            {
                var watch = Stopwatch.StartNew();
                var wanted = filter with { Newest = 50 };
                if (store.Alerts.Repeats(wanted).Count == 50) store.Alerts.Count(wanted, 1_000); // as the command does
                return watch.Elapsed.TotalMilliseconds;
            }).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {Measured.Median(times),8:0.0} ms (at most 200)"));
        }

        return 0;
    }

    private static long At(int number) => number * 60_000_000L;

    private static void Fill(StateStore store, int alerts)
    {
        var document = "{\"offtrail\":{\"alert\":{\"status\":\"open\"}},\"filler\":\"" + new string('x', 3000) + "\"}";
        for (var from = 0; from < alerts; from += 10_000)
            store.InTransaction(() =>
            {
                for (var i = from; i < Math.Min(alerts, from + 10_000); i++)
                {
                    var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)).AsSpan(0, 16));
                    store.Alerts.Raise(
                        new StoredAlert(id, $"r{i % 18}", At(i), At(i), 50 + (i % 50), 50, $"Call Describe{i % 900} in account acct{i % 20}: first time for user u{i % 50_000} in {i % 700} active hours; {i % 5} of 25 identities had it. {i % 9} times in Describe{i % 900} by user u{i % 50_000} with key AKIA{i % 100_000}, from 10.{i % 200}.0.1.", document) { Account = $"acct{i % 20}", FirstEvent = At(i), LastEvent = At(i), ReturnDays = 30, Kin = $"k{i % 300_000}" },
                        [new(EntityKind.Identity, $"acct{i % 20} arn:aws:iam::1:user/u{i % 50_000}"), new(EntityKind.AccessKey, $"AKIA{i % 100_000}"), new(EntityKind.Source, $"10.{i % 200}.0.1")]);
                }

                return 0;
            });
    }
}
