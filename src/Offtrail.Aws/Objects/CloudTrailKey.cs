using System.Globalization;

namespace Offtrail.Aws;

/// <summary>What the key of an object says, as CloudTrail lays out its buckets: <c>[prefix/]AWSLogs/[o-…/]account/CloudTrail/region/yyyy/MM/dd/file</c>.</summary>
/// <param name="Account">The account: twelve digits.</param>
/// <param name="Kind">CloudTrail, CloudTrail-Digest, CloudTrail-Insight or what AWS adds.</param>
/// <param name="Region">The region.</param>
/// <param name="Day">The day of delivery, UTC.</param>
internal readonly record struct CloudTrailKey(string Account, string Kind, string Region, DateOnly Day)
{
    /// <summary>The folder that everything is below.</summary>
    public const string Root = "AWSLogs";

    /// <summary>The folder of what records are in.</summary>
    public const string Records = "CloudTrail";

    /// <summary>Reads a key; null when it is laid out in another way.</summary>
    public static CloudTrailKey? Of(string key)
    {
        var parts = key.Split('/');
        for (var root = 0; root <= parts.Length - 8; root++)
        {
            if (parts[root] != Root) continue;
            var at = root + (IsOrganization(parts[root + 1]) ? 2 : 1);
            if (parts.Length == at + 7 && IsAccount(parts[at]) && parts[at + 2].Length > 0 && parts[at + 6].Length > 0 && parts[at + 1].StartsWith(Records, StringComparison.Ordinal)
                && DateOnly.TryParseExact($"{parts[at + 3]}/{parts[at + 4]}/{parts[at + 5]}", "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return new CloudTrailKey(parts[at], parts[at + 1], parts[at + 2], day);
        }

        return null;
    }

    /// <summary>Whether a part of a key names an organisation, as the trails of one have it in front of the account.</summary>
    public static bool IsOrganization(string part) => part.StartsWith("o-", StringComparison.Ordinal) && part.Length is >= 12 and <= 34;

    /// <summary>Whether a part of a key is an account's number.</summary>
    public static bool IsAccount(string part) => part.Length == 12 && part.All(char.IsAsciiDigit);

    /// <summary>A day as a part of a key.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
}
