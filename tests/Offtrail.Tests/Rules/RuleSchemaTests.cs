using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;
using YamlDotNet.RepresentationModel;

namespace Offtrail.Tests.Rules;

/// <summary>The schema that editors use says what the program says.</summary>
public sealed partial class RuleSchemaTests
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(Pack.RuleSchema);
    private static readonly Pack s_pack = Pack.Load();

    [Fact]
    public void Every_rule_of_the_pack_is_right_by_it() =>
        s_pack.RulesById.Values.Where(r => !IsRight(s_pack.TextOf(r))).Select(r => r.Id).ShouldBeEmpty();

    [Fact]
    public void It_has_the_keys_that_a_rule_may_have_and_no_others()
    {
        var known = Should.Throw<DefinitionException>(() => RuleDefinition.Parse(Text("surely_unknown: 1"), "r.yaml", Made.Vocabulary)).Message;
        JsonNode.Parse(Pack.RuleSchema)!["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal).ShouldBe(known.Split("right would be ")[1].Split(", "));
    }

    [Theory]
    [InlineData("enabled: maybe")]
    [InlineData("alert_suppression: {}")]
    [InlineData("alert_suppression: {group_by: [user.name], duration: soon}")]
    [InlineData("alert_suppression: {group_by: [user.name], for: 1h}")]
    [InlineData("severity_mapping: [{field: user.name, value: root, severity: huge}]")]
    [InlineData("severity_mapping: [{field: user.name, value: root}]")]
    [InlineData("risk_score_mapping: [{field: user.name, value: root}]")]
    [InlineData("exceptions: [{comment: all}]")]
    [InlineData("max_alerts: 0")]
    [InlineData("unknown: 1")]
    public void What_the_program_refuses_is_wrong_by_it(string more)
    {
        Should.Throw<DefinitionException>(() => RuleDefinition.Parse(Text(more), "r.yaml", Made.Vocabulary));
        IsRight(Text(more)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("alert_suppression: {group_by: [user.name], duration: 6h, missing_fields_strategy: do_not_suppress}")]
    [InlineData("severity_mapping: [{field: user.name, value: root, severity: critical}]")]
    [InlineData("risk_score_mapping: [{field: user.name}, {field: user.name, value: root, risk_score: 9}]")]
    [InlineData("exceptions: [{comment: known, when: 'user.name: ana', until: 2027-01-01}]")]
    [InlineData("enabled: false")]
    [InlineData("setup: Look at it.")]
    public void What_the_program_takes_is_right_by_it(string more)
    {
        RuleDefinition.Parse(Text(more), "r.yaml", Made.Vocabulary);
        IsRight(Text(more)).ShouldBeTrue();
    }

    /// <summary>A rule with one more key, or another value of one that it has.</summary>
    private static string Text(string more) =>
        string.Join('\n', s_pack.TextOf(s_pack.Rule("rare_error_code")).Split('\n').Where(line => !line.StartsWith(more[..(more.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)).Append(more));

    private static bool IsRight(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        using var document = System.Text.Json.JsonDocument.Parse(Json(stream.Documents[0].RootNode)!.ToJsonString());
        return s_schema.Evaluate(document.RootElement).IsValid;
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } scalar => JsonValue.Create(scalar.Value == "true"),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } scalar when Number().IsMatch(scalar.Value!) => JsonValue.Create(int.Parse(scalar.Value!, System.Globalization.CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Number();
}
