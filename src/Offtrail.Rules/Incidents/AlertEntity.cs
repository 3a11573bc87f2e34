namespace Offtrail.Rules;

/// <summary>Who or what an alert is about: alerts that share one are one story when they are close in time.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its name; of an identity with the account before it, since services have the same name everywhere.</param>
public readonly record struct AlertEntity(EntityKind Kind, string Value);
