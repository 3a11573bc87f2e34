using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>
/// A text that must not be shown: a key, a password, an address with a token in it. It stands in the file, or the file names an
/// environment variable or another file; those are read when the secret is needed, so that a new one counts at once.
/// </summary>
public sealed class Secret
{
    private const string Hidden = "(secret)";
    private const int LeastHidden = 4;

    private readonly string? _value;
    private readonly string? _variable;
    private readonly string? _file;

    private Secret(string? value, string? variable, string? file) => (_value, _variable, _file) = (value, variable, file);

    /// <summary>Whether its value stands in the file, so that it can be judged before it is needed.</summary>
    public bool IsWritten => _value is not null;

    /// <summary>Reads a key: a text, or <c>env: NAME</c>, or <c>file: PATH</c>. Null when it is not there.</summary>
    /// <exception cref="DefinitionException">It is something else. The message has nothing of the value.</exception>
    public static Secret? Parse(YamlMapping yaml, string key, string folder)
    {
        if (!yaml.IsMapping(key)) return yaml.TextOrNull(key) is not { } text ? null : text.Length > 0 ? new Secret(text, null, null) : throw yaml.Wrong(key, $"{key} is empty; right would be a text, {{env: NAME}} or {{file: PATH}}");
        var from = yaml.Mapping(key)!;
        var (variable, file) = (from.TextOrNull("env"), from.TextOrNull("file"));
        from.Finish();
        if (string.IsNullOrEmpty(variable) == string.IsNullOrEmpty(file)) throw yaml.Wrong(key, $"{key} must come from one place; right would be a text, {{env: NAME}} or {{file: PATH}}");
        return new Secret(null, variable, file is null ? null : Path.GetFullPath(file, Path.GetFullPath(folder)));
    }

    /// <summary>The same of a key that must be there.</summary>
    public static Secret Needed(YamlMapping yaml, string key, string folder) => Parse(yaml, key, folder) ?? throw yaml.Wrong(key, $"the key \"{key}\" is missing");

    /// <summary>The value.</summary>
    /// <exception cref="SecretException">It can't be read.</exception>
    public string Read()
    {
        if (_value is not null) return _value;
        if (_variable is not null)
            return Environment.GetEnvironmentVariable(_variable) is { Length: > 0 } set ? set : throw new SecretException($"the environment variable {_variable} is not set");
        try
        {
            return File.ReadAllText(_file!).Trim() is { Length: > 0 } text ? text : throw new SecretException($"the file {_file} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SecretException(File.Exists(_file) ? $"the file {_file} can't be read: {e.Message}" : $"the file {_file} is not there");
        }
    }

    /// <summary>Why it can't be read; null when it can.</summary>
    public string? Trouble()
    {
        try
        {
            Read();
            return null;
        }
        catch (SecretException e)
        {
            return e.Message;
        }
    }

    /// <summary>A text in which the secret is not to be seen, should another side have said it back: neither whole, nor the word behind a "Bearer", nor the path of an address.</summary>
    public string HiddenIn(string text)
    {
        string value;
        try
        {
            value = Read();
        }
        catch (SecretException)
        {
            return text;
        }

        var path = Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.PathAndQuery : value;
        return new[] { value, value[(value.LastIndexOf(' ') + 1)..], path }.Where(part => part.Length >= LeastHidden).Aggregate(text, (rest, part) => rest.Replace(part, Hidden, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public override string ToString() => Hidden;
}
