using System.Text.Json.Nodes;

namespace Offtrail.Exchange;

/// <summary>A job or a datafeed as a file has it.</summary>
/// <param name="Place">Where it was found.</param>
/// <param name="Id">Its id, or that of the job to which the datafeed belongs.</param>
/// <param name="Config">The object.</param>
internal sealed record ForeignJob(string Place, string Id, JsonObject Config);
