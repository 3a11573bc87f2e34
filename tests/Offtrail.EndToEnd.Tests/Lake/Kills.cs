using System.Globalization;

namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>How many kills there are and by which seed: OFFTRAIL_KILLS (40 when nothing is set; bench/kill sets more) and OFFTRAIL_KILL_SEED.</summary>
internal static class Kills
{
    /// <summary>A share, in percent, of all kills.</summary>
    public static int Share(int percent) => Math.Max(1, ((Number("OFFTRAIL_KILLS") ?? 40) * percent) / 100);

    public static int Seed() => Number("OFFTRAIL_KILL_SEED") ?? Random.Shared.Next();

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
