using Amazon.EC2.Model;

namespace Offtrail.Aws;

/// <summary>Reads which addresses an account has in a region: those of instances, elastic IPs and network interfaces, page by page.</summary>
/// <param name="access">How the EC2 API is reached, the region among that.</param>
public sealed class Ec2Inventory(AwsAccess access)
{
    private const int PageSize = 1000;

    /// <summary>All addresses, by address and kind.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InventoryException">Something can't be read: nothing is given then, since half an inventory would say that the rest is somebody else's.</exception>
    public async Task<IReadOnlyList<OwnedAddress>> ReadAsync(CancellationToken cancellationToken)
    {
        using var ec2 = await TryAsync("", () => Task.FromResult(AwsClients.Ec2(access)), cancellationToken).ConfigureAwait(false);
        var found = new List<OwnedAddress>();
        string? next = null;
        do
        {
            var page = await TryAsync("DescribeInstances", () => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = PageSize, NextToken = next }, cancellationToken), cancellationToken).ConfigureAwait(false);
            found.AddRange((page.Reservations ?? []).SelectMany(r => r.Instances ?? []).SelectMany(Of));
            next = page.NextToken;
        }
        while (next is { Length: > 0 });

        do
        {
            var page = await TryAsync("DescribeNetworkInterfaces", () => ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { MaxResults = PageSize, NextToken = next }, cancellationToken), cancellationToken).ConfigureAwait(false);
            found.AddRange((page.NetworkInterfaces ?? []).SelectMany(Of));
            next = page.NextToken;
        }
        while (next is { Length: > 0 });

        var elastic = await TryAsync("DescribeAddresses", () => ec2.DescribeAddressesAsync(new DescribeAddressesRequest(), cancellationToken), cancellationToken).ConfigureAwait(false); // has no pages
        found.AddRange((elastic.Addresses ?? []).SelectMany(Of));
        return [.. found.Distinct().OrderBy(a => a.Address, StringComparer.Ordinal).ThenBy(a => a.Kind, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal)];
    }

    private async Task<T> TryAsync<T>(string action, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InventoryException($"the EC2 API {AwsFault.Of(e, $"the right ec2:{action} is needed", access).Reason}{(action.Length > 0 ? $" (at {action})" : "")}");
        }
    }

    private static IEnumerable<OwnedAddress> Of(Instance i)
    {
        var addresses = (i.NetworkInterfaces ?? []).SelectMany(n => (n.PrivateIpAddresses ?? []).SelectMany(p => new[] { p.PrivateIpAddress, p.Association?.PublicIp }).Concat((n.Ipv6Addresses ?? []).Select(a => a.Ipv6Address)));
        return Present([i.PublicIpAddress, i.PrivateIpAddress, i.Ipv6Address, .. addresses]).Select(a => new OwnedAddress(a, "instance", i.InstanceId, i.InstanceId, Name(i.Tags)));
    }

    private static IEnumerable<OwnedAddress> Of(NetworkInterface n) =>
        Present([n.PrivateIpAddress, n.Association?.PublicIp, .. (n.PrivateIpAddresses ?? []).SelectMany(p => new[] { p.PrivateIpAddress, p.Association?.PublicIp }), .. (n.Ipv6Addresses ?? []).Select(a => a.Ipv6Address)])
            .Select(a => new OwnedAddress(a, "network_interface", n.NetworkInterfaceId, Text(n.Attachment?.InstanceId), Name(n.TagSet) ?? Text(n.Description)));

    private static IEnumerable<OwnedAddress> Of(Address a) =>
        Present([a.PublicIp, a.CarrierIp]).Select(ip => new OwnedAddress(ip, "elastic_ip", a.AllocationId ?? ip, Text(a.InstanceId), Name(a.Tags)));

    private static IEnumerable<string> Present(IEnumerable<string?> addresses) => addresses.OfType<string>().Where(a => a.Length > 0).Distinct(StringComparer.Ordinal);

    private static string? Name(List<Tag>? tags) => Text(tags?.FirstOrDefault(t => t.Key == "Name")?.Value);

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
