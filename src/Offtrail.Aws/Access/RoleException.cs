using Amazon.Runtime;

namespace Offtrail.Aws;

/// <summary>A role can't be taken on.</summary>
internal sealed class RoleException(string role, string why, Exception? cause) : AmazonClientException($"the role {role} can't be taken on: {why}", cause);
