using Offtrail.Anomalies;
using Offtrail.Aws;

namespace Offtrail.Pipeline;

/// <summary>
/// The keys of a source. What differs from machine to machine may also stand in the environment, which goes before the file: OFFTRAIL_SOURCE_, the source's id and the key, in capitals.
/// </summary>
internal sealed class SourceKeys(YamlMapping yaml, string id, Func<string, string?> environment)
{
    private string? _from; // the variable that the last text came from

    /// <summary>The keys as the file has them.</summary>
    public YamlMapping Yaml => yaml;

    /// <summary>The text of a key that must be there.</summary>
    public string Text(string key) => TextOrNull(key) ?? yaml.Text(key);

    /// <summary>The text of a key; null when it is not there.</summary>
    public string? TextOrNull(string key)
    {
        var written = yaml.TextOrNull(key);
        var variable = $"OFFTRAIL_SOURCE_{id}_{key}".ToUpperInvariant();
        _from = environment(variable) is { Length: > 0 } ? variable : null;
        return (_from is null ? written : environment(variable)) is { Length: > 0 } text ? text : null;
    }

    /// <summary>An address with http or https; null when the key is not there.</summary>
    public Uri? Address(string key, string example) => TextOrNull(key) is { } text ? AwsSetting.Address(text, example, right => Wrong(key, text, right)) : null;

    /// <summary>Yes or no; null when the key is not there.</summary>
    public bool? Flag(string key) => TextOrNull(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw Wrong(key, other, "true or false"),
    };

    /// <summary>How AWS is reached.</summary>
    public AwsAccess Access() => new()
    {
        Endpoint = TextOrNull("endpoint") is { } endpoint ? AwsSetting.Endpoint(endpoint, right => Wrong("endpoint", endpoint, right)) : null,
        PathStyle = Flag("path_style"),
        Region = TextOrNull("region"),
        Profile = TextOrNull("profile"),
        Role = TextOrNull("role") is { } role ? AwsSetting.Role(role, right => Wrong("role", role, right)) : null,
        ExternalId = TextOrNull("external_id"),
        RequesterPays = Flag("requester_pays") ?? false,
    };

    /// <summary>Which objects are wanted.</summary>
    public ObjectSelection Selection() => new()
    {
        Prefix = TextOrNull("prefix") ?? "",
        Accounts = [.. yaml.Texts("accounts").Select(a => AwsSetting.Account(a, right => yaml.Wrong("accounts", $"accounts has \"{a}\"; right would be {right}")))],
        Regions = yaml.Texts("regions"),
    };

    /// <summary>A day; null when the key is not there.</summary>
    public DateOnly? Day(string key) => TextOrNull(key) is { } text ? AwsSetting.Day(text, right => Wrong(key, text, right)) : null;

    /// <summary>An error at the key, or about the variable that its value came from.</summary>
    public DefinitionException Wrong(string key, string text, string right) => yaml.Wrong(key, $"{_from ?? key} is \"{text}\"; right would be {right}");
}
