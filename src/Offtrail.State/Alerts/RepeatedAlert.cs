namespace Offtrail.State;

/// <summary>An alert with those before it that say the same.</summary>
/// <param name="Newest">The newest of them.</param>
/// <param name="Times">How many they are, with it; at least 1.</param>
/// <param name="FirstRaisedAt">When the first of them was raised, microseconds since 1970 UTC.</param>
public sealed record RepeatedAlert(StoredAlert Newest, long Times, long FirstRaisedAt);
