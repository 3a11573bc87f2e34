using System.Text.Json.Nodes;
using Offtrail.Exchange;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Tests.Exchange;

/// <summary>Elastic's machine learning rules become ours, and what is not taken is told.</summary>
public sealed class RuleImportTests
{
    private static readonly Pack s_pack = Pack.Load();

    /// <summary>The facts about Elastic's five rules: job, name, from; all are of type machine_learning, threshold 50, low, 21, every 15 minutes.</summary>
    public static TheoryData<string, string, string> Five => new()
    {
        { "rare_error_code", "Rare AWS Error Code", "now-2h" }, { "high_distinct_count_error_message", "Spike in AWS Error Messages", "now-60m" },
        { "rare_method_for_a_city", "Unusual City For an AWS Command", "now-2h" }, { "rare_method_for_a_country", "Unusual Country For an AWS Command", "now-2h" },
        { "rare_method_for_a_username", "Unusual AWS Command for a User", "now-2h" },
    };

    [Theory]
    [MemberData(nameof(Five))]
    public void Each_of_the_five_comes_over_from_toml(string job, string name, string from)
    {
        var imported = One(new ForeignFile($"{job}.toml", Toml(job, name, from)));
        imported.Id.ShouldBe(job, "the rule of the pack of this name gives its place");
        imported.Notes.Left.ShouldBeEmpty();
        var rule = Parse(imported);
        (rule.Name, rule.Threshold, rule.Severity, rule.RiskScore, rule.MaxAlerts, rule.Interval).ShouldBe((name, 50, "low", 21, 100, TimeSpan.FromMinutes(15)));
        rule.JobIds.ShouldBe([job]);
        rule.From.ShouldBe(from == "now-60m" ? TimeSpan.FromHours(1) : TimeSpan.FromHours(2));
        rule.Author.ShouldBe("Somebody, Somebody else");
        rule.Guide.ShouldBe("## What to do\n\nLook at it.  \nTwice.");
        rule.Setup.ShouldBe("Read CloudTrail.");
        rule.FalsePositives.ShouldBe(["A new deployment."]);
        rule.Threats.ShouldBe([new Threat("TA0007", "Discovery", "T1580", "Cloud Infrastructure Discovery"), new Threat("TA0001", "Initial Access", "T1078.004", "Valid Accounts: Cloud Accounts"), new Threat("TA0005", "Defense Evasion", null, null)]);
    }

