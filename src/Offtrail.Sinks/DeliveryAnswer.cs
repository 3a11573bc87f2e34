namespace Offtrail.Sinks;

/// <summary>What became of an attempt, in words.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Words">Why; empty when it was delivered. No secrets, no control characters.</param>
/// <param name="After">For how long the other side asks not to be tried; null when it does not ask.</param>
public sealed record DeliveryAnswer(DeliveryOutcome Outcome, string Words = "", TimeSpan? After = null)
{
    /// <summary>It is there.</summary>
    public static DeliveryAnswer Delivered { get; } = new(DeliveryOutcome.Delivered);

    /// <summary>It may get there later.</summary>
    public static DeliveryAnswer TryAgain(string why, TimeSpan? after = null) => new(DeliveryOutcome.TryAgain, why, after);

    /// <summary>It never will.</summary>
    public static DeliveryAnswer Refused(string why) => new(DeliveryOutcome.Refused, why);
}
