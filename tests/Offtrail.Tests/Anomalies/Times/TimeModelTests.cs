using System.Text.Json;
using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Times;

public sealed class TimeModelTests(ITestOutputHelper output)
{
    private const long Quarter = Made.Hour / 4;

    private static readonly Gen<TimeCycle> s_cycles = Gen.Int[0, 1].Select(c => (TimeCycle)c);

    [Fact]
    public void It_judges_as_its_plain_twin_does() =>
        Gen.Select(Gen.Int[1, 200].Array[0, 40], s_cycles, Gen.Int[2, 60]).Sample((gaps, cycle, halfLife) =>
        {
            var settings = new TimeSettings(cycle) { HalfLife = TimeSpan.FromDays(halfLife) };
            var (model, twin, bucket) = (new TimeModel(settings), new TimeTwin(settings), Made.May);
            foreach (var gap in gaps)
            {
                bucket += gap * Quarter;
                foreach (var at in (long[])[bucket, bucket + (7 * Quarter), bucket + (50 * Quarter)])
                {
                    var p = model.Judge(at).Probability;
                    ((double[])[1e-12, 1e-10, 1e-14]).ShouldContain(tie => Math.Abs(twin.Judge(at, tie) - p) <= 1e-9, $"{p}, not {twin.Judge(at, 1e-12)}");
                }

                model.Learn(bucket);
                twin.Learn(bucket);
                model.CheckInvariants();
            }
        }, iter: 100, threads: 1);

    /// <summary>Active hours drawn apart from each other, judged after 200: the share that is given p or less is p, within a factor of two.</summary>
    [Theory]
    [InlineData(TimeCycle.Day, "always")]
    [InlineData(TimeCycle.Day, "by day")]
    [InlineData(TimeCycle.Day, "at work")]
    [InlineData(TimeCycle.Week, "always")]
    [InlineData(TimeCycle.Week, "by day")]
    [InlineData(TimeCycle.Week, "at work")]
    public void Small_probabilities_come_as_often_as_they_say(object cycle, string when)
    {
        var given = new List<double>();
        for (var seed = 1; seed <= 8; seed++)
        {
            var (random, model, learned) = (new Random(seed), new TimeModel(new TimeSettings((TimeCycle)cycle)), 0);
            for (var quarter = 0; quarter < 60 * 96; quarter++)
            {
                var hour = quarter / 4.0 % 24;
                var chance = when switch
                {
                    "always" => 0.25,
                    "by day" => 0.25 * (1 + Math.Cos(2 * Math.PI * (hour - 14) / 24)),
                    _ => quarter / 96 % 7 is 1 or 2 ? 0.005 : hour is > 8 and < 18 ? 0.5 : 0.01, // 1 May 2026 is a Friday
                };
                if (random.NextDouble() >= chance) continue;
                var bucket = Made.May + (quarter * Quarter);
                if (learned++ >= 200) given.Add(model.Judge(bucket).Probability);
                model.Learn(bucket);
            }
        }

        var (tenth, hundredth) = (given.Count(p => p <= 0.1) / (double)given.Count, given.Count(p => p <= 0.01) / (double)given.Count);
        output.WriteLine($"{cycle}, {when}: {tenth:0.0000} at 0.1, {hundredth:0.0000} at 0.01, {given.Count(p => p <= 0.001) / (double)given.Count:0.00000} at 0.001, of {given.Count}");
        tenth.ShouldBeInRange(0.05, 0.2);
        hundredth.ShouldBeInRange(when == "always" ? 0.004 : 0.005, 0.02); // where all times are alike, ties make it say less
    }

    [Fact]
    public void Without_history_no_time_is_unusual_and_with_t_buckets_none_is_rarer_than_one_in_t_plus_1()
    {
        var model = new TimeModel(new TimeSettings(TimeCycle.Day) { HalfLife = TimeSpan.FromDays(36_500) });
        model.Judge(Made.May).Probability.ShouldBe(1);
        for (var day = 0; day < 99; day++) model.Learn(Made.May + (day * Made.Day) + (9 * Made.Hour));
        var night = model.Judge(Made.May + (99 * Made.Day) + (3 * Made.Hour));
        night.Probability.ShouldBe(0.01, 0.0001);
        night.Typical.ShouldBe(9 * 3600);
        night.Share.ShouldBe(0);
        night.History.ShouldBe(new TimeHistory(99, 90 - 0.25 + 9));
        model.Judge(Made.May + (99 * Made.Day) + (9 * Made.Hour)).Probability.ShouldBe(1);
    }

