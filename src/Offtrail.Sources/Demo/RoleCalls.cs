namespace Offtrail.Sources.Demo;

/// <summary>
/// The calls that begin a session. Not in the tables, because each names the role, the session and the key that it hands
/// out: who wants to know where a key in use came from finds this event.
/// </summary>
internal static class RoleCalls
{
    private const string Role = "arn:aws:iam::<account>:role/";

    /// <summary>A key for calls of services whose sessions the demo does not follow.</summary>
    public const string AnyKey = "<newkey>";

    public static Call Assume(string role, string session, string key) => Call.Parse(
        $$"""sts:AssumeRole r {"roleArn":"{{Role}}{{role}}","roleSessionName":"{{session}}"} -> {"credentials":{{Credentials(key)}}} @ AWS::IAM::Role {{Role}}{{role}}""");

    public static Call AssumeWithWebIdentity(string role, string session, string key) => Call.Parse(
        $$"""sts:AssumeRoleWithWebIdentity r {"roleArn":"{{Role}}{{role}}","roleSessionName":"{{session}}","durationSeconds":3600} -> """
        + $$"""{"credentials":{{Credentials(key)}},"audience":"sts.amazonaws.com","provider":"<provider>"} @ AWS::IAM::Role {{Role}}{{role}}""");

    private static string Credentials(string key) =>
        $$"""{"accessKeyId":"{{key}}","sessionToken":"HIDDEN_DUE_TO_SECURITY_REASONS","expiration":"<later>"}""";
}
