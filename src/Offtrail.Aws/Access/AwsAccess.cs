namespace Offtrail.Aws;

/// <summary>How AWS, or what speaks like it, is reached and as whom. Default: as the AWS command line would.</summary>
public sealed record AwsAccess
{
    /// <summary>Base address of an S3-compatible store, such as https://minio.example.com:9000; null for AWS (or what AWS_ENDPOINT_URL_S3 says).</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whether the bucket stands in the path instead of the host name. Default: only with an endpoint whose host is an address or a plain name.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>The region; null for that of the environment or profile, else us-east-1.</summary>
    public string? Region { get; init; }

    /// <summary>A profile of the AWS configuration; null for the SDK's credential chain: environment, web identity, default profile, container, instance.</summary>
    public string? Profile { get; init; }

    /// <summary>ARN of a role to take on with these credentials; null for none.</summary>
    public string? Role { get; init; }

    /// <summary>The external id that the role asks for; null for none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether requests are paid by who asks. Default false.</summary>
    public bool RequesterPays { get; init; }

    /// <summary>The endpoint of this and, where it has none, of the environment.</summary>
    internal Uri? StoreEndpoint => Endpoint ?? OfEnvironment("AWS_ENDPOINT_URL_S3");

    /// <summary>The address that a variable, or AWS_ENDPOINT_URL for all services, names; null when neither does.</summary>
    internal static Uri? OfEnvironment(string variable) =>
        Uri.TryCreate(Environment.GetEnvironmentVariable(variable) ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var named) ? named : null;

    internal bool UsesPathStyle => PathStyle ?? (StoreEndpoint is { } e && (e.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || !e.Host.Contains('.', StringComparison.Ordinal)));
}
