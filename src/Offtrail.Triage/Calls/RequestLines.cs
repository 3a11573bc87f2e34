using System.Globalization;
using System.Text.Json;

namespace Offtrail.Triage;

/// <summary>Lays out what a call asked for, a value a line, with secrets masked. Bounded: 40 lines, 200 characters a value.</summary>
internal static class RequestLines
{
    private const int MostLines = 40;
    private const int MostCharacters = 200;

    /// <summary>Parts of names whose values are secret.</summary>
    private static readonly string[] s_secret = ["password", "passwd", "secretstring", "secretbinary", "secretkey", "secretaccesskey", "privatekey", "keymaterial", "sessiontoken", "securitytoken", "authtoken", "accesstoken", "refreshtoken", "idtoken", "apikey", "authorization", "userdata", "samlassertion", "webidentitytoken", "authcode", "mfacode", "tokencode", "connectionstring"];

    /// <summary>The lines, each "path = value".</summary>
    public static IReadOnlyList<string> Of(JsonElement? request)
    {
        var lines = new List<string>();
        if (request is { } element) Add(lines, "", "", element);
        if (lines.Count <= MostLines) return lines;
        var more = lines.Count - MostLines;
        return [.. lines.Take(MostLines), string.Create(CultureInfo.InvariantCulture, $"… and {more:N0} more values")];
    }

    private static void Add(List<string> lines, string path, string name, JsonElement element)
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
            default:
                lines.Add($"{path} = {Value(name, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText())}");
                break;
        }
    }

    private static string Value(string name, string text) =>
        IsSecret(name) || LooksSecret(text) ? string.Create(CultureInfo.InvariantCulture, $"(masked, {text.Length} characters)")
        : text.Length > MostCharacters ? text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)] + "…" : text;

    private static bool IsSecret(string name) => s_secret.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>Private keys, web tokens and values that hold such a name themselves, as texts of JSON do.</summary>
    private static bool LooksSecret(string text) =>
        text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) || (text.StartsWith("eyJ", StringComparison.Ordinal) && text.Count(c => c == '.') == 2)
        || (text.StartsWith('{') && IsSecret(text.Replace("_", "", StringComparison.Ordinal)));
}
