using System.Globalization;
using Offtrail.Rules;

namespace Offtrail.Triage;

/// <summary>Numbers, times and names in sentences.</summary>
internal static class Words
{
    private const double MicrosADay = 86_400_000_000;

    /// <summary>Something of the inventory: what it is, and where.</summary>
    public static string Of(InventoryEntry e) => $"{e.Kind.Replace('_', ' ')} {e.Id}{(e.Name is { } name ? $" ({name})" : "")}{(e.Instance is { } i && i != e.Id ? $" of {i}" : "")} in {e.Account} {e.Region}";

    /// <summary>"1 event", "2,000 events", "3 identities".</summary>
    public static string Count(long number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? unit : unit.EndsWith("ty", StringComparison.Ordinal) ? unit[..^1] + "ies" : unit.EndsWith('s') ? unit + "es" : unit + "s")}");

    /// <summary>"2026-05-01 08:30 UTC".</summary>
    public static string Time(long micros) => AlertDocument.Time(micros)[..16].Replace('T', ' ') + " UTC";

    /// <summary>"3 days", from microseconds.</summary>
    public static string Span(long micros) => Explanation.Days(micros / MicrosADay);

    /// <summary>"12 %".</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    /// <summary>The first few with "and 3 more".</summary>
    public static string List(IEnumerable<string> values, int most = 3)
    {
        string[] all = [.. values];
        return string.Join(", ", all.Take(most)) + (all.Length > most ? string.Create(CultureInfo.InvariantCulture, $" and {all.Length - most:N0} more") : "");
    }

    /// <summary>"role ci-deploy".</summary>
    public static string Who(string? identity) => identity is null ? "an unknown identity" : IdentityName.Of(identity);

    /// <summary>"s3" for "s3.amazonaws.com".</summary>
    public static string Service(string? provider) => provider is null ? "" : provider.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? provider[..^".amazonaws.com".Length] : provider;
}
