using System.Text.Json.Nodes;
using Offtrail.Rules;
using static Offtrail.Exchange.ForeignDocument;

namespace Offtrail.Exchange;

/// <summary>What the events behind an alert have in common, as OCSF's evidence; all their values with how many events have each stand in its <c>data</c>.</summary>
internal static class OcsfEvidence
{
    public static JsonObject Of(AlertReading alert)
    {
        var user = User(alert);
        return ForeignDocument.Of(
            ("actor", user.Count > 0 ? ForeignDocument.Of(("user", user)) : null),
            ("api", Api(alert)),
            ("src_endpoint", Endpoint(alert)),
            ("http_request", alert.Common(AlertFields.UserAgent) is { } agent ? ForeignDocument.Of(("user_agent", agent)) : null),
            ("data", alert.At("offtrail", "alert", "values")?.DeepClone() ?? new JsonObject()));
    }

    private static JsonObject User(AlertReading alert) => alert.Common(AlertFields.UserName) is null && alert.Common(AlertFields.IdentityArn) is null ? [] : ForeignDocument.Of(
        ("name", alert.Common(AlertFields.UserName)),
        ("uid", alert.Common(AlertFields.IdentityArn)),
        ("account", alert.Common(AlertFields.Account) is { } account ? ForeignDocument.Of(("uid", account)) : null),
        ("programmatic_credentials", alert.Common(AlertFields.AccessKey) is { } key ? List([ForeignDocument.Of(("uid", key), ("type", "AWS access key"))]) : null));

    private static JsonObject? Api(AlertReading alert) => alert.Common(AlertFields.Action) is not { } action ? null : ForeignDocument.Of(
        ("operation", action),
        ("service", alert.Common(AlertFields.Provider) is { } provider ? ForeignDocument.Of(("name", provider)) : null),
        ("response", alert.Common(AlertFields.ErrorCode) is { } code ? ForeignDocument.Of(("error", code), ("error_message", alert.Common(AlertFields.ErrorMessage))) : null));

    /// <summary>The address; a service that calls from within AWS has a name in its place.</summary>
    private static JsonObject? Endpoint(AlertReading alert) =>
        alert.Common(AlertFields.Ip) is { } ip ? ForeignDocument.Of(("ip", ip))
        : alert.Common(AlertFields.Address) is { } name ? ForeignDocument.Of(("svc_name", name)) : null;
}
