namespace Offtrail.Events;

/// <summary>What kind of network a call came from. The stable text of a class is <see cref="NetworkClasses.Text"/>.</summary>
public enum NetworkClass
{
    /// <summary>The text is neither an address nor an AWS service: a host name, a redacted text, nothing.</summary>
    None,

    /// <summary>An address of the internet that no other class claims.</summary>
    Public,

    /// <summary>Private use: RFC 1918, unique local IPv6 addresses (RFC 4193), local translation (RFC 8215).</summary>
    Private,

    /// <summary>The host itself.</summary>
    Loopback,

    /// <summary>One link only: 169.254.0.0/16, fe80::/10.</summary>
    LinkLocal,

    /// <summary>Between a carrier and its customers: 100.64.0.0/10 (RFC 6598). Carriers, and some VPNs.</summary>
    Shared,

    /// <summary>For examples in documents: RFC 5737, 6676, 3849, 9637. A sign of edited records.</summary>
    Documentation,

    /// <summary>To groups of hosts; never a real source.</summary>
    Multicast,

    /// <summary>Set aside by IANA for other uses or the future; never a real source.</summary>
    Reserved,

    /// <summary>A service's name in place of an address: <c>*.amazonaws.com</c>, <c>AWS Internal</c>.</summary>
    AwsService,

    /// <summary>In the user's file of AWS's ranges, listed for EC2.</summary>
    Ec2,

    /// <summary>In the user's file of AWS's ranges, not listed for EC2.</summary>
    Aws,
}
