namespace Offtrail.Events;

/// <summary>Tells what kind of network a call came from, by the record's <c>sourceIPAddress</c>. Holds nothing that changes: thread-safe.</summary>
/// <param name="ranges">AWS's address ranges; without them there are no classes ec2 and aws.</param>
public sealed class NetworkClassifier(AwsRanges? ranges = null)
{
    /// <summary>The class of a source address in UTF-8: an address, a service's name, or anything else. Never throws.</summary>
    public NetworkClass Classify(ReadOnlySpan<byte> sourceAddress)
    {
        if (IpText.TryV4(sourceAddress, out var v4)) return Classify(v4);
        if (IpText.TryV6(sourceAddress, out var v6)) return IpText.IsMapped(v6) ? Classify((uint)v6) : Classify(v6);
        return ServicePrincipal.Is(sourceAddress) || ServicePrincipal.IsInternal(sourceAddress) ? NetworkClass.AwsService : NetworkClass.None;
    }

    // A special network can't be AWS's, whatever a file says.
    private NetworkClass Classify(uint address) => SpecialNetworks.Of(address) is var special && special != NetworkClass.Public ? special : ranges?.Find(address) ?? special;

    private NetworkClass Classify(UInt128 address) => SpecialNetworks.Of(address) is var special && special != NetworkClass.Public ? special : ranges?.Find(address) ?? special;
}
