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
        var rule = RuleDefinition.Parse(Rule, "r.yaml");
        (rule.From, rule.Interval, rule.MaxAlerts, rule.Threshold, rule.Threats.Single().TechniqueId).ShouldBe((TimeSpan.FromHours(2), TimeSpan.FromMinutes(15), 100, 50, "T1580"));
    }

    [Theory]
    [InlineData("severity: low", "severity: mild", "r.yaml:8:11: severity is \"mild\"; right would be low, medium, high, critical")]
    [InlineData("type: machine_learning", "type: query", "r.yaml:3:7: type is \"query\"; right would be machine_learning")]
    [InlineData("from: now-2h", "from: 2h", "r.yaml:12:7: from is \"2h\"; right would be now-1m to now-7d, such as now-2h")]
    [InlineData("from: now-2h", "from: now-30d", "from is \"now-30d\"")]
    [InlineData("anomaly_threshold: 50", "anomaly_threshold: 101", "right would be a whole number from 0 to 100")]
    [InlineData("interval: 15m\n", "", "the key \"interval\" is missing")]
    [InlineData("author: me", "author: me\nauthors: us", "r.yaml:7:1: unknown key \"authors\"; right would be anomaly_threshold, author, ")]
    [InlineData("    technique_name: Cloud", "    technique: Cloud", "the key \"technique_name\" is missing")]
    [InlineData("risk_score: 21", "risk_score:", "risk_score")]
    public void A_wrong_one_says_where_and_what_would_be_right(string old, string wrong, string message) =>
        Should.Throw<DefinitionException>(() => RuleDefinition.Parse(Rule.Replace(old, wrong, StringComparison.Ordinal), "r.yaml")).Message.ShouldContain(message);
}
