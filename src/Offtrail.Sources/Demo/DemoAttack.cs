namespace Offtrail.Sources.Demo;

/// <summary>The truth about the attack in a demo history, to be held against what was found.</summary>
public sealed record DemoAttack
{
    /// <summary>What the attacker did and when, in a few plain English sentences.</summary>
    public required string Story { get; init; }

    /// <summary>The account attacked, 12 digits.</summary>
    public required string Account { get; init; }

    /// <summary>The identities used, as ARNs, in the order of their use.</summary>
    public required IReadOnlyList<string> Identities { get; init; }

    /// <summary>The attacker's address. No other event of the history comes from it or from its /24.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>Time of the first event of the attack, UTC.</summary>
    public required DateTimeOffset FirstEventAt { get; init; }

    /// <summary>Time of the last event of the attack, UTC.</summary>
    public required DateTimeOffset LastEventAt { get; init; }

    /// <summary>The eventID of every event of the attack, in order of time.</summary>
    public required IReadOnlyList<string> EventIds { get; init; }

    /// <summary>The distinct error codes that the attack ran into, in order of appearance.</summary>
    public required IReadOnlyList<string> ErrorCodes { get; init; }

    /// <summary>Those of <see cref="ErrorCodes"/> that the account never met before.</summary>
    public required IReadOnlyList<string> NovelErrorCodes { get; init; }
}
