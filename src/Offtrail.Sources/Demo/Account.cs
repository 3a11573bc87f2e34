namespace Offtrail.Sources.Demo;

/// <summary>An account, what is in it, and how calls fail there.</summary>
internal sealed class Account
{
    public Account(string id, string kind, string homeRegion, string otherRegion, int sweepHour, int seed)
    {
        Id = id;
        Kind = kind;
        HomeRegion = homeRegion;
        OtherRegion = otherRegion;
        SweepHour = sweepHour;
        Failures = new FailureBook(kind);
        Resources = AccountResources.Of(id, Pcg.For(seed, $"resources/{id}"), kind);
    }

    public string Id { get; }

    /// <summary><c>prod</c> or <c>dev</c>, as in <see cref="FailureTable"/>.</summary>
    public string Kind { get; }

    public string HomeRegion { get; }

    public string OtherRegion { get; }

    /// <summary>The hour of the day (UTC) in which AWS Config looks at every bucket.</summary>
    public int SweepHour { get; }

    public FailureBook Failures { get; }

    /// <summary>Names and ids by the field of a <see cref="Template"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Resources { get; }
}
