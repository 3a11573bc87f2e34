using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

public sealed class RuleDefinitionTests
{
    private const string Rule = """
        id: my_rule
        name: Mine
        type: machine_learning
        version: 1
        description: What it means
        author: me
        license: Apache-2.0
        severity: low
        risk_score: 21
        job: my_job
        anomaly_threshold: 50
        from: now-2h
        interval: 15m
        threat:
          - tactic_id: TA0007
            tactic_name: Discovery
            technique_id: T1580
            technique_name: Cloud
        """;

    [Fact]
    public void A_right_one_is_read()
    {
        var rule = RuleDefinition.Parse(Rule, "r.yaml", Made.Vocabulary);
        (rule.From, rule.Interval, rule.MaxAlerts, rule.Threshold, rule.Threats.Single().TechniqueId).ShouldBe((TimeSpan.FromHours(2), TimeSpan.FromMinutes(15), 100, 50, "T1580"));
    }

    [Fact]
    public void It_may_fold_map_and_except()
    {
        var rule = RuleDefinition.Parse(Rule.Replace("job: my_job", """
            job: [my_job, other]
            enabled: false
            guide: |
              Look at {user.name}.
            alert_suppression: {group_by: [user.name, source.ip], duration: 6h, missing_fields_strategy: do_not_suppress}
            severity_mapping: [{field: user.name, value: root, severity: critical}]
            risk_score_mapping: [{field: user.name, value: root, risk_score: 99}, {field: own.score}]
            exceptions: [{comment: known, when: 'user.name: ana', until: 2027-01-01}]
            """, StringComparison.Ordinal), "r.yaml", Made.Vocabulary);
        (rule.JobIds.Count, rule.Enabled, rule.Guide, rule.Setup).ShouldBe((2, false, "Look at {user.name}.", null));
        (rule.Suppression!.Duration, rule.Suppression.SuppressMissing).ShouldBe((TimeSpan.FromHours(6), false));
        rule.Exceptions.ShouldBe([new RuleException("known", "user.name: ana", 1_798_761_600_000_000)]);
        rule.Fields.Distinct().ShouldBe(["user.name", "own.score", "source.ip"]);
    }

    [Fact]
    public void The_highest_of_what_applies_counts()
    {
        var rule = Made.Rule with
        {
            Severity = "high",
            SeverityMappings = [new("user.name", "ana", "low"), new("user.name", "root", "critical"), new("user.name", "root", "medium")],
            RiskScoreMappings = [new("user.name", "ana", 5), new("own.score", null, null)],
        };
        Of(rule.For(Made.Behind(("user.name", "bob")))).ShouldBe(("high", 21));
        Of(rule.For(Made.Behind(("user.name", "ana")))).ShouldBe(("low", 5));
        Of(rule.For(Made.Behind(("user.name", "ana"), ("user.name", "root"), ("own.score", "88")))).ShouldBe(("critical", 88));
        Of(rule.For(Made.Behind(("own.score", "101")))).ShouldBe(("high", 21), "no risk score is over 100");
        Of(rule.For(Made.Behind(("own.score", "many")))).ShouldBe(("high", 21));

        static (string, int) Of(RuleDefinition r) => (r.Severity, r.RiskScore);
    }

    [Theory]
    [InlineData("severity: low", "severity: mild", "r.yaml:8:11: severity is \"mild\"; right would be low, medium, high, critical")]
    [InlineData("type: machine_learning", "type: query", "r.yaml:3:7: type is \"query\"; right would be machine_learning")]
    [InlineData("from: now-2h", "from: 2h", "r.yaml:12:7: from is \"2h\"; right would be now-1m to now-7d, such as now-2h")]
    [InlineData("from: now-2h", "from: now-30d", "from is \"now-30d\"")]
    [InlineData("anomaly_threshold: 50", "anomaly_threshold: 101", "right would be a whole number from 0 to 100")]
    [InlineData("interval: 15m\n", "", "the key \"interval\" is missing")]
    [InlineData("author: me", "author: me\nauthors: us", "r.yaml:7:1: unknown key \"authors\"; right would be alert_suppression, anomaly_threshold, author, ")]
    [InlineData("    technique_name: Cloud", "    technique: Cloud", "the key \"technique_name\" is missing")]
    [InlineData("risk_score: 21", "risk_score:", "risk_score")]
    [InlineData("job: my_job", "job: []", "job is an empty list; right would be an id, or a list of them")]
    [InlineData("job: my_job", "job: [my_job, My Job]", "job is \"My Job\"; right would be lower-case letters")]
    [InlineData("author: me", "author: me\nenabled: maybe", "enabled is \"maybe\"; right would be true, false")]
    [InlineData("author: me", "author: me\nalert_suppression: {}", "group_by names 0 fields; right would be one to 5")]
    [InlineData("author: me", "author: me\nalert_suppression: {group_by: [user]}", "r.yaml:7:31: \"user\" is no field of the lake")]
    [InlineData("author: me", "author: me\nalert_suppression: {group_by: [user.name], duration: 1m}", "duration is \"1m\"; right would be a time from 5m to 90d")]
    [InlineData("author: me", "author: me\nalert_suppression: {group_by: [user.name], for: 1h}", "unknown key \"for\"")]
    [InlineData("author: me", "author: me\nseverity_mapping: [{field: user.name, value: root, severity: huge}]", "severity is \"huge\"")]
    [InlineData("author: me", "author: me\nseverity_mapping: [{field: user.name, value: root}]", "the key \"severity\" is missing")]
    [InlineData("author: me", "author: me\nrisk_score_mapping: [{field: user.name, value: root}]", "a value needs its risk_score")]
    [InlineData("author: me", "author: me\nexceptions: [{when: wrong}]", "r.yaml:7:21: it is wrong")]
    [InlineData("author: me", "author: me\nexceptions: [{when: 'user.name: ana', untl: 2027-01-01}]", "unknown key \"untl\"; right would be comment, until, when")]
    public void A_wrong_one_says_where_and_what_would_be_right(string old, string wrong, string message) =>
        Should.Throw<DefinitionException>(() => RuleDefinition.Parse(Rule.Replace(old, wrong, StringComparison.Ordinal), "r.yaml", Made.Vocabulary)).Message.ShouldContain(message);
}
