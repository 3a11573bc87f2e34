namespace Offtrail.Sources.Demo;

/// <summary>
/// PCG XSH RR 64/32: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
/// Number Generation", HMC-CS-2014-0905, 2014 (pcg-random.org). Integers and exact divisions only: logarithms may differ
/// in the last bit from one C library to the next, and then histories would too.
/// </summary>
internal sealed class Pcg
{
    private readonly ulong _increment;
    private ulong _state;

    /// <summary>Seeds like the reference function <c>pcg32_srandom_r(initstate, initseq)</c>.</summary>
    public Pcg(ulong state, ulong stream)
    {
        _increment = (stream << 1) | 1;
        Next();
        _state += state;
        Next();
    }

    /// <summary>
    /// The generator that belongs to a name. Each actor has its own, so that a change to one leaves the others' history alone.
    /// </summary>
    public static Pcg For(int seed, string name)
    {
        // FNV-1a, 64 bits (names are ASCII, so a char is a byte)
        ulong hash = 14695981039346656037;
        foreach (char c in name)
            hash = (hash ^ c) * 1099511628211;

        return new Pcg(Mix(hash ^ ((ulong)(uint)seed << 32)), Mix(hash + (uint)seed));
    }

    public uint Next()
    {
        ulong old = _state;
        _state = (old * 6364136223846793005) + _increment;
        return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1, without bias (the reference's rejection).</summary>
    public int Below(int bound)
    {
        uint width = (uint)bound;
        uint reject = (0u - width) % width;
        uint drawn = Next();
        while (drawn < reject)
            drawn = Next();

        return (int)(drawn % width);
    }

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool PerMille(int chance) => Below(1000) < chance;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>The list in another order (Fisher and Yates, Durstenfeld's form).</summary>
    public IReadOnlyList<T> Shuffled<T>(IEnumerable<T> of)
    {
        T[] items = [.. of];
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }

        return items;
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): neighbouring seeds become far apart.</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
