using System.Text.RegularExpressions;

namespace Offtrail.Triage;

/// <summary>Names of records that may stand in a command: those that AWS itself would allow. Anything else was never a name of AWS.</summary>
internal static partial class AwsNames
{
    /// <summary>The name at the end of the ARN of a user or role; null when it is none that IAM allows.</summary>
    public static string? OfArn(string arn, string kind) =>
        arn.Contains($":{kind}/", StringComparison.Ordinal) && arn[(arn.LastIndexOf('/') + 1)..] is var name && Iam().IsMatch(name) ? name : null;

    /// <summary>The account in an ARN; null when there is none.</summary>
    public static string? AccountOf(string arn) => arn.Split(':') is ["arn", _, _, _, { Length: 12 } account, ..] && IsAccount(account) ? account : null;

    /// <summary>Whether it is the number of an account.</summary>
    public static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    /// <summary>Whether it may stand in a command as a name, an id, an ARN or a path of AWS.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Whether it is the id of an access key.</summary>
    public static bool IsKey(string text) => Key().IsMatch(text);

    /// <summary>Whether it is a region.</summary>
    public static bool IsRegion(string text) => Region().IsMatch(text);

    /// <summary>Whether it is the id of an instance.</summary>
    public static bool IsInstance(string text) => Instance().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]{1,128}\z")]
    private static partial Regex Iam();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@:/][A-Za-z0-9_+=,.@:/-]{0,511}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Z0-9]{16,128}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"\A[a-z]{2}(-[a-z]+)+-[0-9]{1,2}\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"\Ai-[0-9a-f]{8,17}\z")]
    private static partial Regex Instance();
}
