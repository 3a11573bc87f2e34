namespace Offtrail.Events;

/// <summary>Operating systems as SDKs, runtimes and browsers write them.</summary>
internal static class OperatingSystems
{
    /// <summary>How a text begins, and the family. Longer beginnings stand before shorter ones.</summary>
    private static readonly (string Prefix, string Family)[] s_prefixes =
    [
        ("linux", "Linux"),
        ("darwin", "macOS"),
        ("macos", "macOS"),
        ("mac_os_x", "macOS"),
        ("osx", "macOS"),
        ("windows", "Windows"),
        ("microsoft_windows", "Windows"),
        ("win32", "Windows"),
        ("mingw", "Windows"),
        ("cygwin", "Windows"),
        ("android", "Android"),
        ("ios", "iOS"),
        ("ipados", "iPadOS"),
        ("iphone", "iOS"),
        ("ipad", "iPadOS"),
        ("cros", "Chrome OS"),
        ("tvos", "tvOS"),
        ("watchos", "watchOS"),
        ("visionos", "visionOS"),
        ("amazon_linux", "Linux"),
        ("ubuntu", "Linux"),
        ("freebsd", "FreeBSD"),
        ("openbsd", "OpenBSD"),
        ("netbsd", "NetBSD"),
        ("sunos", "SunOS"),
        ("aix", "AIX"),
    ];

    /// <summary>
    /// Reads <c>Linux/5.10</c>, <c>linux#5.10</c>, <c>Microsoft_Windows_NT_6.1</c>, <c>Windows_10/10.0</c>, <c>linux</c>.
    /// The version is what follows the first "/", "#" or "_" before a digit. Node.js writes its own version there
    /// (<c>linux/v20.14.0</c>); the "v" gives that away.
    /// </summary>
    public static string? Read(ReadOnlySpan<char> text, out ReadOnlySpan<char> version)
    {
        version = default;
        foreach (var (prefix, family) in s_prefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = text[prefix.Length..];
            if (!rest.IsEmpty && char.IsAsciiLetter(rest[0])) continue;
            for (var i = 0; i + 1 < rest.Length; i++)
            {
                if (rest[i] is not ('/' or '#' or '_') || !char.IsAsciiDigit(rest[i + 1])) continue;
                version = VersionText.Leading(rest[(i + 1)..]);
                if (rest[i] == '_' && version.IndexOf('_') is > 0 and var next) version = version[..next]; // "Darwin_19.6.0_Darwin_Kernel_…"
                break;
            }

            return family;
        }

        return null;
    }

    /// <summary>The Windows that people know, for the number of Windows NT that browsers write.</summary>
    public static string? OfWindowsNt(ReadOnlySpan<char> version) => version switch
    {
        "5.1" or "5.2" => "XP",
        "6.0" => "Vista",
        "6.1" => "7",
        "6.2" => "8",
        "6.3" => "8.1",
        "10.0" => "10",
        _ => null,
    };
}