    [Fact]
    public void Around_midnight_the_day_goes_on()
    {
        var model = new TimeModel(new TimeSettings(TimeCycle.Day));
        for (var day = 0; day < 30; day++)
        {
            model.Learn(Made.May + (day * Made.Day) + (2 * Quarter));
            model.Learn(Made.May + (day * Made.Day) + (94 * Quarter));
        }

        model.Judge(Made.May + (30 * Made.Day)).Probability.ShouldBe(1);
        model.Judge(Made.May + (30 * Made.Day) + (6 * Made.Hour)).Probability.ShouldBeLessThan(0.03);
    }

    [Fact]
    public void The_weekend_is_unusual_for_who_works_on_weekdays_only_to_the_week()
    {
        var (day, week) = (new TimeModel(new TimeSettings(TimeCycle.Day)), new TimeModel(new TimeSettings(TimeCycle.Week)));
        for (var hour = 0; hour < 28 * 24; hour++)
        {
            if (hour % 24 is < 9 or > 17 || hour / 24 % 7 is 1 or 2) continue;
            day.Learn(Made.May + (hour * Made.Hour));
            week.Learn(Made.May + (hour * Made.Hour));
        }

        var saturday = Made.May + (29 * Made.Day) + (12 * Made.Hour);
        day.Judge(saturday).Probability.ShouldBeGreaterThan(0.1);
        week.Judge(saturday).Probability.ShouldBeLessThan(0.01);
    }

    [Fact]
    public void The_probability_is_above_0_and_at_most_1_even_over_centuries() =>
        Gen.Select(Gen.Int[0, 400_000].Array[1, 30], s_cycles).Sample((days, cycle) =>
        {
            var (model, bucket) = (new TimeModel(new TimeSettings(cycle) { HalfLife = TimeSpan.FromDays(1) }), Made.May);
            foreach (var gap in days)
            {
                bucket += ((gap % 3 == 0 ? gap : 0) * Made.Day) + Made.Hour;
                var judged = model.Judge(bucket);
                judged.Probability.ShouldBeGreaterThan(0);
                judged.Probability.ShouldBeLessThanOrEqualTo(1);
                judged.Share.ShouldBeInRange(0, 1);
                model.Learn(bucket);
                model.CheckInvariants();
            }
        }, iter: 100, threads: 1);

    [Fact]
    public void A_restored_model_goes_on_to_the_same_last_bit() =>
        Gen.Select(Gen.Int[1, 3000].Array[1, 60], Gen.Int[0, 60], s_cycles).Sample((gaps, stop, cycle) =>
        {
            var settings = new TimeSettings(cycle) { HalfLife = TimeSpan.FromDays(1) };
            var (one, other, bucket) = (new TimeModel(settings), new TimeModel(settings), Made.May);
            for (var i = 0; i < gaps.Length; i++)
            {
                bucket += gaps[i] * Quarter;
                if (i == stop) other = TimeModel.FromState(settings, other.ToState());
                other.Judge(bucket).ShouldBe(one.Judge(bucket));
                one.Learn(bucket);
                other.Learn(bucket);
            }

            JsonSerializer.Serialize(other.ToState()).ShouldBe(JsonSerializer.Serialize(one.ToState()));
        }, iter: 100, threads: 1);

    /// <summary>The file: every hour from 9 to 17 UTC of 14 days.</summary>
    [Fact]
    public void A_state_of_version_1_is_read()
    {
        var settings = new TimeSettings(TimeCycle.Day);
        var file = Repository.PathOf("tests", "Offtrail.Tests", "Anomalies", "Times", "States", "day-1.json");
        var model = TimeModel.FromState(settings, JsonSerializer.Deserialize<TimeState>(File.ReadAllText(file))!);
        model.CheckInvariants();
        var judged = model.Judge(Made.May + (14 * Made.Day) + (20 * Made.Hour));
        judged.Probability.ShouldBe(0.009372182588640313, 1e-12);
        judged.History.ShouldBe(new TimeHistory(14 * 9, 14 + (11 / 24.0)));
        Should.Throw<ArgumentException>(() => TimeModel.FromState(settings, model.ToState() with { Version = 2 }));
        Should.Throw<ArgumentException>(() => TimeModel.FromState(new TimeSettings(TimeCycle.Week), model.ToState()));
    }
}
