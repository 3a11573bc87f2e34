namespace Offtrail.Events;

/// <summary>A row of the tables of products.</summary>
/// <param name="Key">How the product is written in user agents, in any case: the part before "/" or "#".</param>
/// <param name="Name">The client's name.</param>
/// <param name="Class">The client's class.</param>
/// <param name="Order">Among products of one class in the same text the lowest names the client; then the first. <see cref="Last"/>: only where nothing else does.</param>
internal readonly record struct Product(string Key, string Name, ClientClass Class, byte Order = 8)
{
    public const byte Last = byte.MaxValue;

    /// <summary>The library of the program that stands beside it: it names the client before any SDK, behind any tool, whatever its class.</summary>
    public const byte BehindTools = byte.MaxValue - 1;

    /// <summary>The product with the lowest rank names the client.</summary>
    public int Rank => Order switch
    {
        Last => int.MaxValue - 1,
        BehindTools => (ClientClass.Sdk.Rank() << 8) - 1,
        _ => (Class.Rank() << 8) | Order,
    };
}
