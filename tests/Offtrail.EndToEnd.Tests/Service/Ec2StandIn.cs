using System.Globalization;
using System.Net;
using System.Text;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A stand-in for the query API of EC2: what it has, in pages of two; it throttles and denies as it is told.</summary>
internal sealed class Ec2StandIn : LoopbackServer
{
    private const int PageSize = 2;

    /// <summary>Instances: id, public address, private address, name.</summary>
    public List<(string Id, string Public, string Private, string Name)> Instances { get; } = [];

    /// <summary>Elastic IPs: allocation, address.</summary>
    public List<(string Id, string Address)> ElasticIps { get; } = [];

    /// <summary>Network interfaces: id, address, description.</summary>
    public List<(string Id, string Address, string Description)> Interfaces { get; } = [];

    /// <summary>How many requests are turned away as too many.</summary>
    public int Throttled { get; set; }

    /// <summary>The action that is denied.</summary>
    public string? Denied { get; set; }

    /// <summary>The actions that were asked for, with the region of their signature.</summary>
    public List<string> Asked { get; } = [];

    protected override async Task AnswerAsync(HttpListenerContext context, byte[] body)
    {
        var form = Encoding.UTF8.GetString(body).Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => WebUtility.UrlDecode(p[1]), StringComparer.Ordinal);
        var (status, answer) = Answer(form, context.Request.Headers["Authorization"]!.Split('/')[2]);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    private (int Status, string Body) Answer(Dictionary<string, string> form, string region)
    {
        var action = form["Action"];
        lock (Asked) Asked.Add($"{action} {region}");
        if (Throttled > 0)
        {
            Throttled--;
            return (503, Fault("RequestLimitExceeded", "Request limit exceeded."));
        }

        if (action == Denied) return (403, Fault("UnauthorizedOperation", "You are not authorized to perform this operation."));
        return (200, action switch
        {
            "DescribeInstances" => Page(action, form, Instances, "reservationSet", i => $"<item><instancesSet><item><instanceId>{i.Id}</instanceId><ipAddress>{i.Public}</ipAddress><privateIpAddress>{i.Private}</privateIpAddress><tagSet><item><key>Name</key><value>{i.Name}</value></item></tagSet></item></instancesSet></item>"),
            "DescribeNetworkInterfaces" => Page(action, form, Interfaces, "networkInterfaceSet", n => $"<item><networkInterfaceId>{n.Id}</networkInterfaceId><description>{n.Description}</description><privateIpAddress>10.9.9.9</privateIpAddress><association><publicIp>{n.Address}</publicIp></association></item>"),
            _ => $"<DescribeAddressesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><addressesSet>{string.Concat(ElasticIps.Select(e => $"<item><publicIp>{e.Address}</publicIp><allocationId>{e.Id}</allocationId></item>"))}</addressesSet></DescribeAddressesResponse>",
        });
    }

    private static string Page<T>(string action, Dictionary<string, string> form, List<T> all, string set, Func<T, string> item)
    {
        var from = form.TryGetValue("NextToken", out var token) ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var next = from + PageSize < all.Count ? string.Create(CultureInfo.InvariantCulture, $"<nextToken>{from + PageSize}</nextToken>") : "";
        return $"<{action}Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><{set}>{string.Concat(all.Skip(from).Take(PageSize).Select(item))}</{set}>{next}</{action}Response>";
    }

    private static string Fault(string code, string message) => $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>r</RequestID></Response>";
}
