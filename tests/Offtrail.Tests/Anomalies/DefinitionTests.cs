using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

/// <summary>A wrong definition says file, line, column, key and what would be right.</summary>
public sealed class DefinitionTests
{
    private const string Job = """
        id: my_job
        name: Mine
        description: What it sees
        bucket_span: 1h
        detectors:
          - function: rare
            by_field_name: event.action
        influencers: [source.ip]
        model:
          half_life: 30d
        """;

    [Fact]
    public void A_right_one_is_read()
    {
        var job = Parse(Job);
        (job.Id, job.Detectors[0].Description, job.HalfLife, job.LearningBuckets, job.QueryDelay).ShouldBe(("my_job", "rare by event.action", TimeSpan.FromDays(30), 20, TimeSpan.FromMinutes(20)));
        Parse(Job.Replace("model:\n  half_life: 30d", "", StringComparison.Ordinal)).SuppressRepeat.ShouldBe(TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("name: Mine", "nmae: Mine", "job.yaml:1:1: the key \"name\" is missing")]
    [InlineData("bucket_span: 1h", "bucket_spam: 1h", "job.yaml:4:1: unknown key \"bucket_spam\"; right would be bucket_span, description, detectors, entity, filter, id, influencers, model, name, query_delay, scope, sensitive_values")]
    [InlineData("  half_life: 30d", "  half_lives: 30d", "job.yaml:10:3: unknown key \"half_lives\"; right would be half_life, learning_buckets, learning_time, suppress_repeat")]
    [InlineData("    by_field_name", "    over: x\n    by_field_name", "job.yaml:7:5: unknown key \"over\"; right would be by_field_name, by_values, function, over_field_name, partition_field_name")]
    [InlineData("half_life: 30d", "half_life: 1h", "job.yaml:10:14: half_life is \"1h\"; right would be a time from 1d to 3650d, such as 30s, 15m, 2h or 30d")]
    [InlineData("half_life: 30d", "half_life: thirty", "job.yaml:10:14: half_life is \"thirty\"")]
    [InlineData("half_life: 30d", "learning_buckets: 0", "job.yaml:10:21: learning_buckets is \"0\"; right would be a whole number from 1 to 10000")]
    [InlineData("half_life: 30d", "learning_buckets: 2.5", "job.yaml:10:21: learning_buckets is \"2.5\"")]
    [InlineData("id: my_job", "id: My Job", "job.yaml:1:5: id is \"My Job\"; right would be lower-case letters, digits and \"_\"")]
    [InlineData("function: rare", "function: freq", "job.yaml:6:15: function is \"freq\"; right would be rare")]
    [InlineData("event.action", "event.acton", "names \"event.acton\", which is no field of the lake")]
    [InlineData("[source.ip]", "[source.pi]", "influencers names \"source.pi\"")]
    [InlineData("[source.ip]", "source.ip", "job.yaml:8:14: influencers must be a list")]
    [InlineData("name: Mine", "name: [a]", "job.yaml:2:7: name must be a single value")]
    [InlineData("model:\n  half_life: 30d", "model: 3", "job.yaml:9:8: model must have keys below it")]
    [InlineData("name: Mine", "name: Mine\nname: Yours", "job.yaml:3:1: not valid YAML")]
    [InlineData("name: Mine", "name: \"Mine", "job.yaml:2:")]
    public void A_wrong_one_says_where_and_what_would_be_right(string old, string wrong, string message) =>
        Should.Throw<DefinitionException>(() => Parse(Job.Replace(old, wrong, StringComparison.Ordinal))).Message.ShouldContain(message);

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("- a\n- b")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("\t: {")]
    [InlineData("a: &x [*x]")]
    public void What_is_no_mapping_is_refused_with_the_files_name(string text) =>
        Should.Throw<DefinitionException>(() => Parse(text)).Message.ShouldStartWith("job.yaml:");

    [Fact]
    public void Several_detectors_partitions_filters_and_lists_are_read()
    {
        var job = Parse(Job.Replace("  - function: rare", "  - {function: rare, by_field_name: event.action, partition_field_name: user.name, by_values: loud}\n  - function: rare", StringComparison.Ordinal)
            + "\nfilter: right\nsensitive_values: loud\nscope: organization");
        job.Detectors.Select(d => d.Description).ShouldBe(["rare by event.action partition by user.name", "rare by event.action"]);
        job.Detectors[0].ByValues.ShouldBe(["Shout*"]);
        (job.Filter, job.Scope).ShouldBe(("right", JobScope.Organization));
        job.SensitiveValues.ShouldBe(["Shout*"]);
    }

    [Theory]
    [InlineData("{function: high_distinct_count, field_name: event.action, over_field_name: user.name, by_values: loud}", "high_distinct_count of event.action over user.name")]
    [InlineData("{function: count, by_field_name: event.action, partition_field_name: user.name}", "count by event.action partition by user.name")]
    [InlineData("{function: max, field_name: source.ip, by_field_name: event.action, over_field_name: user.name}", "max of source.ip by event.action over user.name")]
    [InlineData("{function: freq_rare, by_field_name: event.action, over_field_name: user.name}", "freq_rare by event.action over user.name")]
    [InlineData("{function: rare, by_field_name: event.action, over_field_name: user.name}", "rare by event.action over user.name")]
    [InlineData("{function: time_of_week, partition_field_name: user.name}", "time_of_week partition by user.name")]
    public void Every_function_takes_the_fields_that_it_can_judge_by(string detector, string description) =>
        Parse(Job.Replace("  - function: rare", $"  - {detector}\n  - function: rare", StringComparison.Ordinal)).Detectors[0].Description.ShouldBe(description);

