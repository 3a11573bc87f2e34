using System.Text.Json;
using CsCheck;
using Offtrail.Exchange;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Tests.Exchange;

/// <summary>What is exported comes back as it was.</summary>
public sealed class RuleExportTests
{
    private static readonly Pack s_pack = Pack.Load();

    public static TheoryData<string> Rules => [.. s_pack.RulesById.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_of_the_pack_comes_back_from_ndjson(string id)
    {
        var rule = s_pack.Rule(id);
        Json(Back(rule)).ShouldBe(Json(rule));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_of_the_pack_comes_back_from_yaml_word_for_word(string id)
    {
        var text = s_pack.TextOf(s_pack.Rule(id));
        var imported = Read(new ForeignFile("r.yaml", $"---\n{text}---\n{text.Replace($"id: {id}", "id: other", StringComparison.Ordinal)}")).Imported;
        imported.Select(i => i.Id).ShouldBe([id, "other"]);
        imported[0].Yaml.TrimEnd().ShouldBe(text.TrimEnd());
    }

    [Fact]
    public void All_that_a_rule_may_say_comes_back()
    {
        var rule = s_pack.Rule("rare_error_code") with
        {
            Enabled = false,
            Guide = "# What\n\n  code\n\nend  \nhard break",
            Setup = "Do this: that",
            JobIds = ["rare_error_code", "rare_method_for_a_city"],
            Suppression = new AlertSuppression(["user.name", "source.ip"], TimeSpan.FromMinutes(90), false),
            SeverityMappings = [new SeverityMapping("event.action", "StopLogging", "critical")],
            RiskScoreMappings = [new RiskScoreMapping("event.action", "x", 90), new RiskScoreMapping("source.as.number", null, null)],
            Exceptions = [new RuleException("Our own", "source.ip: 10.0.0.0/8 and not event.action: (a or \"b c\")", Made.May + 1), new RuleException("", "user.name: *", long.MaxValue)],
            Threats = [new Threat("TA0001", "Initial Access", "T1078.004", "Cloud Accounts without its parent"), new Threat("TA0001", "Initial Access", "T1078", "Valid Accounts")],
        };
        var back = Back(rule);
        Json(back with { Threats = [] }).ShouldBe(Json(rule with { Threats = [] }));
        back.Threats.Select(t => t.TechniqueId).ShouldBe(rule.Threats.Select(t => t.TechniqueId), ignoreOrder: true);
    }

    [Fact]
    public void Any_text_comes_back_but_for_blanks_around_it_and_ends_of_lines() =>
        Gen.String[1, 60].Array[4, 4].Sample(texts =>
        {
            if (texts.Any(t => t.Any(char.IsSurrogate) || string.IsNullOrWhiteSpace(t))) return; // half a character is no text
            var plain = texts.Select(t => t.ReplaceLineEndings("\n").Trim()).ToArray();
            if (plain.Any(t => t.Length == 0)) return;
            var rule = s_pack.Rule("rare_error_code") with { Name = texts[0], Description = texts[1], Guide = texts[2], FalsePositives = [texts[3], "two"], Tags = [texts[0]] };
            var back = Back(rule);
            (back.Name, back.Description, back.Guide, back.FalsePositives[0].Trim(), back.Tags[0].Trim()).ShouldBe((plain[0], plain[1], plain[2], plain[3], plain[0]));
        }, iter: 2000);

    [Fact]
    public void The_last_line_counts_the_rules()
    {
        using var details = JsonDocument.Parse(RuleExport.Details(3));
        details.RootElement.GetProperty("exported_rules_count").GetInt32().ShouldBe(3);
        details.RootElement.GetProperty("missing_rules").GetArrayLength().ShouldBe(0);
    }

    private static RuleDefinition Back(RuleDefinition rule)
    {
        var result = Read(new ForeignFile("r.ndjson", $"{RuleExport.Line(rule)}\n{RuleExport.Details(1)}\n"));
        result.Refused.ShouldBeEmpty();
        var imported = result.Imported.Single();
        imported.Notes.Left.ShouldBeEmpty();
        return RuleDefinition.Parse(imported.Yaml, "r.yaml", s_pack.RuleVocabulary);
    }

    private static ImportResult Read(ForeignFile file) => RuleImport.Read([file], new RuleSurroundings(s_pack.RuleVocabulary, s_pack.JobsById.ContainsKey, _ => null));

    private static string Json(RuleDefinition rule) => JsonSerializer.Serialize(rule);
}
