using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>Reads the condition of an exception, or of anything else that is about the events behind an alert.</summary>
internal static class ExceptionFilter
{
    /// <summary>What is wrong with a condition; null if nothing.</summary>
    /// <param name="when">The text.</param>
    /// <param name="lists">What "$name" in it stands for.</param>
    /// <param name="insteadOfTime">What to say to one that speaks of times, which an alert does not keep.</param>
    public static string? Fault(string when, FilterLists lists, string insteadOfTime = "an exception ends with \"until\"; right would be until: 2027-01-01")
    {
        try
        {
            if (FilterMatch.Fields(FilterText.Parse(when, lists)).FirstOrDefault(f => !AlertFields.All.Contains(f, StringComparer.Ordinal)) is not { } field) return null;
            return field == "@timestamp" ? insteadOfTime : $"an alert keeps no {field}; right would be one of {string.Join(", ", AlertFields.All)}";
        }
        catch (FilterException e)
        {
            return e.Message;
        }
    }
}
