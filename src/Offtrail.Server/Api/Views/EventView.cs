using System.Text.Json;

namespace Offtrail.Server;

/// <summary>An event.</summary>
/// <param name="Ecs">The ECS document.</param>
/// <param name="Record">The record as it was delivered.</param>
public sealed record EventView(JsonElement Ecs, string Record);
