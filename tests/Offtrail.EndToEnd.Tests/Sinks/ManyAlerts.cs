using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Sinks;

/// <summary>A trail with an error code that is new every few hours of its second half: many alerts at a low threshold.</summary>
internal static class ManyAlerts
{
    public static readonly string[] Threshold = ["--threshold", "1"];

    public static string Write(Workspace work)
    {
        var records = new List<JsonObject>();
        for (var hour = 0; hour < 240; hour++)
        {
            for (var i = 0; i < 4; i++) records.Add(Sample.Record(string.Create(CultureInfo.InvariantCulture, $"usual-{hour}-{i}"), i % 2 == 0 ? null : "AccessDenied", hour + (i / 6.0)));
            if (hour >= 120 && hour % 5 == 0) records.Add(Sample.Record(string.Create(CultureInfo.InvariantCulture, $"new-{hour}"), string.Create(CultureInfo.InvariantCulture, $"New{hour}"), hour + 0.9));
        }

        return work.Write("trail.json", Sample.File(records));
    }
}
