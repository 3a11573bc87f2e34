using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Records;

public sealed class ScopeActivityTests
{
    [Fact]
    public void Something_of_chance_p_turns_up_once_in_the_time_of_the_formula()
    {
        var activity = new ScopeActivity(Made.Job, ActivityState.Empty);
        for (var hour = 0; hour < 120; hour += 2) activity.Learn(hour * Made.Hour, 3);
        (activity.Buckets, activity.Days(120 * Made.Hour)).ShouldBe((60, 5));
        activity.PartitionBucketsADay(120 * Made.Hour).ShouldBe(36);
        activity.ReturnDays(0.01, 120 * Made.Hour).ShouldBe(1 / (12 * (1 - Math.Pow(0.99, 3))), 1e-9, "12 buckets a day of 3 partitions");
        activity.ReturnDays(1, 120 * Made.Hour).ShouldBe(1 / 12.0, 1e-9);
    }

    [Fact]
    public void Before_there_is_a_day_of_it_there_is_one()
    {
        var activity = new ScopeActivity(Made.Job, ActivityState.Empty);
        activity.Days(Made.May).ShouldBe(0);
        activity.ReturnDays(0.25, Made.May).ShouldBe(4, 1e-9);
        activity.Learn(Made.May, 1);
        activity.ReturnDays(0.25, Made.May + Made.Hour).ShouldBe(4, 1e-9);
        activity.PartitionBucketsADay(Made.May + Made.Hour).ShouldBe(1);
    }

    [Fact]
    public void There_are_no_more_buckets_a_day_than_fit()
    {
        var activity = new ScopeActivity(Made.Job with { BucketSpan = TimeSpan.FromHours(6) }, ActivityState.Empty);
        for (var bucket = 0; bucket < 12; bucket++) activity.Learn(Made.May, 1);
        activity.ReturnDays(0.25, Made.May).ShouldBe(1, 1e-9, "4 a day");
    }

    [Fact]
    public void Learning_ends_with_the_buckets_and_the_days_that_the_job_asks_for()
    {
        var activity = new ScopeActivity(Made.Job with { LearningBuckets = 2, LearningTime = TimeSpan.FromDays(1) }, ActivityState.Empty);
        activity.Learn(Made.May, 1);
        activity.IsLearning(Made.May + Made.Day).ShouldBeTrue();
        activity.Learn(Made.May + Made.Hour, 1);
        activity.IsLearning(Made.May + Made.Day - 1).ShouldBeTrue();
        activity.IsLearning(Made.May + Made.Day).ShouldBeFalse();
    }
}
