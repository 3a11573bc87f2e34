namespace Offtrail.Events;

/// <summary>
/// The address ranges that AWS publishes as <c>ip-ranges.json</c>, from a file that the user gives. An address is EC2's
/// if any prefix that holds it is listed for the service EC2, else AWS's if any prefix holds it. Thread-safe.
/// </summary>
public sealed class AwsRanges
{
    private readonly RangeSet _ec2V4;
    private readonly RangeSet _allV4;
    private readonly RangeSet _ec2V6;
    private readonly RangeSet _allV6;

    internal AwsRanges(IReadOnlyCollection<AwsPrefix> prefixes, DateTimeOffset? created)
    {
        Created = created;
        PrefixCount = prefixes.Count;
        _ec2V4 = Set(prefixes, v6: false, onlyEc2: true);
        _allV4 = Set(prefixes, v6: false, onlyEc2: false);
        _ec2V6 = Set(prefixes, v6: true, onlyEc2: true);
        _allV6 = Set(prefixes, v6: true, onlyEc2: false);
    }

    /// <summary>When AWS made the file (<c>createDate</c>, UTC); null if the file does not say.</summary>
    public DateTimeOffset? Created { get; }

    /// <summary>How many prefixes the file lists, of both kinds.</summary>
    public int PrefixCount { get; }

    /// <summary>Reads a file of the published form.</summary>
    /// <exception cref="EnrichmentException">The file can't be read or has another form.</exception>
    public static AwsRanges Load(string path) => AwsRangesFile.Load(path);

    /// <summary><see cref="NetworkClass.Ec2"/>, <see cref="NetworkClass.Aws"/>, or null for an IPv4 address that is not AWS's.</summary>
    internal NetworkClass? Find(uint address) => Find(_ec2V4, _allV4, address);

    /// <summary>The same for an IPv6 address.</summary>
    internal NetworkClass? Find(UInt128 address) => Find(_ec2V6, _allV6, address);

    private static NetworkClass? Find(RangeSet ec2, RangeSet all, UInt128 address) =>
        ec2.Contains(address) ? NetworkClass.Ec2 : all.Contains(address) ? NetworkClass.Aws : null;

    private static RangeSet Set(IEnumerable<AwsPrefix> prefixes, bool v6, bool onlyEc2) =>
        new(prefixes.Where(p => p.IsV6 == v6 && (p.IsEc2 || !onlyEc2)).Select(p => (p.First, p.Last)));
}
