using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests;

/// <summary>
/// Ten days of an account in which three error codes are everyday, and which meets a fourth, <see cref="NewCode"/>, in the
/// hour of <see cref="NewHour"/> for the first time: the one alert.
/// </summary>
internal static class SmallTrail
{
    public const string NewCode = "Client.NeverSeenBefore";

    /// <summary>Hours from the start to the bucket with the new code.</summary>
    public const int NewHour = 228;

    public const int Hours = 240;

    public static readonly string[] NewIds = ["new-0", "new-1", "new-2"];

    public static List<JsonObject> Records(string account = Sample.Account, string newCode = NewCode)
    {
        var records = new List<JsonObject>();
        for (var hour = 0; hour < Hours; hour++)
        {
            string?[] codes = [null, null, "AccessDenied", "NoSuchKey", hour % 2 == 0 ? "ThrottlingException" : null];
            for (var i = 0; i < codes.Length; i++)
                records.Add(Sample.Record(string.Create(CultureInfo.InvariantCulture, $"usual-{hour}-{i}"), codes[i], hour + (i / 6.0), account));
        }

        for (var i = 0; i < NewIds.Length; i++) records.Add(Sample.Record(NewIds[i], newCode, NewHour + 0.5 + (i / 60.0), account));
        return records;
    }

    /// <summary>Writes the trail as one file; gives its path.</summary>
    public static string Write(Workspace work) => work.Write("trail.json", Sample.File(Records()));
}
