using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Tunings;

public sealed class TuningTests
{
    private static readonly JobVocabulary s_known = new(f => f is "event.action" or "user.name" or "cloud.account.id" or "source.ip", _ => null, id => id == "calls" ? new ValueList(id, "", ["Delete*"]) : null);

    private static readonly Detector s_detector = new(DetectorFunction.Rare, "event.action", "user.name");

    private static readonly JobDefinition s_job = Made.Job with { Id = "mine", Detectors = [s_detector], LearningBuckets = 1, LearningTime = TimeSpan.Zero };

    [Fact]
    public void What_is_skipped_as_a_result_is_learned_and_what_is_skipped_altogether_is_not()
    {
        BucketValue[] rows = [Row(0, "ana", "Get"), Row(0, "bob", "Get"), Row(50, "ana", "Odd"), Row(100, "bob", "Odd")];
        var plain = Run(s_job, rows);
        plain.Select(r => (r.Partition, r.ByValue)).ShouldContain(("ana", "Odd"));
        var quiet = Run(Tuned("skip: [{when: {user.name: [ana], event.action: [O*]}, actions: [skip_result]}]"), rows);
        quiet.Select(Text).ShouldBe(plain.Where(r => r.Partition != "ana" || r.ByValue != "Odd").Select(Text), "all others are as they were");
        var unseen = Run(Tuned("skip: [{when: {user.name: [ana], event.action: [O*]}}]"), rows);
        unseen.Select(Text).ShouldBe(Run(s_job, [.. rows.Where(r => r.Bucket != rows[2].Bucket)]).Select(Text), "as if the event had not been");
    }

    [Fact]
    public void A_rule_holds_from_its_time_on_and_in_its_account()
    {
        BucketValue[] rows = [Row(0, "ana", "Get"), Row(20, "ana", "OddOne"), Row(50, "ana", "OddTwo")];
        Run(Tuned("skip: [{when: {user.name: [ana]}, from: 2026-05-02T00:00Z, actions: [skip_result]}]"), rows).Select(r => r.ByValue).ShouldBe(Run(s_job, rows).Select(r => r.ByValue).Except(["OddTwo"]));
        Run(Tuned("skip: [{when: {user.name: [ana], cloud.account.id: [\"999999999999\"]}}]"), rows).Select(Text).ShouldBe(Run(s_job, rows).Select(Text));
        Run(Tuned("skip: [{when: {cloud.account.id: [\"111122223333\"]}}]"), rows).ShouldBeEmpty();
    }

    [Fact]
    public void In_planned_time_nothing_is_raised_and_nothing_learned()
    {
        BucketValue[] rows = [.. Enumerable.Range(0, 20).Select(h => Row(h, "ana", "Get")), Row(24, "ana", "Odd"), Row(50, "ana", "Odd")];
        var found = Run(Tuned("calendar: [{name: Move, from: 2026-05-02, to: 2026-05-03}]"), rows);
        found.Where(r => r.ByValue == "Odd").ShouldHaveSingleItem().Bucket.ShouldBe(rows[^1].Bucket, "it is new still");
        Run(Tuned("calendar: [{name: Move, from: 2026-05-02, to: 2026-05-03, accounts: [\"2\"]}]"), rows).Select(Text).ShouldBe(Run(s_job, rows).Select(Text));
    }

    [Fact]
    public void A_small_number_raises_nothing_and_a_great_one_does()
    {
        var metric = new Detector(DetectorFunction.Count, "", "user.name") { Side = MetricSide.High };
        var job = Made.Job with { Id = "mine", Detectors = [metric], LearningBuckets = 1, LearningTime = TimeSpan.Zero };
        BucketValue[] rows = [.. Enumerable.Range(0, 200).Select(h => Row(h, "ana", "") with { Number = 1 }), Row(200, "ana", "") with { Number = 15 }, Row(230, "ana", "") with { Number = 40 }];
        MetricDetector.Run(job, metric, rows).Select(r => r.Actual).Where(n => n > 1).ShouldBe([15, 40]);
        MetricDetector.Run(Tuned("skip: [{when: {user.name: [ana]}, actual_below: 20, actions: [skip_result]}]", job), metric, rows).Select(r => r.Actual).Where(n => n > 1).ShouldBe([40]);
    }

    [Fact]
    public void A_tuned_job_is_another_job_and_one_that_is_not_concerned_is_the_same()
    {
        Tuned("skip: [{when: {user.name: [ana]}}]").Fingerprint().ShouldNotBe(s_job.Fingerprint());
        Tuned("skip: [{when: {source.ip: [192.0.2.1]}}]").Fingerprint().ShouldBe(s_job.Fingerprint());
        Tuned("lists: {ours: [ana]}\nskip: [{when: {user.name: ours}}]").Fingerprint().ShouldBe(Tuned("skip: [{when: {user.name: [ana]}}]").Fingerprint());
        Tuned("skip: [{when: {event.action: calls}}]").Skips[0].When["event.action"].ShouldBe(["Delete*"]);
    }

