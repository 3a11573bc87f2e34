using Amazon.Runtime;

namespace Offtrail.Aws;

/// <summary>A profile is not there or can't be used.</summary>
internal sealed class ProfileException(string profile) : AmazonClientException($"there is no profile \"{profile}\" in the AWS configuration (~/.aws/config, ~/.aws/credentials)");
