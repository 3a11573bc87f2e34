using System.Text.Json.Nodes;

namespace Offtrail.Tests.Exchange;

/// <summary>
/// The facts of OCSF 1.8.0 about a Detection Finding with the profiles cloud and incident: which attributes there are, of which type, which are needed, and the
/// values of the enumerations (<c>ocsf-1.8.0.json</c>). Not made from what Offtrail writes.
/// </summary>
internal static class OcsfSchema
{
    private static readonly JsonNode s_facts = JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "Offtrail.Tests", "Exchange", "ocsf-1.8.0.json")))!;

    /// <summary>What is wrong with a finding; none when it is valid.</summary>
    public static List<string> Faults(JsonNode finding)
    {
        var faults = new List<string>();
        Check(finding.AsObject(), s_facts["class"]!, "", faults);
        return faults;
    }

    private static void Check(JsonObject o, JsonNode schema, string path, List<string> faults)
    {
        var attributes = schema["attributes"]!.AsObject();
        faults.AddRange(attributes.Where(a => a.Value!["required"] is not null && o[a.Key] is null).Select(a => $"{path}{a.Key} is missing"));
        if (schema["atLeastOne"] is JsonArray some && some.All(name => o[(string)name!] is null)) faults.Add($"{path} has none of {some.ToJsonString()}");
        foreach (var (name, value) in o)
        {
            if (attributes[name] is not { } fact) faults.Add($"{path}{name} is no attribute");
            else if (value is null) faults.Add($"{path}{name} is null");
            else
            {
                if (fact["deprecated"] is not null) faults.Add($"{path}{name} is deprecated");
                if (fact["list"] is not null != value is JsonArray) faults.Add($"{path}{name}: a list or not");
                foreach (var one in value is JsonArray list ? list : new JsonArray(value.DeepClone())) CheckValue(one!, fact, path + name, faults);
            }
        }
    }

    private static void CheckValue(JsonNode value, JsonNode fact, string path, List<string> faults)
    {
        var type = (string)fact["type"]!;
        var kind = value.GetValueKind();
        var fits = type switch
        {
            "string_t" => kind == System.Text.Json.JsonValueKind.String,
            "boolean_t" => kind is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
            "integer_t" or "long_t" => value is JsonValue n && n.TryGetValue<long>(out _),
            "json_t" => true,
            _ => kind == System.Text.Json.JsonValueKind.Object,
        };
        if (!fits) faults.Add($"{path} is {kind}, and should be {type}");
        if (fact["values"] is { } allowed && path is not ("category_uid" or "class_uid") && allowed[value.ToJsonString()] is null) faults.Add($"{path} is {value}, which is none of {allowed.ToJsonString()}");
        if (value is JsonObject inner && type is not ("json_t" or "object"))
        {
            if (s_facts["objects"]![type] is { } schema) Check(inner, schema, path + ".", faults);
            else faults.Add($"{path}: nothing is known of {type}");
        }
    }

    /// <summary>The caption that belongs to a number.</summary>
    public static string? Caption(string attribute, int number) => (string?)s_facts["class"]!["attributes"]![attribute]!["values"]![number.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
