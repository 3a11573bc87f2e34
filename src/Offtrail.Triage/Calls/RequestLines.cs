using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Offtrail.Triage;

/// <summary>Lays out what a call asked for, a value a line, with secrets masked. A text that is JSON, as policies are, is laid out too. Bounded: 100 lines, 1,000 characters a value.</summary>
internal static partial class RequestLines
{
    private const int MostValues = 20;
    private const int MostLines = 100;
    private const int MostCharacters = 1000;

    /// <summary>Parts of names whose values are secret.</summary>
    private static readonly string[] s_secret = ["password", "passwd", "secretstring", "secretbinary", "secretkey", "secretaccesskey", "privatekey", "keymaterial", "sessiontoken", "securitytoken", "authtoken", "accesstoken", "refreshtoken", "idtoken", "apikey", "authorization", "userdata", "samlassertion", "webidentitytoken", "authcode", "mfacode", "tokencode", "connectionstring"];

    /// <summary>The lines, each "path = value"; of several requests the different values of a path side by side, at most 20.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<JsonElement?> requests)
    {
        var values = new List<(string Path, string Value)>();
        foreach (var request in requests) if (request is { } element) Add(values, "", "", element);
        string[] lines = [.. values.GroupBy(v => v.Path).Select(g => (g.Key, Values: g.Select(v => v.Value).Distinct(StringComparer.Ordinal).ToArray()))
            .Select(p => $"{p.Key} = {string.Join(" | ", p.Values.Take(MostValues))}{(p.Values.Length > MostValues ? string.Create(CultureInfo.InvariantCulture, $" | … and {p.Values.Length - MostValues:N0} more") : "")}")];
        return lines.Length <= MostLines ? lines : [.. lines.Take(MostLines), string.Create(CultureInfo.InvariantCulture, $"… and {lines.Length - MostLines:N0} more values")];
    }

    private static void Add(List<(string Path, string Value)> lines, string path, string name, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Add(lines, path.Length == 0 ? member.Name : $"{path}.{member.Name}", IsSecret(name) ? name : member.Name, member.Value);
                break;
            case JsonValueKind.Array:
                var i = 0;
                foreach (var item in element.EnumerateArray()) Add(lines, string.Create(CultureInfo.InvariantCulture, $"{path}[{i++}]"), name, item);
                break;
            case JsonValueKind.String when !IsSecret(name) && Json(element.GetString()!) is { } inside:
                Add(lines, path, name, inside);
                break;
            case JsonValueKind.String:
                lines.Add((path, Value(name, element.GetString()!)));
                break;
            case JsonValueKind.Number:
                lines.Add((path, Value(name, element.GetRawText())));
                break;
            default:
                lines.Add((path, element.GetRawText())); // yes, no and nothing tell no secret
                break;
        }
    }

    /// <summary>A text that is an object or a list of JSON; null when it is none.</summary>
    private static JsonElement? Json(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..]) return null;
        try
        {
            return JsonElement.Parse(text) is var inside && inside.ValueKind == JsonValueKind.Object ? inside.EnumerateObject().Any() ? inside : null : inside.GetArrayLength() > 0 ? inside : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Value(string name, string text) =>
        IsSecret(name) || LooksSecret(text) ? string.Create(CultureInfo.InvariantCulture, $"(masked, {text.Length} characters)") : Cut(Dashed().Replace(Inline().Replace(Breaks().Replace(text, " "), "$1(masked)"), "$1(masked)"));

    private static string Cut(string text) =>
        text.Length > MostCharacters ? text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)] + "…" : text;

    private static bool IsSecret(string name) => s_secret.Any(s => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Contains(s, StringComparison.OrdinalIgnoreCase)) || SecretWord().IsMatch(name);

    /// <summary>Private keys, web tokens and values that hold such a name themselves, as texts of JSON do.</summary>
    private static bool LooksSecret(string text) =>
        text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) || (text.StartsWith("eyJ", StringComparison.Ordinal) && text.Count(c => c == '.') == 2)
        || (text.StartsWith('{') && IsSecret(text));

    /// <summary>A name that ends with such a word of its own: DB_PASS, AWS_SECRET, adminPwd.</summary>
    [GeneratedRegex(@"(^|[_.-])(?i:pass|passphrase|pwd|secret|credentials)$|[a-z](Pass|Passphrase|Pwd|Secret|Credentials)$", RegexOptions.CultureInvariant)]
    private static partial Regex SecretWord();

    /// <summary>Secrets in commands: -pS3cret behind mysql and its like.</summary>
    [GeneratedRegex(@"(\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass)\b[^|;&]*?\s-p)[^\s|;&]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Dashed();

    /// <summary>Secrets in texts: PASSWORD=x, --password x, https://user:x@.</summary>
    [GeneratedRegex(@"((?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key)[""']?\s*[=:]\s*[""']?|--pass(?:word|wd|phrase)?\s+|://[^\s/:@]+:)[^\s""'@;&|,}]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"\s*[\r\n]\s*|\t")]
    private static partial Regex Breaks();
}
