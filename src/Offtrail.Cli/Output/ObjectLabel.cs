namespace Offtrail.Cli;

/// <summary>Account, region and day out of an object's path, when it follows CloudTrail's layout in S3. For the progress display and nothing else.</summary>
internal static class ObjectLabel
{
    public static string Of(string key)
    {
        var parts = key.Split('/', '\\');
        for (var i = 0; i + 5 < parts.Length; i++)
        {
            if (parts[i] == "CloudTrail" && i > 0 && parts[i - 1].Length == 12 && parts[i - 1].All(char.IsAsciiDigit))
                return $"{parts[i - 1]} {PlainText.Of(parts[i + 1])} {PlainText.Of(parts[i + 2])}-{PlainText.Of(parts[i + 3])}-{PlainText.Of(parts[i + 4])}";
        }

        return "";
    }
}
