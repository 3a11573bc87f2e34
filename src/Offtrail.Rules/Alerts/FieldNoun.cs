namespace Offtrail.Rules;

/// <summary>What people call the values of a field.</summary>
/// <param name="One">A single value.</param>
/// <param name="Many">Several.</param>
/// <param name="IsIdentity">Whether the value is an identity, to be shown by its short name.</param>
internal sealed record FieldNoun(string One, string Many, bool IsIdentity = false)
{
    /// <summary>The words for a field; the field's own name where there are none.</summary>
    public static FieldNoun Of(string field) => field switch
    {
        "aws.cloudtrail.error_code" => new("error code", "error codes"),
        "aws.cloudtrail.error_message" => new("error message", "error messages"),
        "aws.cloudtrail.user_identity.access_key_id" => new("access key", "access keys"),
        "cloud.region" => new("region", "regions"),
        "event.action" => new("call", "calls"),
        "event.provider" => new("service", "services"),
        "offtrail.client.label" => new("client", "clients"),
        "offtrail.identity" => new("identity", "identities", IsIdentity: true),
        "offtrail.session.instance_id" => new("instance", "instances"),
        "offtrail.source_network" => new("network", "networks"),
        "source.geo.city_name" => new("city", "cities"),
        "source.geo.country_iso_code" => new("country", "countries"),
        "source.ip" => new("address", "addresses"),
        "user.name" => new("user", "users"),
        _ => new(field, $"values of {field}"),
    };
}
