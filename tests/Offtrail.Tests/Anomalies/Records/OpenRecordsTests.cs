using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Records;

public sealed class OpenRecordsTests
{
    private static readonly AnomalyRecord s_record = Made.Record(60, Made.May, "Odd");

    [Fact]
    public void A_value_that_comes_again_in_time_is_counted_with_its_anomaly()
    {
        var records = new OpenRecords(TimeSpan.FromHours(2), [s_record]);
        records.TryFold(Value(1, "Odd")).ShouldBeTrue();
        records.TryFold(Value(1, "Other")).ShouldBeFalse();
        records.TryFold(Value(1, "Odd") with { Partition = "ana" }).ShouldBeFalse();
        records.TryFold(Value(2, "Odd")).ShouldBeFalse("then it is over");
        var record = records.All.ShouldHaveSingleItem();
        (record.Repeats, record.EventCount, record.FirstEvent, record.LastEvent).ShouldBe((1, s_record.EventCount + 4, s_record.FirstEvent, Made.May + Made.Hour + 9));
    }

    [Fact]
    public void An_unusual_number_that_comes_again_is_counted_unless_it_is_more_unusual()
    {
        var records = new OpenRecords(TimeSpan.FromHours(2), [s_record]);
        records.TryCount("", "Odd", Made.May + Made.Hour, 59).ShouldBeTrue();
        records.TryCount("", "Odd", Made.May + Made.Hour, 60).ShouldBeTrue();
        records.TryCount("", "Odd", Made.May + Made.Hour, 60.1).ShouldBeFalse();
        records.TryCount("", "Odd", Made.May + (2 * Made.Hour), 10).ShouldBeFalse();
        records.All.ShouldHaveSingleItem().ShouldBe(s_record with { Repeats = 2 });
    }

    [Fact]
    public void Open_are_the_latest_of_each_value_that_are_not_over()
    {
        var later = Made.Record(70, Made.May + Made.Hour, "Odd");
        var other = Made.Record(50, Made.May, "Other");
        var records = new OpenRecords(TimeSpan.FromHours(2), [s_record, other, later]);
        records.Open(Made.May + (2 * Made.Hour) - 1).ShouldBe([other, later]);
        records.Open(Made.May + (2 * Made.Hour)).ShouldBe([later]);
        records.Open(Made.May + (3 * Made.Hour)).ShouldBeEmpty();
    }

    [Fact]
    public void A_time_and_the_use_of_rare_values_repeat_whatever_the_value()
    {
        s_record.RepeatsAs.ShouldBe("Odd");
        (s_record with { Function = "freq_rare" }).RepeatsAs.ShouldBe("");
        (s_record with { History = new HourHistory(1, 2, 3, 0) }).RepeatsAs.ShouldBe("");
    }

    private static BucketValue Value(int hour, string value) =>
        new("111122223333", Made.May + (hour * Made.Hour), value, 4, Made.May + (hour * Made.Hour) + 1, Made.May + (hour * Made.Hour) + 9);
}
