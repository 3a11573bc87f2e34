namespace Offtrail.Sources.Demo;

/// <summary>
/// An API call as CloudTrail shows it. Written in the tables as
/// <c>service:Name r|w {request} -> {response} @ resource-type resource-arn</c>; all after the r or w may be left out.
/// </summary>
internal sealed class Call
{
    // One endpoint for the world; CloudTrail files their events under us-east-1.
    private static readonly string[] s_global = ["iam", "organizations", "cloudfront", "signin"];

    // These put the parameters of a refused call into the record, the others null (counted over recorded refusals).
    private static readonly string[] s_showRefused = ["ec2", "s3", "sts", "eks", "guardduty", "resource-explorer-2"];

    private Call(string service, string name, bool readOnly)
    {
        Service = service;
        Name = name;
        ReadOnly = readOnly;
        IsGlobal = s_global.Contains(service);
        ShowsRefusedRequest = s_showRefused.Contains(service);

        // Lambda's event names end in the version of its API, IAM's actions do not; CloudWatch's endpoint bears an old name.
        int digit = service == "lambda" ? name.IndexOfAny([.. "0123456789"]) : -1;
        Action = $"{(service == "monitoring" ? "cloudwatch" : service)}:{(digit < 0 ? name : name[..digit])}";
    }

    public string Service { get; }

    public string Name { get; }

    public bool ReadOnly { get; }

    public bool IsGlobal { get; }

    public bool ShowsRefusedRequest { get; }

    /// <summary>The name that policies and refusals use.</summary>
    public string Action { get; }

    public Template? Request { get; private init; }

    public Template? Response { get; private init; }

    public string? ResourceType { get; private init; }

    public Template? ResourceArn { get; private init; }

    public static Call Parse(string line)
    {
        (string rest, string? resource) = Cut(line, " @ ");
        (rest, string? response) = Cut(rest, " -> ");
        (rest, string? request) = Cut(rest, " {");
        (string name, string? kind) = Cut(rest, " ");
        (string service, string? action) = Cut(name, ":");
        (string? type, string? arn) = resource is null ? (null, null) : Cut(resource, " ");

        return new Call(service, action!, kind == "r")
        {
            Request = request is null ? null : new Template("{" + request),
            Response = response is null ? null : new Template(response),
            ResourceType = type,
            ResourceArn = arn is null ? null : new Template(arn),
        };
    }

    private static (string Before, string? After) Cut(string text, string mark)
    {
        int at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + mark.Length)..]);
    }
}
