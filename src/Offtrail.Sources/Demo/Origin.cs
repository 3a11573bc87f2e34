namespace Offtrail.Sources.Demo;

/// <summary>Where a call comes from: an address or an AWS service's name, a client, and the VPC endpoint it passed.</summary>
internal sealed record Origin(string Address, string Agent, string? VpcEndpoint = null)
{
    /// <summary>A call that an AWS service makes carries the service's name for both.</summary>
    public static Origin Aws(string service) => new(service, service);
}
