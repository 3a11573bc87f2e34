using Offtrail.Anomalies;
using Offtrail.Aws;

namespace Offtrail.Pipeline;

/// <summary>An account whose addresses are read.</summary>
/// <param name="Account">Its number.</param>
/// <param name="Regions">In which regions; at least one.</param>
/// <param name="Access">How it is reached and as whom.</param>
public sealed record InventoryAccount(string Account, IReadOnlyList<string> Regions, AwsAccess Access)
{
    internal static InventoryAccount Parse(YamlMapping yaml)
    {
        var account = AwsSetting.Account(yaml.Text("account"), right => yaml.Wrong("account", $"account is \"{yaml.Text("account")}\"; right would be {right}"));
        var regions = yaml.Texts("regions");
        if (regions.Count == 0) throw yaml.Wrong("regions", "the key \"regions\" is missing; right would be a list such as [eu-west-1, us-east-1]");
        if (regions.FirstOrDefault(r => r.Length == 0 || !r.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) is { } wrong) throw yaml.Wrong("regions", $"\"{wrong}\" is no region; right would be one such as eu-west-1");
        var access = new AwsAccess
        {
            Endpoint = yaml.TextOrNull("endpoint") is { } endpoint ? AwsSetting.Address(endpoint, "https://ec2.eu-west-1.amazonaws.com", right => yaml.Wrong("endpoint", $"endpoint is \"{endpoint}\"; right would be {right}")) : null,
            Profile = yaml.TextOrNull("profile"),
            Role = yaml.TextOrNull("role") is { } role ? AwsSetting.Role(role, right => yaml.Wrong("role", $"role is \"{role}\"; right would be {right}")) : null,
            ExternalId = yaml.TextOrNull("external_id"),
        };
        yaml.Finish();
        return new InventoryAccount(account, regions, access);
    }
}
