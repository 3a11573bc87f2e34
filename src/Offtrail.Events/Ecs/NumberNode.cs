using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>A number in the digits that the record has, so that none is lost, however long it is.</summary>
internal sealed class NumberNode(string digits) : Node
{
    public override string Plain => digits;

    public override void WriteTo(Utf8JsonWriter output) => output.WriteRawValue(digits, skipInputValidation: true); // the reader has validated it

    public override void PrintTo(StringBuilder text) => text.Append(Java(digits));

    /// <summary>The number as Java prints it: whole numbers as they are, others as its Double.toString does ("1.0E10", "0.5").</summary>
    internal static string Java(string digits)
    {
        if (!digits.AsSpan().ContainsAny('.', 'e', 'E')) return digits == "-0" ? "0" : digits;
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0 || Math.Abs(value) is >= 1e-3 and < 1e7) return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        return Scientific(shortest);
    }

    private static string Scientific(string shortest)
    {
        var sign = shortest[0] == '-' ? "-" : "";
        var parts = shortest[sign.Length..].Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? parts[0].Length : point;
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var figures = all.TrimStart('0');
        var exponent = whole - 1 - (all.Length - figures.Length) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        figures = figures.TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{figures[0]}.{(figures.Length > 1 ? figures[1..] : "0")}E{exponent}");
    }
}
