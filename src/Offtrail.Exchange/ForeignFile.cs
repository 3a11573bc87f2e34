namespace Offtrail.Exchange;

/// <summary>A file of another system.</summary>
/// <param name="Name">Its name or path, for messages; some forms say by it what they are.</param>
/// <param name="Text">What is in it.</param>
public sealed record ForeignFile(string Name, string Text)
{
    /// <summary>The name without folders.</summary>
    public string ShortName => Name[(Name.LastIndexOfAny(['/', '\\']) + 1)..];
}
