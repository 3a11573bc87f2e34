namespace Offtrail.Events;

/// <summary>
/// The order in which a java.util.HashMap gives its keys. The ECS mapping keeps request parameters and the like also as
/// the text of such a map, and texts can only be laid beside each other when their order is the same. From the
/// documentation of String.hashCode (s[0]·31^(n-1) + … over UTF-16) and of HashMap (16 buckets, doubled when more than
/// three quarters full). Left out, since no record comes near: Java reorganises a bucket with nine keys or more.
/// </summary>
internal static class JavaOrder
{
    /// <summary>The indices of the keys in the map's order.</summary>
    /// <param name="keys">The keys in the order in which they were added.</param>
    /// <param name="mostKeys">How many keys the map had at its largest; it never shrinks.</param>
    public static IEnumerable<int> Of(ICollection<string> keys, int mostKeys)
    {
        var buckets = 16L;
        while (mostKeys > buckets * 3 / 4) buckets *= 2;
        var places = new long[keys.Count];
        var index = 0;
        foreach (var key in keys)
        {
            places[index] = ((Hash(key) & (buckets - 1)) << 32) | (uint)index; // inside a bucket: as added
            index++;
        }

        Array.Sort(places);
        return places.Select(place => (int)(place & int.MaxValue));
    }

    /// <summary>The key's hash, its upper half folded into the lower one, which alone would choose the bucket.</summary>
    private static uint Hash(string key)
    {
        var hash = 0u;
        foreach (var c in key) hash = unchecked((31 * hash) + c);
        return hash ^ (hash >> 16);
    }
}
