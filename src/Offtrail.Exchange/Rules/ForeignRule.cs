using System.Text.Json.Nodes;

namespace Offtrail.Exchange;

/// <summary>A rule as a file has it.</summary>
/// <param name="Place">Where it was found.</param>
/// <param name="Rule">The object.</param>
/// <param name="Beside">What stands beside it, in the file's own tables; null for none.</param>
internal sealed record ForeignRule(string Place, JsonObject Rule, JsonObject? Beside = null);
