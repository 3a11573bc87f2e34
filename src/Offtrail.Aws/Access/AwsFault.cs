using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Amazon.Runtime;

namespace Offtrail.Aws;

/// <summary>What went wrong with a request, as a sentence that says what to do.</summary>
/// <param name="Kind">Whose fault it is.</param>
/// <param name="Reason">A sentence without the name of the bucket, object or queue.</param>
internal sealed partial record AwsFault(AwsFaultKind Kind, string Reason)
{
    /// <summary>What the exception means for a bucket, an object or a queue.</summary>
    /// <param name="e">What the SDK threw.</param>
    /// <param name="rights">The rights that are needed, for who has none.</param>
    /// <param name="access">How it was reached.</param>
    public static AwsFault Of(Exception e, string rights, AwsAccess access) => e switch
    {
        AmazonServiceException { StatusCode: HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect } or AmazonServiceException { ErrorCode: "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" } =>
            new(AwsFaultKind.Setting, $"is in another region{(Expected().Match(e.Message) is { Success: true } region ? $", {region.Groups[1].Value}" : "")}; name it with --s3-region, with \"region\" in the configuration, or in AWS_REGION"),
        RoleException or ProfileException => new(AwsFaultKind.Setting, e.Message),
        AmazonServiceException service => OfAnswer(service, rights, access),
        AmazonClientException when e.InnerException is null or AmazonClientException && (e.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("IMDS", StringComparison.Ordinal)) =>
            new(AwsFaultKind.Setting, "no AWS credentials were found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile"),
        _ when e.GetBaseException() is SocketException or HttpRequestException or TimeoutException or OperationCanceledException or IOException => new(AwsFaultKind.Outage, $"can't be reached{(access.StoreEndpoint is { } at ? $" at {at.GetLeftPart(UriPartial.Authority)}" : "")}: {e.GetBaseException().Message}"),
        _ => new(AwsFaultKind.Outage, e.GetBaseException().Message),
    };

    private static AwsFault OfAnswer(AmazonServiceException e, string rights, AwsAccess access) => e.ErrorCode switch
    {
        "NoSuchBucket" => new(AwsFaultKind.Setting, $"there is no such bucket{(access.StoreEndpoint is { } at ? $" at {at.GetLeftPart(UriPartial.Authority)}" : "")}; look at its name, and at the account or endpoint that it is in"),
        "AWS.SimpleQueueService.NonExistentQueue" or "QueueDoesNotExist" or "QueueDoesNotExistException" => new(AwsFaultKind.Setting, "there is no such queue; its URL is what \"aws sqs get-queue-url\" prints"),
        "NoSuchKey" or "NotFound" => new(AwsFaultKind.Object, "is not there any more"),
        "PreconditionFailed" => new(AwsFaultKind.Object, "was written anew before it could be read"),
        "InvalidObjectState" => new(AwsFaultKind.Object, "is archived and must be restored before it can be read"),
        "AccessDenied" or "UnauthorizedOperation" or "Forbidden" or "AccessDeniedException" or "AllAccessDisabled" => new(AwsFaultKind.Denied, $"access is denied; {rights}"),
        "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "AuthFailure" or "ExpiredToken" or "ExpiredTokenException" or "InvalidToken" or "InvalidClientTokenId" or "UnrecognizedClientException" =>
            new(AwsFaultKind.Setting, $"the credentials are refused ({e.ErrorCode}); look at AWS_PROFILE, AWS_ACCESS_KEY_ID and their like, or sign in again"),
        "RequestTimeTooSkewed" => new(AwsFaultKind.Setting, "this machine's clock is wrong by more than 15 minutes; set it"),
        _ when e.StatusCode == HttpStatusCode.NotFound => new(AwsFaultKind.Object, "is not there any more"),
        _ when e.StatusCode == HttpStatusCode.Forbidden => new(AwsFaultKind.Denied, $"access is denied; {rights}"),
        _ when (int)e.StatusCode >= 500 || e.StatusCode == HttpStatusCode.TooManyRequests => new(AwsFaultKind.Outage, $"is overloaded or out of order ({e.ErrorCode ?? e.StatusCode.ToString()})"),
        _ when e.StatusCode == 0 => new(AwsFaultKind.Outage, $"can't be reached: {e.GetBaseException().Message}"),
        _ => new(AwsFaultKind.Outage, $"answers {(int)e.StatusCode} {e.ErrorCode}: {e.Message}"),
    };

    [GeneratedRegex("expecting '([a-z0-9-]+)'")]
    private static partial Regex Expected();
}
