using System.Globalization;
using System.Text.RegularExpressions;

namespace Offtrail.Aws;

/// <summary>
/// Reads what people write of buckets and how they are reached, on the command line and in the configuration. Each takes the text, and what makes an error of
/// the words that follow "right would be".
/// </summary>
public static partial class AwsSetting
{
    /// <summary>A number of twelve digits.</summary>
    public static string Account(string text, Func<string, Exception> wrong) => CloudTrailKey.IsAccount(text) ? text : throw wrong("twelve digits, such as \"111122223333\"");

    /// <summary>A day.</summary>
    public static DateOnly Day(string text, Func<string, Exception> wrong) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw wrong("a day such as 2026-05-01");

    /// <summary>An address with http or https, without a name and password.</summary>
    public static Uri Address(string text, string example, Func<string, Exception> wrong) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : throw wrong($"an address such as {example}");

    /// <summary>The address of a store that speaks like S3.</summary>
    public static Uri Endpoint(string text, Func<string, Exception> wrong) => Address(text, "https://minio.example.com:9000", wrong);

    /// <summary>A role's ARN.</summary>
    public static string Role(string text, Func<string, Exception> wrong) => RoleArn().IsMatch(text) ? text : throw wrong("a role's ARN, such as arn:aws:iam::111122223333:role/reader");

    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    private static partial Regex RoleArn();
}