    [Fact]
    public void All_that_an_exported_rule_may_say_comes_over()
    {
        var rule = Full();
        var imported = One(new ForeignFile("r.ndjson", rule.ToJsonString() + "\n" + Item("office").ToJsonString() + "\n" + """{"exported_count":2,"exported_rules_count":1,"missing_rules":[]}""" + "\n"));
        var parsed = Parse(imported);
        parsed.Enabled.ShouldBeFalse();
        parsed.Version.ShouldBe(7);
        parsed.MaxAlerts.ShouldBe(20);
        parsed.JobIds.ShouldBe(["rare_error_code", "rare_method_for_a_city"]);
        parsed.Suppression.ShouldNotBeNull();
        (parsed.Suppression.Duration, parsed.Suppression.SuppressMissing).ShouldBe((TimeSpan.FromHours(6), false));
        parsed.Suppression.GroupBy.ShouldBe(["user.name", "source.ip"]);
        parsed.SeverityMappings.ShouldBe([new SeverityMapping("aws.cloudtrail.user_identity.type", "Root", "high")]);
        parsed.RiskScoreMappings.ShouldBe([new RiskScoreMapping("event.action", null, null), new RiskScoreMapping("event.action", "StopLogging", 90)]);
        parsed.Exceptions.Single().ShouldBe(new RuleException("office: Our own", "source.ip: 10.0.0.0/8 and not event.action: (a or b) and user.name: ci*", Made.May + (30 * Made.Day)));
        imported.Notes.Left.ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_of_the_table_is_taken_told_or_refused()
    {
        foreach (var setting in RuleSettings.Table.All.Where(s => s.Use is SettingUse.Left or SettingUse.Needless))
        {
            var rule = Full();
            JsonNode at = rule;
            foreach (var part in setting.Key.Split('.')[..^1]) at = (at[part] is JsonArray list ? list[^1] : at[part] ?? (at[part] = new JsonObject()))!;
            at[setting.Key.Split('.')[^1]] = "x";
            var imported = Read(new ForeignFile("r.json", rule.ToJsonString())).Imported.Single();
            (imported.Notes.Needless.Contains(setting.Key) || imported.Notes.Left.Any(l => l.Setting.Replace("[0]", "", StringComparison.Ordinal) == setting.Key)).ShouldBeTrue(setting.Key);
        }
    }

    [Fact]
    public void What_the_lake_has_no_field_for_is_left_out_and_named()
    {
        var rule = Full();
        rule["alert_suppression"]!["group_by"] = new JsonArray("host.name");
        rule["severity_mapping"]![0]!["field"] = "host.risk";
        rule["threat"]![0]!["framework"] = "MITRE ATLAS";
        rule["machine_learning_job_id"] = new JsonArray("rare_error_code", "rare_error_code-ea");
        rule["to"] = "now-5m";
        rule.Remove("exceptions_list");
        var imported = One(new ForeignFile("r.json", rule.ToJsonString()));
        imported.Notes.Left.Select(l => l.Setting).ShouldBe(["threat[0].framework", "machine_learning_job_id", "to", "alert_suppression", "severity_mapping[0].field"], ignoreOrder: true);
        foreach (var line in imported.Notes.Lines()) imported.Yaml.ShouldContain($"# {line}");
        var parsed = Parse(imported);
        (parsed.Suppression, parsed.SeverityMappings.Count, parsed.Threats.Single().TechniqueId).ShouldBe((null, 0, "T1078.004"));
        parsed.JobIds.ShouldBe(["rare_error_code"]);
    }

    [Fact]
    public void Rules_of_other_types_are_refused_by_name_and_the_others_come_over()
    {
        string[] types = ["query", "eql", "esql", "threshold", "new_terms", "threat_match", "saved_query"];
        var lines = types.Select((t, i) => new JsonObject { ["rule_id"] = $"r{i}", ["name"] = $"A {t} rule", ["type"] = t, ["risk_score"] = 21, ["query"] = "x" }.ToJsonString()).Append(Full().With("exceptions_list", null).ToJsonString());
        var result = Read(new ForeignFile("r.ndjson", string.Join('\n', lines)));
        result.Imported.Single().Place.ShouldBe("r.ndjson:8");
        result.Refused.Select(r => r.Name).ShouldBe(types.Select(t => $"A {t} rule"));
        result.Refused[0].Reason.ShouldBe("is of type query; only rules of type machine_learning can be taken, since Offtrail's rules look at what its jobs found");
        result.Refused[2].Place.ShouldBe("r.ndjson:3");
    }

    [Fact]
    public void A_rule_without_any_job_here_is_refused_with_what_would_help() =>
        Refused(Full().With("machine_learning_job_id", "v3_linux_rare")).ShouldBe("takes what the job v3_linux_rare finds, and there is no such job here; import that first, with \"offtrail jobs import\"");

    [Theory]
    [InlineData("risk_score", "high", "risk_score is \"high\"; right would be a whole number")]
    [InlineData("from", "now-30d", "from is \"now-30d\"; right would be now-1m to now-7d")]
    [InlineData("interval", "2w", "interval is \"2w\"; right would be 1m to 1d")]
    [InlineData("name", null, "name is missing")]
    [InlineData("anomaly_threshold", null, "anomaly_threshold is missing")]
    [InlineData("threat", "x", "threat is \"x\"; right would be a list of objects")]
    [InlineData("severity", "mild", "severity is \"mild\"")]
    public void A_setting_that_can_not_be_refuses_the_rule_with_its_place(string key, string? value, string says) =>
        Refused(Full().With(key, value is null ? null : JsonValue.Create(value))).ShouldContain(says);

    [Fact]
    public void Settings_inside_others_are_named_with_their_place()
    {
        var rule = Full();
        rule["threat"]![1]!["technique"]![0]!["subtechnique"]![0]!["id"] = 4;
        Refused(rule).ShouldBe("threat[1].technique[0].subtechnique[0].id is 4; right would be a text");
    }

    [Theory]
    [InlineData("[metadata]\nx = \n", "r.toml:2:")]
    [InlineData("[metadata]\nx = 1\n", "r.toml has no table [rule]")]
    [InlineData("a = 1\na = 2\n", "r.toml:")]
    [InlineData("{\"rule_id\": 1", "r.toml:1:")]
    [InlineData("{\n\"rule_id\": oops}", "r.toml:2:12: not valid JSON")]
    [InlineData("", "r.toml is empty")]
    [InlineData("# nothing but a comment", "holds no rule; right would be exported NDJSON")]
    [InlineData("[]", "holds no rule")]
    [InlineData("{\"exported_rules_count\":0,\"exported_count\":0}", "holds no rule")]
    [InlineData("id: x\nname: [", "r.toml:")]
    public void A_file_that_is_broken_says_where(string text, string says)
    {
        var result = Read(new ForeignFile("r.toml", text));
        result.Imported.ShouldBeEmpty();
        result.Refused.Single().Reason.ShouldContain(says);
    }

    [Fact]
    public void A_broken_line_costs_that_line_alone()
    {
        var result = Read(new ForeignFile("r.ndjson", Full().With("exceptions_list", null).ToJsonString() + "\n{\"rule_id\":\n" + Full().With("exceptions_list", null).With("name", "Another").With("rule_id", "another").ToJsonString()));
        result.Imported.Select(i => i.Id).ShouldBe(["every_setting", "another"]);
        result.Refused.Single().Reason.ShouldStartWith("r.ndjson:2:");
    }

    [Fact]
    public void An_export_that_was_cut_is_told() =>
        Read(new ForeignFile("r.ndjson", Full().With("exceptions_list", null).ToJsonString() + "\n" + """{"exported_count":3,"exported_rules_count":3}""")).Refused.Single().Reason.ShouldBe("says that 3 rules were exported, where the file has 1: some are missing");

    [Fact]
    public void An_exception_that_can_not_be_said_is_refused_and_its_rule_comes_over()
    {
        var item = Item("office");
        item["entries"]![0]!["type"] = "list";
        var result = Read(new ForeignFile("r.ndjson", Full().ToJsonString() + "\n" + item.ToJsonString()));
        Parse(result.Imported.Single()).Exceptions.ShouldBeEmpty();
        result.Refused.Single().Reason.ShouldBe("exception office: entries[0].type is \"list\"; right would be match, match_any, exists, wildcard or nested");
        item = Item("office");
        item["entries"]![0]!["field"] = "host.name";
        Read(new ForeignFile("r.ndjson", Full().ToJsonString() + "\n" + item.ToJsonString())).Refused.Single().Reason.ShouldContain("host.name");
    }

    [Fact]
    public void An_exception_of_nobodys_is_told()
    {
        var result = Read(new ForeignFile("r.ndjson", Full().With("exceptions_list", null).ToJsonString() + "\n" + Item("office").ToJsonString()));
        result.Refused.Single().Reason.ShouldBe("is an exception of the list office_list, which no rule of the file names");
        One(new ForeignFile("r.ndjson", Full().ToJsonString())).Notes.Left.Single().ShouldBe(("exceptions_list", "the items of the list office_list are not in the file"));
    }

    [Fact]
    public void Two_rules_of_one_name_have_ids_of_their_own()
    {
        var one = Full().With("exceptions_list", null).With("rule_id", "19DE8096-E2B0").With("name", "Rare: things!");
        var result = Read(new ForeignFile("r.ndjson", one.ToJsonString() + "\n" + one.With("rule_id", "28af7").With("rule_id", "28AF7-1").ToJsonString()));
        result.Imported.Select(i => i.Id).ShouldBe(["rare_things", "rare_things_28af7_1"]);
    }

    private static JsonObject Full() => JsonNode.Parse("""
        {
          "id": "0b8b", "rule_id": "every_setting", "name": "Every setting", "type": "machine_learning", "description": "What it means.", "version": 7, "enabled": false,
          "author": ["Somebody"], "license": "Apache-2.0", "severity": "medium", "risk_score": 47, "tags": ["a", "b"], "references": ["https://example.com"], "false_positives": ["A new deployment."],
          "threat": [
            {"framework": "MITRE ATT&CK", "tactic": {"id": "TA0007", "name": "Discovery", "reference": "https://attack.mitre.org/tactics/TA0007/"}, "technique": []},
            {"framework": "MITRE ATT&CK", "tactic": {"id": "TA0001", "name": "Initial Access", "reference": "x"}, "technique": [
              {"id": "T1078", "name": "Valid Accounts", "reference": "x", "subtechnique": [{"id": "T1078.004", "name": "Cloud Accounts", "reference": "x"}]}]}
          ],
          "machine_learning_job_id": ["rare_error_code", "rare_method_for_a_city"], "anomaly_threshold": 75, "from": "now-7200s", "to": "now", "interval": "15m", "max_signals": 20,
          "note": "Look at it.", "setup": "",
          "alert_suppression": {"group_by": ["user.name", "source.ip"], "duration": {"value": 6, "unit": "h"}, "missing_fields_strategy": "doNotSuppress"},
          "severity_mapping": [{"field": "aws.cloudtrail.user_identity.type", "operator": "equals", "value": "Root", "severity": "high"}],
          "risk_score_mapping": [{"field": "event.action", "operator": "equals", "value": ""}, {"field": "event.action", "operator": "equals", "value": "StopLogging", "risk_score": 90}],
          "exceptions_list": [{"id": "x", "list_id": "office_list", "type": "detection", "namespace_type": "single"}],
          "actions": [], "immutable": false, "created_at": "2026-05-01T00:00:00.000Z", "created_by": "somebody", "revision": 3
        }
        """)!.AsObject();

    private static JsonObject Item(string name) => JsonNode.Parse($$"""
        {
          "item_id": "i1", "list_id": "{{name}}_list", "name": "{{name}}", "description": "Our own", "type": "simple", "namespace_type": "single", "expire_time": "2026-05-31T00:00:00.000Z", "comments": [], "os_types": [],
          "entries": [
            {"field": "source.ip", "type": "match", "operator": "included", "value": "10.0.0.0/8"},
            {"field": "event.action", "type": "match_any", "operator": "excluded", "value": ["a", "b"]},
            {"field": "user", "type": "nested", "entries": [{"field": "name", "type": "wildcard", "operator": "included", "value": "ci*"}]}
          ]
        }
        """)!.AsObject();

    private static string Toml(string job, string name, string from) => $""""
        [metadata]
        creation_date = "2026/05/01"
        integration = ["aws"]
        maturity = "production"

        [rule]
        anomaly_threshold = 50
        author = ["Somebody", "Somebody else"]
        description = """
        What it means,
        over two lines.
        """
        false_positives = ["A new deployment."]
        from = "{from}"
        interval = "15m"
        license = "Apache-2.0"
        machine_learning_job_id = "{job}"
        name = "{name}"
        note = """## What to do

        Look at it.  
        Twice.
        """
        setup = "Read CloudTrail."
        risk_score = 21
        rule_id = "00000000-0000-4000-8000-000000000000"
        severity = "low"
        tags = ["Domain: Cloud", "Data Source: AWS"]
        type = "machine_learning"

        [[rule.threat]]
        framework = "MITRE ATT&CK"
        [rule.threat.tactic]
        id = "TA0007"
        name = "Discovery"
        reference = "https://attack.mitre.org/tactics/TA0007/"
        [[rule.threat.technique]]
        id = "T1580"
        name = "Cloud Infrastructure Discovery"
        reference = "https://attack.mitre.org/techniques/T1580/"

        [[rule.threat]]
        framework = "MITRE ATT&CK"
        [rule.threat.tactic]
        id = "TA0001"
        name = "Initial Access"
        reference = "https://attack.mitre.org/tactics/TA0001/"
        [[rule.threat.technique]]
        id = "T1078"
        name = "Valid Accounts"
        reference = "https://attack.mitre.org/techniques/T1078/"
        [[rule.threat.technique.subtechnique]]
        id = "T1078.004"
        name = "Cloud Accounts"
        reference = "https://attack.mitre.org/techniques/T1078/004/"

        [[rule.threat]]
        framework = "MITRE ATT&CK"
        [rule.threat.tactic]
        id = "TA0005"
        name = "Defense Evasion"
        reference = "https://attack.mitre.org/tactics/TA0005/"
        """";

    private static ImportResult Read(params ForeignFile[] files) =>
        RuleImport.Read(files, new RuleSurroundings(s_pack.RuleVocabulary, s_pack.JobsById.ContainsKey, name => s_pack.RulesById.Values.FirstOrDefault(r => r.Name == name)?.Id));

    private static ImportedDefinition One(params ForeignFile[] files)
    {
        var result = Read(files);
        result.Refused.ShouldBeEmpty();
        return result.Imported.Single();
    }

    private static string Refused(JsonNode rule)
    {
        var result = Read(new ForeignFile("r.json", rule.AsObject().With("exceptions_list", null).ToJsonString()));
        result.Imported.ShouldBeEmpty();
        return result.Refused.Single().Reason;
    }

    private static RuleDefinition Parse(ImportedDefinition imported) => RuleDefinition.Parse(imported.Yaml, "r.yaml", s_pack.RuleVocabulary);
}
