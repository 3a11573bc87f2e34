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

    /// <summary>AWS itself, where CloudTrail writes "AWS Internal" in place of a user agent.</summary>
    internal static Client AwsInternal { get; } = new("AWS Internal", null, null, null, ClientClass.AwsService, null);
}
