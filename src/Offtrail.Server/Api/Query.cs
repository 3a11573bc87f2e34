using System.Globalization;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Server;

/// <summary>How values of queries and bodies are read.</summary>
public static class Query
{
    /// <summary>Most items of one part of a list.</summary>
    public const int MostItems = 1000;

    /// <summary>A time such as 2026-05-01 or 2026-05-01T08:30Z, microseconds since 1970 UTC.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static long? Moment(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return text.Length is >= 10 and <= 40 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Clocks.Micros(time)
            : throw new ApiException(field, "this is no time; right would be 2026-05-01 or 2026-05-01T08:30:00Z");
    }

    /// <summary>Two times, of which the first must be before the second.</summary>
    public static (long From, long To) Window(string? from, string? to) =>
        (Moment(from, "from") ?? long.MinValue, Moment(to, "to") ?? long.MaxValue) is var (first, last) && first < last ? (first, last) : throw new ApiException("from", "from must be before to");

    /// <summary>How many items a part of a list may have.</summary>
    public static int Limit(int? limit, int usual = 100, int most = MostItems) =>
        limit is null ? usual : limit >= 1 && limit <= most ? limit.Value : throw new ApiException("limit", string.Create(CultureInfo.InvariantCulture, $"right would be 1 to {most}"));

    /// <summary>Names of an enumeration as the API writes them: small letters, "_" between words.</summary>
    public static string NameOf<T>(T value) where T : struct, Enum => AlertState.Words(value.ToString(), '_');

    /// <summary>A value of an enumeration by its name.</summary>
    /// <exception cref="ApiException">There is none of this name.</exception>
    public static T One<T>(string text, string field) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>()) if (string.Equals(NameOf(value), text, StringComparison.Ordinal)) return value;
        throw new ApiException(field, $"right would be {string.Join(" or ", Enum.GetValues<T>().Select(NameOf))}");
    }

    /// <summary>Who alerts are to be about, as far as it is said.</summary>
    public static IReadOnlyList<(EntityKind Kind, string Value)> Entities(string? identity, string? accessKey, string? source) =>
        [.. new[] { (EntityKind.Identity, identity), (EntityKind.AccessKey, accessKey), (EntityKind.Source, source) }.Where(e => !string.IsNullOrEmpty(e.Item2)).Select(e => (e.Item1, e.Item2!))];

    /// <summary>A window as filters take it: null where it is open.</summary>
    public static (long? From, long? To) Stretch(string? from, string? to) => Window(from, to) is var (first, last) ? (first == long.MinValue ? null : first, last == long.MaxValue ? null : last) : default;

    /// <summary>The text of a definition.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mostKib">How long it may be, in units of 1,024 characters.</param>
    /// <param name="right">What would be right.</param>
    /// <exception cref="ApiException">It is empty or too long.</exception>
    public static string Definition(string? text, int mostKib, string right) =>
        text is { Length: > 0 } && text.Length <= mostKib << 10 ? text : throw new ApiException("definition", string.Create(CultureInfo.InvariantCulture, $"right would be {right}, up to {mostKib:N0} KiB"));

    /// <summary>A score, or a rank.</summary>
    public static double? Score(double? least, string field) => least is null or (>= 0 and <= 100) ? least : throw new ApiException(field, "right would be 0 to 100");

    /// <summary>A time as the API writes it.</summary>
    public static string Time(long micros) => AlertDocument.Time(micros);

    /// <summary>A time as the API writes it; null for none.</summary>
    public static string? Time(long? micros) => micros is { } some ? AlertDocument.Time(some) : null;
}
