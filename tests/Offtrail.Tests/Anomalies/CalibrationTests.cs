using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

/// <summary>
/// A threshold is a budget: 50 is what turns up once in five days when nothing is wrong. Measured on accounts without
/// attacks whose codes come independently of each other, hour by hour.
/// </summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const double BudgetADay = 0.2;
    private const int LearnedDays = 14;

    public static TheoryData<string, int, double, double, int> Accounts => new()
    {
        { "20 codes, Zipf, busy", 20, 0.9, 1.0, 60 },
        { "20 codes, Zipf, quiet", 20, 0.2, 1.0, 90 },
        { "20 codes, steep, very rare ones", 20, 0.8, 2.5, 90 },
        { "100 codes, long tail", 100, 0.5, 1.5, 60 },
        { "5 codes, all usual", 5, 0.7, 0.3, 60 },
        { "40 codes, hardly any", 40, 0.02, 1.0, 90 },
    };

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Alerts_at_50_stay_within_twice_their_budget(string name, int codes, double highest, double exponent, int days)
    {
        const int Runs = 12;
        long alerts = 0;
        for (var seed = 1; seed <= Runs; seed++)
            alerts += RareDetector.Run(Made.Job, Made.Detector, Account(seed, codes, highest, exponent, days)).Count(r => r.Score >= 50 && !r.Learning && r.Bucket >= Made.May + (LearnedDays * Made.Day));
        var perDay = alerts / (double)(Runs * (days - LearnedDays));
        output.WriteLine($"{name}: {alerts} alerts, {perDay:0.000} a day (budget {BudgetADay})");
        perDay.ShouldBeLessThanOrEqualTo(2 * BudgetADay);
    }

    [Fact]
    public void A_code_that_was_never_there_in_a_month_is_an_alert_in_every_such_account()
    {
        foreach (var seed in Enumerable.Range(1, 12))
        {
            var at = Made.May + (30 * Made.Day);
            var values = Account(seed, 20, 0.9, 1.0, 30).Append(new BucketValue("1", at, "Attack", 1, at, at));
            RareDetector.Run(Made.Job, Made.Detector, values).Single(r => r.ByValue == "Attack").Score.ShouldBeGreaterThanOrEqualTo(50, $"seed {seed}");
        }
    }

    /// <summary>Code k is in an hour with the chance highest / (k+1)^exponent.</summary>
    private static IEnumerable<BucketValue> Account(int seed, int codes, double highest, double exponent, int days)
    {
        var random = new Random(seed);
        for (var hour = 0; hour < days * 24; hour++)
        {
            var bucket = Made.May + (hour * Made.Hour);
            for (var code = 0; code < codes; code++)
                if (random.NextDouble() < highest / Math.Pow(code + 1, exponent)) yield return new BucketValue("1", bucket, $"code{code:000}", 1, bucket, bucket);
        }
    }
}