    [Theory]
    [InlineData("{function: count, over_field_name: user.name, partition_field_name: source.ip}", "job.yaml:6:40: a detector has either over_field_name or partition_field_name")]
    [InlineData("{function: freq_rare, by_field_name: event.action, partition_field_name: user.name}", "freq_rare compares members of a population; right would be over_field_name")]
    [InlineData("{function: freq_rare, over_field_name: user.name}", "the key \"by_field_name\" is missing")]
    [InlineData("{function: time_of_day, over_field_name: user.name}", "unknown key \"over_field_name\"; right would be function, partition_field_name")]
    [InlineData("{function: count, by_values: loud}", "unknown key \"by_values\"")]
    [InlineData("{function: sum, field_name: event.actio}", "field_name names \"event.actio\", which is no field of the lake")]
    public void A_detector_that_cannot_be_is_told(string detector, string message) =>
        Should.Throw<DefinitionException>(() => Parse(Job.Replace("  - function: rare", $"  - {detector}\n  - function: rare", StringComparison.Ordinal))).Message.ShouldContain(message);

    [Fact]
    public void A_job_of_an_entity_names_its_parts()
    {
        var job = Parse(Job[..Job.IndexOf("detectors", StringComparison.Ordinal)] + "entity: {field: user.name, window: 2h, parts: [{job: calls, group: deed}]}");
        job.Detectors.ShouldBeEmpty();
        job.Entity!.Parts.ShouldBe([new EntityPart("calls", "deed")]);
        (job.Entity.Field, job.Entity.Window).ShouldBe(("user.name", TimeSpan.FromHours(2)));
    }

    [Theory]
    [InlineData("scope: planet", "scope is \"planet\"; right would be account, organization")]
    [InlineData("filter: wrong", "job.yaml:11:9: filter, character 1: it is wrong")]
    [InlineData("sensitive_values: silent", "sensitive_values names the list \"silent\", which is not there")]
    [InlineData("entity: {field: user.name, parts: [{job: calls, group: deed}]}", "a job has either detectors or an entity")]
    [InlineData("entity: {field: user.nam, parts: [{job: calls, group: deed}]}", "field names \"user.nam\", which is no field of the lake")]
    [InlineData("entity: {field: user.name, parts: []}", "expected at least one part")]
    [InlineData("entity: {field: user.name, size: 3, parts: [{job: calls, group: deed}]}", "unknown key \"size\"")]
    [InlineData("entity: {field: user.name, parts: [{job: calls, group: deed, weight: 3}]}", "unknown key \"weight\"")]
    public void What_else_may_be_wrong_is_told_likewise(string added, string message) =>
        Should.Throw<DefinitionException>(() => Parse(Job + "\n" + added)).Message.ShouldContain(message);

    [Fact]
    public void An_id_has_64_characters_at_most()
    {
        Parse(Job.Replace("my_job", new string('a', 64), StringComparison.Ordinal)).Id.Length.ShouldBe(64);
        Should.Throw<DefinitionException>(() => Parse(Job.Replace("my_job", new string('a', 65), StringComparison.Ordinal))).Message.ShouldContain("at most 64");
        Should.Throw<DefinitionException>(() => Parse(Job.Replace("my_job", "\"\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_name_of_a_function_is_read_and_written()
    {
        foreach (var name in FunctionName.All)
        {
            FunctionName.TryParse(name, out var function, out var side).ShouldBeTrue(name);
            FunctionName.Of(function, side).ShouldBe(name);
            side.ShouldBe(name.StartsWith("high_", StringComparison.Ordinal) ? MetricSide.High : name.StartsWith("low_", StringComparison.Ordinal) ? MetricSide.Low : MetricSide.Both);
        }

        FunctionName.All.Count.ShouldBe(4 + (7 * 3));
        FunctionName.Of(DetectorFunction.Entity, MetricSide.Both).ShouldBe("entity");
        foreach (var wrong in (string[])["high_rare", "low_time_of_day", "entity", "high_", ""]) FunctionName.TryParse(wrong, out _, out _).ShouldBeFalse(wrong);
    }

    [Fact]
    public void A_detector_looks_at_the_fields_that_it_names()
    {
        new Detector(DetectorFunction.Sum, "event.action", "user.name") { FieldName = "bytes" }.Fields.ShouldBe(["bytes", "event.action", "user.name"]);
        new Detector(DetectorFunction.Rare, "event.action") { OverField = "source.ip" }.Fields.ShouldBe(["event.action", "source.ip"]);
        new Detector(DetectorFunction.Count, "").Fields.ShouldBeEmpty();
    }

    private static JobDefinition Parse(string text) => JobDefinition.Parse(text, "job.yaml", new JobVocabulary(
        name => name is "event.action" or "source.ip" or "user.name",
        filter => filter == "wrong" ? "filter, character 1: it is wrong" : null,
        id => id == "loud" ? new ValueList("loud", "Loud ones.", ["Shout*"]) : null));
}
