using System.Globalization;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests;

/// <summary>The numbers of the summary line "Records  N read = a stored + b duplicates + c quarantined".</summary>
internal sealed partial record Counts(long Read, long Stored, long Duplicates, long Quarantined)
{
    /// <summary>Finds the line among what the program wrote on standard error.</summary>
    public static Counts Of(string error)
    {
        var match = Line().Match(error);
        match.Success.ShouldBeTrue($"no line \"Records …\" in:\n{error}");
        long Number(int group) => long.Parse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var counts = new Counts(Number(1), Number(2), Number(3), Number(4));
        counts.Read.ShouldBe(counts.Stored + counts.Duplicates + counts.Quarantined, "the counts must reconcile");
        return counts;
    }

    [GeneratedRegex(@"^Records +([\d,]+) read = ([\d,]+) stored \+ ([\d,]+) duplicates \+ ([\d,]+) quarantined$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
