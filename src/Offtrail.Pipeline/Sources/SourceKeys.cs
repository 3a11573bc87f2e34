using System.Globalization;
using System.Text.RegularExpressions;
using Offtrail.Anomalies;
using Offtrail.Aws;

namespace Offtrail.Pipeline;

/// <summary>
/// The keys of a source. What differs from machine to machine may also stand in the environment, which goes before the file: OFFTRAIL_SOURCE_, the source's id and the key, in capitals.
/// </summary>
internal sealed partial class SourceKeys(YamlMapping yaml, string id, Func<string, string?> environment)
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
    public Uri? Address(string key, string example)
    {
        if (TextOrNull(key) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : throw Wrong(key, text, $"an address such as {example}");
    }

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
        Endpoint = Address("endpoint", "https://minio.example.com:9000"),
        PathStyle = Flag("path_style"),
        Region = TextOrNull("region"),
        Profile = TextOrNull("profile"),
        Role = TextOrNull("role") is not { } role ? null : RoleArn().IsMatch(role) ? role : throw Wrong("role", role, "a role's ARN, such as arn:aws:iam::111122223333:role/reader"),
        ExternalId = TextOrNull("external_id"),
        RequesterPays = Flag("requester_pays") ?? false,
    };

    /// <summary>Which objects are wanted.</summary>
    public ObjectSelection Selection() => new()
    {
        Prefix = TextOrNull("prefix") ?? "",
        Accounts = [.. yaml.Texts("accounts").Select(a => a.Length == 12 && a.All(char.IsAsciiDigit) ? a : throw yaml.Wrong("accounts", $"\"{a}\" is no account; right would be twelve digits in quotes, such as [\"111122223333\"]"))],
        Regions = yaml.Texts("regions"),
    };

    /// <summary>A day; null when the key is not there.</summary>
    public DateOnly? Day(string key)
    {
        if (TextOrNull(key) is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Wrong(key, text, "a day such as 2026-05-01");
    }

    /// <summary>An error at the key, or about the variable that its value came from.</summary>
    public DefinitionException Wrong(string key, string text, string right) => yaml.Wrong(key, $"{_from ?? key} is \"{text}\"; right would be {right}");

    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    private static partial Regex RoleArn();
}
