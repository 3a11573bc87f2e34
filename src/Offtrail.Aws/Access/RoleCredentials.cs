using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Offtrail.Aws;

/// <summary>Credentials of a role that is taken on with others, and taken on again before they expire. The SDK's own class for this takes no region.</summary>
internal sealed class RoleCredentials(AmazonSecurityTokenServiceClient sts, string role, string? externalId) : RefreshingAWSCredentials
{
    private const string SessionName = "offtrail"; // what CloudTrail shows of us

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        try
        {
            var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = role, RoleSessionName = SessionName, ExternalId = externalId }).ConfigureAwait(false);
            var given = answer.Credentials;
            return new CredentialsRefreshState(new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken), given.Expiration ?? throw new RoleException(role, "the answer has no time of expiry", null));
        }
        catch (Exception e) when (e is AmazonServiceException or HttpRequestException or IOException)
        {
            throw new RoleException(role, (e is AmazonServiceException { ErrorCode.Length: > 0 } ? e : e.GetBaseException()).Message, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) sts.Dispose();
        base.Dispose(disposing);
    }
}
