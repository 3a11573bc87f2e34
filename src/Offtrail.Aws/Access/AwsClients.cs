using Amazon;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;

namespace Offtrail.Aws;

/// <summary>Makes the SDK's clients. Nothing is asked of AWS before the first request, so what is wrong is told there.</summary>
internal static class AwsClients
{
    private const string DefaultRegion = "us-east-1";
    private const int MostRetries = 5; // with the SDK's own growing pauses; it also keeps a budget of retries over all requests

    public static AmazonS3Client S3(AwsAccess access)
    {
        var config = new AmazonS3Config { ForcePathStyle = access.UsesPathStyle };
        Configure(config, access, access.StoreEndpoint, access.Region);
        return Credentials(access) is { } credentials ? new AmazonS3Client(credentials, config) : new AmazonS3Client(config);
    }

    public static AmazonEC2Client Ec2(AwsAccess access)
    {
        var config = new AmazonEC2Config();
        Configure(config, access, access.Endpoint ?? AwsAccess.OfEnvironment("AWS_ENDPOINT_URL_EC2"), access.Region);
        return Credentials(access) is { } credentials ? new AmazonEC2Client(credentials, config) : new AmazonEC2Client(config);
    }

    /// <summary>A queue's URL says where it is, which holds for private endpoints as well.</summary>
    public static AmazonSQSClient Sqs(SqsOptions options)
    {
        var (access, queue) = (options.Access, options.Queue);
        var config = new AmazonSQSConfig();
        Configure(config, access, options.Endpoint ?? AwsAccess.OfEnvironment("AWS_ENDPOINT_URL_SQS") ?? new Uri(queue.GetLeftPart(UriPartial.Authority)), RegionOf(queue) ?? access.Region);
        return Credentials(access) is { } credentials ? new AmazonSQSClient(credentials, config) : new AmazonSQSClient(config);
    }

    /// <summary>The region of sqs.eu-west-1.amazonaws.com, eu-west-1.queue.amazonaws.com or a private endpoint; null for other hosts.</summary>
    internal static string? RegionOf(Uri queue) => queue.Host.Split('.') switch
    {
        ["sqs", var region, "amazonaws", ..] => region,
        [_, "sqs", var region, "vpce", ..] => region,
        [var region, "queue", "amazonaws", ..] => region,
        _ => null,
    };

    private static void Configure(ClientConfig config, AwsAccess access, Uri? endpoint, string? region)
    {
        region ??= (access.Profile is { } name && new CredentialProfileStoreChain().TryGetProfile(name, out var profile) ? profile.Region : FallbackRegionFactory.GetRegionEndpoint())?.SystemName ?? DefaultRegion;
        if (endpoint is null) config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        else
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = region;
        }

        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = MostRetries;
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        config.ConnectTimeout = TimeSpan.FromSeconds(10);
        config.Timeout = TimeSpan.FromMinutes(1); // until an answer begins: the SDK would wait weeks for S3's. S3Body bounds what comes then
    }

    /// <summary>Null for the SDK's chain.</summary>
    /// <exception cref="AmazonClientException">There is no such profile, or there are no credentials to take on the role with.</exception>
    private static AWSCredentials? Credentials(AwsAccess access)
    {
        AWSCredentials? own = null;
        if (access.Profile is { } profile && !new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out own)) throw new ProfileException(profile);
        if (access.Role is not { } role) return own;
        var config = new AmazonSecurityTokenServiceConfig(); // AWS_ENDPOINT_URL_STS names another place
        Configure(config, access, null, access.Region);
        return new RoleCredentials(new AmazonSecurityTokenServiceClient(own ?? DefaultAWSCredentialsIdentityResolver.GetCredentials(), config), role, access.ExternalId);
    }
}
