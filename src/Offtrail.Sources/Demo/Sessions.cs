using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.Sources.Demo;

/// <summary>The kinds of <c>userIdentity</c> that CloudTrail knows, as it writes them.</summary>
internal static class Sessions
{
    private const string CiProvider = "oidc.ci.tidewick.example";

    /// <summary>An IAM user with a long-term key: no session context.</summary>
    public static Session User(Account account, string name, string principalId, string key) =>
        new(UserIdentity(account, name, principalId, key)) { Name = name };

    /// <summary>An IAM user at the console, with a second factor.</summary>
    public static Session ConsoleUser(Account account, string name, string principalId, string key, DateTimeOffset created)
    {
        JsonObject identity = UserIdentity(account, name, principalId, key);
        identity["sessionContext"] = new JsonObject { ["attributes"] = Attributes(created, "true") };
        return new Session(identity) { Name = name, FromConsole = true };
    }

    /// <summary>A person who has signed in, or a run of the CI system.</summary>
    public static Session Role(Account account, RoleName role, string name, string key, DateTimeOffset created, bool console = false) =>
        new(RoleIdentity(account, role, name, key, created))
        {
            Name = name,
            FromConsole = console,
            MayAll = role.Name.Contains(Colleague.Administrator, StringComparison.Ordinal),
        };

    /// <summary>The credentials of an instance; the session bears the instance's id.</summary>
    public static Session Instance(Account account, RoleName role, string instanceId, string key, DateTimeOffset created)
    {
        JsonObject identity = RoleIdentity(account, role, instanceId, key, created);
        identity["sessionContext"]!["ec2RoleDelivery"] = "2.0";
        return new Session(identity) { Name = instanceId };
    }

    /// <summary>A service-linked role in the hands of its service.</summary>
    public static Session ServiceLinked(Account account, RoleName role, string name, string key, DateTimeOffset created, string service)
    {
        JsonObject identity = RoleIdentity(account, role, name, key, created);
        identity["invokedBy"] = service;
        return new Session(identity) { Name = name };
    }

    /// <summary>An AWS service in its own name.</summary>
    public static Session Service(string service) =>
        new(new JsonObject { ["type"] = "AWSService", ["invokedBy"] = service }) { Name = service };

    /// <summary>A CI run that shows its token.</summary>
    public static Session WebIdentity(Account account, string subject)
    {
        string provider = $"arn:aws:iam::{account.Id}:oidc-provider/{CiProvider}";
        return new Session(new JsonObject
        {
            ["type"] = "WebIdentityUser",
            ["principalId"] = $"{provider}:sts.amazonaws.com:{subject}",
            ["userName"] = subject,
            ["identityProvider"] = provider,
        })
        {
            Name = subject,
        };
    }

    /// <summary>A person who comes from single sign-on.</summary>
    public static Session Saml(Account account, RoleName role, string mail) => new(new JsonObject
    {
        ["type"] = "SAMLUser",
        ["principalId"] = $"{role.Id}:{mail}",
        ["userName"] = mail,
        ["identityProvider"] = $"arn:aws:iam::{account.Id}:saml-provider/AWSSSO_tidewick_DO_NOT_DELETE",
    })
    {
        Name = mail,
    };

    private static JsonObject UserIdentity(Account account, string name, string principalId, string key) => new()
    {
        ["type"] = "IAMUser",
        ["principalId"] = principalId,
        ["arn"] = $"arn:aws:iam::{account.Id}:user/{name}",
        ["accountId"] = account.Id,
        ["accessKeyId"] = key,
        ["userName"] = name,
    };

    private static JsonObject RoleIdentity(Account account, RoleName role, string name, string key, DateTimeOffset created) => new()
    {
        ["type"] = "AssumedRole",
        ["principalId"] = $"{role.Id}:{name}",
        ["arn"] = $"arn:aws:sts::{account.Id}:assumed-role/{role.Name}/{name}",
        ["accountId"] = account.Id,
        ["accessKeyId"] = key,
        ["sessionContext"] = new JsonObject
        {
            ["sessionIssuer"] = new JsonObject
            {
                ["type"] = "Role",
                ["principalId"] = role.Id,
                ["arn"] = $"arn:aws:iam::{account.Id}:role{role.Path}{role.Name}",
                ["accountId"] = account.Id,
                ["userName"] = role.Name,
            },
            ["attributes"] = Attributes(created, "false"),
        },
    };

    private static JsonObject Attributes(DateTimeOffset created, string mfa) => new()
    {
        ["creationDate"] = created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["mfaAuthenticated"] = mfa,
    };
}
