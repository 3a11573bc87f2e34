namespace Offtrail.Events;

/// <summary>
/// Members that become a field as they are. Where several name the same field, the first that is there wins. An object is
/// no value of such a field and is not taken; where ECS has objects, <see cref="EcsObjects"/> puts them.
/// </summary>
internal static class EcsCopies
{
    private const string Ct = "aws.cloudtrail.";
    private const string Ui = Ct + "user_identity.";
    private const string Session = Ui + "session_context.";
    private const string Digest = Ct + "flattened.digest.";

    private static readonly (string[] Member, string[] Field)[] s_rows = [.. Rows(
        ("eventSource", "event.provider"), ("eventName", "event.action"), ("eventID", "event.id"), ("awsRegion", "cloud.region"),
        ("userIdentity.accountId", "cloud.account.id"), ("recipientAccountId", "cloud.account.id"), ("awsAccountId", "cloud.account.id"),
        ("sourceIPAddress", "source.address"), ("userAgent", "user_agent.original"),

        ("eventVersion", Ct + "event_version"), ("eventCategory", Ct + "event_category"), ("eventType", Ct + "event_type"),
        ("errorCode", Ct + "error_code"), ("errorMessage", Ct + "error_message"), ("requestID", Ct + "request_id"),
        ("apiVersion", Ct + "api_version"), ("readOnly", Ct + "read_only"), ("recipientAccountId", Ct + "recipient_account_id"),
        ("sharedEventID", Ct + "shared_event_id"), ("sharedEventId", Ct + "shared_event_id"),
        ("vpcEndpointId", Ct + "vpc_endpoint_id"), ("vpcEndpointAccountId", Ct + "vpc_endpoint_account_id"),
        ("sessionCredentialFromConsole", Ct + "session_credential_from_console"),
        ("addendum.reason", Ct + "addendum.reason"), ("addendum.updatedFields", Ct + "addendum.updated_fields"),
        ("addendum.originalRequestID", Ct + "addendum.original_request_id"), ("addendum.originalEventID", Ct + "addendum.original_event_id"),

        ("userIdentity.type", Ui + "type"), ("userIdentity.arn", Ui + "arn"), ("userIdentity.accessKeyId", Ui + "access_key_id"),
        ("userIdentity.invokedBy", Ui + "invoked_by"), ("userIdentity.credentialId", Ui + "credential_id"),
        ("userIdentity.identityProvider", Ui + "identity_provider"),
        ("userIdentity.invokedByDelegate.accountId", Ui + "invoked_by_delegate.account_id"),
        ("userIdentity.inScopeOf.issuerType", Ui + "in_scope_of.issuer_type"), ("userIdentity.inScopeOf.sourceArn", Ui + "in_scope_of.source_arn"),
        ("userIdentity.inScopeOf.credentialsIssuedTo", Ui + "in_scope_of.credentials_issued_to"),
        ("userIdentity.inScopeOf.sourceAccount", Ui + "in_scope_of.source_account"),
        ("userIdentity.onBehalfOf.userId", Ui + "on_behalf_of.user_id"),
        ("userIdentity.onBehalfOf.identityStoreArn", Ui + "on_behalf_of.identity_store_arn"),
        ("userIdentity.sessionContext.attributes.mfaAuthenticated", Session + "mfa_authenticated"),
        ("userIdentity.sessionContext.sessionIssuer.type", Session + "session_issuer.type"),
        ("userIdentity.sessionContext.sessionIssuer.principalId", Session + "session_issuer.principal_id"),
        ("userIdentity.sessionContext.sessionIssuer.arn", Session + "session_issuer.arn"),
        ("userIdentity.sessionContext.sessionIssuer.accountId", Session + "session_issuer.account_id"),
        ("userIdentity.sessionContext.ec2RoleDelivery", Session + "ec2_role_delivery"),
        ("userIdentity.sessionContext.sourceIdentity", Session + "source_identity"),
        ("userIdentity.sessionContext.assumedRoot", Session + "assumed_root"),
        ("userIdentity.sessionContext.signInSessionArn", Session + "sign_in_session_arn"),
        ("userIdentity.sessionContext.webIdFederationData.federatedProvider", Session + "web_id_federation_data.federated_provider"),

        ("requestParameters.userName", "user.target.name"), ("responseElements.user.userId", "user.target.id"),
        ("requestParameters.newUserName", "user.changes.name"),
        ("requestParameters.groupName", "group.name"), ("responseElements.group.groupId", "group.id"),

        ("digestS3Object", "file.path"), ("digestS3Bucket", Digest + "s3_bucket"), ("previousDigestS3Bucket", Digest + "previous_s3_bucket"),
        ("previousDigestS3Object", Digest + "previous_s3_object"), ("previousDigestHashValue", Digest + "previous_hash_value"),
        ("previousDigestHashAlgorithm", Digest + "previous_hash_algorithm"), ("previousDigestSignature", Digest + "previous_signature"),
        ("digestPublicKeyFingerprint", Digest + "public_key_fingerprint"), ("publicKeyFingerprint", Digest + "public_key_fingerprint"),
        ("digestSignatureAlgorithm", Digest + "signature_algorithm"), ("logFiles", Digest + "log_files"))];

    private static readonly (string[] Member, string[] Field)[] s_times = [.. Rows(
        ("userIdentity.sessionContext.attributes.creationDate", Session + "creation_date"),
        ("digestEndTime", Digest + "end_time"), ("digestStartTime", Digest + "start_time"),
        ("newestEventTime", Digest + "newest_event_time"), ("oldestEventTime", Digest + "oldest_event_time"))];

    public static void Put(EcsDraft draft)
    {
        foreach (var (member, field) in s_rows)
            if (draft.Record.At(member) is { } value and not ObjectNode && draft.Fields.At(field) is null) draft.Fields.Put(value, field);
        foreach (var (member, field) in s_times) draft.PutTime(member, field);
    }

    private static IEnumerable<(string[] Member, string[] Field)> Rows(params (string Member, string Field)[] rows) =>
        rows.Select(row => (row.Member.Split('.'), row.Field.Split('.')));
}
