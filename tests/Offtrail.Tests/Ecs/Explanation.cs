using System.Text.RegularExpressions;

namespace Offtrail.Tests.Ecs;

/// <summary>Why a difference is no fault, and which differences it is the reason of.</summary>
/// <param name="Why">The reason.</param>
/// <param name="File">The fixtures: a regular expression for the whole name.</param>
/// <param name="Field">The fields: likewise.</param>
/// <param name="Values">What the expected and the found value must be like.</param>
internal sealed record Explanation(string Why, string File, string Field, Func<Difference, bool> Values)
{
    public bool Covers(Difference difference) => Whole(File, difference.File) && Whole(Field, difference.Field) && Values(difference);

    private static bool Whole(string pattern, string text) => Regex.IsMatch(text, $"^(?:{pattern})$");
}
