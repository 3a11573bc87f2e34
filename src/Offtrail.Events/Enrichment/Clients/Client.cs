namespace Offtrail.Events;

/// <summary>Who a user agent says that it is. All of it is the caller's own word.</summary>
/// <param name="Name">The program's name (<c>user_agent.name</c>); null if unknown.</param>
/// <param name="Version">Its version as written, without a leading "v" (<c>user_agent.version</c>); null if unknown.</param>
/// <param name="OsName">The operating system's family (<c>user_agent.os.name</c>): Linux, Windows, macOS, …; null if unknown.</param>
/// <param name="OsVersion">Its version as written; for Linux, and often for macOS, that of the kernel. Null if unknown.</param>
/// <param name="Class">What kind of program it is.</param>
/// <param name="OffensiveOs">The distribution made for attacking that the operating system is ("kali"), whatever the client; else null.</param>
public sealed record Client(string? Name, string? Version, string? OsName, string? OsVersion, ClientClass Class, string? OffensiveOs)
{
    /// <summary>Nothing is known: there was no text, or none with a meaning.</summary>
    public static Client Unknown { get; } = new(null, null, null, null, ClientClass.Other, null);

    /// <summary>
    /// The client as jobs compare it: the name, for AWS's own tools and SDKs with the major version, and the system's family.
    /// A new minor version is the same client, another system is another. Null if nothing is known.
    /// </summary>
    public string? Label
    {
        get
        {
            if (Name is null) return OsName;
            var major = Class is ClientClass.Cli or ClientClass.Sdk && Version?.Split('.')[0] is { Length: > 0 and <= 3 } number ? $"{Name} {number}" : Name;
            return OsName is null ? major : $"{major} on {OsName}";
        }
    }

    /// <summary>AWS itself, where CloudTrail writes "AWS Internal" in place of a user agent.</summary>
    internal static Client AwsInternal { get; } = new("AWS Internal", null, null, null, ClientClass.AwsService, null);
}
