namespace Offtrail.Events;

/// <summary>Collects what the pieces of one user agent say of the operating system. The first one that names it is believed.</summary>
internal ref struct OsFinder
{
    private ReadOnlySpan<char> _version;
    private string? _ready; // a version that is not written so in the text

    /// <summary>The family; null as long as none was named.</summary>
    public string? Name { get; private set; }

    /// <summary>The distribution for attacking, if a piece named one.</summary>
    public string? Offensive { get; private set; }

    /// <summary>The version's text; null if none was given.</summary>
    public readonly string? Version => _ready ?? (_version.IsEmpty ? null : _version.ToString());

    /// <summary>Takes what is known to be about the operating system: <c>os/…</c>, <c>md/GOOS#…</c>.</summary>
    public void TakeOs(ReadOnlySpan<char> text)
    {
        TakeDistribution(text);
        if (text.StartsWith("Windows#NT-", StringComparison.OrdinalIgnoreCase)) SetWindowsNt(VersionText.Leading(text["Windows#NT-".Length..])); // the SDK for JavaScript in a browser
        else if (OperatingSystems.Read(text, out var version) is { } name) Set(name, version);
    }

    /// <summary>Takes what names a distribution: <c>md/distrib#kali.2024</c>, <c>source/x86_64.kali.2024</c>.</summary>
    public void TakeDistribution(ReadOnlySpan<char> text) => Offensive ??= OffensiveDistributions.In(text);

    /// <summary>Takes any piece. False when it is not about the operating system.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="after">The text behind it, for what browsers spread over several words.</param>
    public bool TryTake(ReadOnlySpan<char> piece, ReadOnlySpan<char> after)
    {
        if (Name is not null && !_version.IsEmpty && Offensive is not null) return false;
        if (TryTakeWords(piece, after)) return true;
        var name = OperatingSystems.Read(piece, out var version);
        if (name is null && piece.LastIndexOf('-') is > 0 and var dash)
            name = OperatingSystems.Read(piece[(dash + 1)..].TrimEnd("0123456789"), out version); // x86_64-linux, x64-mingw32
        if (name is null) return false;
        TakeDistribution(piece);
        Set(name, version);
        return true;
    }

    private bool TryTakeWords(ReadOnlySpan<char> piece, ReadOnlySpan<char> after)
    {
        if (piece is "Windows" && After(after, " NT ", out var nt)) SetWindowsNt(nt);
        else if (piece is "Windows" && After(after, " ", out var windows)) Set("Windows", windows); // "Windows 11/10.0"
        else if (piece is "Mac" && After(after, " OS X ", out var mac)) SetUnderscored("macOS", mac);
        else if (piece is "Mac" && After(after, " OS X/", out mac)) Set("macOS", mac);
        else if (piece is "iPhone" && After(after, " OS ", out var phone)) SetUnderscored("iOS", phone);
        else if (piece is "CPU" && After(after, " OS ", out var pad)) SetUnderscored("iPadOS", pad);
        else if (piece is "Android" && After(after, " ", out var android)) Set("Android", android);
        else if (piece is "CrOS" && After(after, " x86_64 ", out var cros)) Set("Chrome OS", cros);
        else return false;
        return true;
    }

    private static bool After(ReadOnlySpan<char> text, string words, out ReadOnlySpan<char> version)
    {
        version = default;
        if (!text.StartsWith(words, StringComparison.Ordinal)) return false;
        var rest = text[words.Length..];
        var end = 0;
        while (end < Math.Min(rest.Length, 64) && (char.IsAsciiDigit(rest[end]) || rest[end] is '.' or '_')) end++;
        version = rest[..end].TrimEnd("._");
        return !version.IsEmpty;
    }

    private void SetWindowsNt(ReadOnlySpan<char> version)
    {
        Set("Windows", version);
        if (Name is "Windows" && _version == version) _ready = OperatingSystems.OfWindowsNt(version);
    }

    private void SetUnderscored(string name, ReadOnlySpan<char> version)
    {
        Set(name, version);
        if (Name == name && _version == version) _ready = version.ToString().Replace('_', '.');
    }

    private void Set(string name, ReadOnlySpan<char> version)
    {
        if (name is "Android" && Name is "Linux") Name = null; // "Linux; Android 13" is Android
        Name ??= name;
        if (Name == name && _version.IsEmpty) _version = version;
    }
}
