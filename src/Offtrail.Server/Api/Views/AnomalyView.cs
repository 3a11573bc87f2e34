using System.Text.Json;

namespace Offtrail.Server;

/// <summary>An anomaly record.</summary>
/// <param name="IsFinal">Whether its bucket is finished; else it may change as events come.</param>
/// <param name="Record">The record.</param>
public sealed record AnomalyView(bool IsFinal, JsonElement Record);
