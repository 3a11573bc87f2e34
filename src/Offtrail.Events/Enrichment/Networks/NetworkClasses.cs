namespace Offtrail.Events;

/// <summary>The texts of <see cref="NetworkClass"/>. They stand in lakes and rules, so they never change.</summary>
public static class NetworkClasses
{
    private static readonly string[] s_texts =
    [
        "none", "public", "private", "loopback", "link_local", "shared", "documentation", "multicast", "reserved", "aws_service", "ec2", "aws",
    ];

    /// <summary>All texts, indexed by <see cref="NetworkClass"/>.</summary>
    public static IReadOnlyList<string> Texts => s_texts;

    /// <summary>The stable text of a class, in snake_case.</summary>
    public static string Text(this NetworkClass networkClass) => s_texts[(int)networkClass];
}