    [Theory]
    [InlineData("skip: [{}]", "the key \"when\" is missing; right would be fields with values")]
    [InlineData("skip: [{when: {}}]", "it would skip everything")]
    [InlineData("skip: [{when: {user.nam: [a]}}]", "\"user.nam\" is no field of the lake")]
    [InlineData("skip: [{when: {user.name: ours}}]", "there is no list \"ours\"; right would be one of the key lists of this file, or values in brackets, such as [\"ours\"]")]
    [InlineData("skip: [{when: {user.name: ['*a']}}]", "user.name has \"*a\"; right would be a single * at the end")]
    [InlineData("lists: {us: [a*b]}\nskip: [{when: {user.name: us}}]", "us has \"a*b\"; right would be a single * at the end")]
    [InlineData("skip: [{when: {user.name: [a]}, actions: [skip_model_update]}]", "right would be [skip_result]")]
    [InlineData("skip: [{when: {user.name: [a]}, actions: [hide]}]", "actions has \"hide\"")]
    [InlineData("skip: [{when: {user.name: [a]}, jobs: [other]}]", "there is no job \"other\"")]
    [InlineData("skip: [{when: {user.name: [a]}, from: soon}]", "from is \"soon\"; right would be a time, such as 2026-05-01")]
    [InlineData("calendar: [{name: x, from: 2026-05-02, to: 2026-05-02}]", "to must be after from")]
    [InlineData("skip: [{when: {user.name: [a]}, then: hide}]", "unknown key \"then\"")]
    [InlineData("calender: []", "unknown key \"calender\"; right would be calendar, lists, skip")]
    [InlineData("skip: [{when: {source.ip: [a], user.name: [a]}}]", "no job judges by source.ip and user.name; right would be its by field")]
    [InlineData("skip: [{when: {source.ip: [a]}, jobs: [mine]}]", "no job of mine judges by source.ip; right would be its by field")]
    public void What_is_wrong_is_told_with_its_place(string yaml, string told)
    {
        var message = Should.Throw<DefinitionException>(() => Parse(yaml)).Message;
        message.ShouldContain(told);
        message.ShouldStartWith("tuning.yaml:1:");
    }

    [Fact]
    public void A_rule_holds_where_any_detector_judges_by_its_fields_and_each_by_its_own_actions()
    {
        var two = s_job with { Detectors = [s_detector, new Detector(DetectorFunction.Rare, "source.ip")] };
        Parse("skip: [{when: {source.ip: [192.0.2.1]}}]", two).Apply(two).Skips.ShouldHaveSingleItem();
        BucketValue[] rows = [Row(0, "ana", "Get"), Row(0, "bob", "Get"), Row(50, "ana", "Odd"), Row(50, "bob", "Odd")];
        Tuned("skip: [{when: {user.name: [bob]}, actions: [skip_result]}, {when: {user.name: [ana]}}]").Seen(s_detector, rows).ShouldBe([rows[1], rows[3]]);
    }

    [Fact]
    public void Of_several_rules_each_skips_its_own()
    {
        BucketValue[] rows = [Row(0, "ana", "Get"), Row(0, "bob", "Get"), Row(0, "eve", "Get"), Row(50, "ana", "Odd"), Row(50, "bob", "Odd"), Row(50, "eve", "Odd")];
        Run(s_job, rows).Where(r => r.ByValue == "Odd").Select(r => r.Partition).ShouldBe(["ana", "bob", "eve"]);
        Run(Tuned("skip: [{when: {user.name: [ana]}, actions: [skip_result]}, {when: {user.name: [bob]}, actions: [skip_result]}]"), rows).Where(r => r.ByValue == "Odd").Select(r => r.Partition).ShouldBe(["eve"]);
    }

    [Fact]
    public void A_rule_matches_from_its_time_on_numbers_below_its_own_and_the_entity()
    {
        var rule = new SkipRule("", new Dictionary<string, IReadOnlyList<string>> { ["user.name"] = ["ana"] }, 20, true, Made.May);
        var row = Row(0, "ana", "Get") with { Number = 19 };
        rule.Matches(row, s_detector, null).ShouldBeTrue();
        rule.Matches(row with { Bucket = Made.May - 1 }, s_detector, null).ShouldBeFalse();
        rule.Matches(row with { Number = 20 }, s_detector, null).ShouldBeFalse();
        rule.Matches(row with { Partition = "bob" }, s_detector, null).ShouldBeFalse();
        rule.Matches(row, null, "user.name").ShouldBeTrue();
        rule.Matches(row, null, "source.ip").ShouldBeFalse();
        rule.Matches(row, new Detector(DetectorFunction.Rare, "user.name"), "user.name").ShouldBeFalse("the value is another's");
    }

    [Fact]
    public void Planned_time_touches_the_buckets_that_share_a_moment_with_it()
    {
        var time = new PlannedTime("Move", Made.May, Made.May + Made.Day, ["111122223333"]);
        var row = Row(0, "ana", "Get");
        time.Touches(row with { Bucket = Made.May - Made.Hour }, Made.Hour).ShouldBeFalse();
        time.Touches(row with { Bucket = Made.May - Made.Hour + 1 }, Made.Hour).ShouldBeTrue();
        time.Touches(row with { Bucket = Made.May + Made.Day - 1 }, Made.Hour).ShouldBeTrue();
        time.Touches(row with { Bucket = Made.May + Made.Day }, Made.Hour).ShouldBeFalse();
        time.Touches(row with { Scope = "other" }, Made.Hour).ShouldBeFalse();
    }

    private static Tuning Parse(string yaml, JobDefinition? job = null) => Tuning.Parse(yaml, "tuning.yaml", s_known, [job ?? s_job, Made.Job with { Id = "by_address", Detectors = [new Detector(DetectorFunction.Rare, "source.ip")] }]);

    private static JobDefinition Tuned(string yaml, JobDefinition? job = null) => Parse(yaml, job).Apply(job ?? s_job);

    private static AnomalyRecord[] Run(JobDefinition job, BucketValue[] rows) => [.. NoveltyDetector.Run(job, s_detector, job.Seen(s_detector, rows))];

    private static string Text(AnomalyRecord record) => Convert.ToHexString(RecordBytes.Write(record));

    private static BucketValue Row(int hour, string partition, string value) =>
        new("111122223333", Made.May + (hour * Made.Hour), value, 1, Made.May + (hour * Made.Hour), Made.May + (hour * Made.Hour)) { Partition = partition };
}
