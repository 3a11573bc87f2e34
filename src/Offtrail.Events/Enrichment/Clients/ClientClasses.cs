namespace Offtrail.Events;

/// <summary>The texts of <see cref="ClientClass"/>. They stand in lakes and rules, so they never change.</summary>
public static class ClientClasses
{
    private static readonly string[] s_texts =
    [
        "other", "console", "browser", "cli", "sdk", "iac", "aws_service", "agent", "offensive_tool", "security_audit", "storage_tool", "http_client",
    ];

    /// <summary>All texts, indexed by <see cref="ClientClass"/>.</summary>
    public static IReadOnlyList<string> Texts => s_texts;

    /// <summary>The stable text of a class, in snake_case.</summary>
    public static string Text(this ClientClass clientClass) => s_texts[(int)clientClass];

    /// <summary>
    /// Which product names the client when a user agent lists several; the lowest wins. A tool names the SDK that it is
    /// built with, an SDK names its HTTP library, hence from the special to the general.
    /// </summary>
    internal static int Rank(this ClientClass clientClass) => clientClass switch
    {
        ClientClass.OffensiveTool => 0,
        ClientClass.SecurityAudit => 1,
        ClientClass.Iac => 2,
        ClientClass.StorageTool => 3,
        ClientClass.Agent => 4,
        ClientClass.Console => 5,
        ClientClass.AwsService => 6,
        ClientClass.Cli => 7,
        ClientClass.Browser => 8,
        ClientClass.Sdk => 9,
        ClientClass.HttpClient => 10,
        _ => 11,
    };
}
