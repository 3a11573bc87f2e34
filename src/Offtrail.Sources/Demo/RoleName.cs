namespace Offtrail.Sources.Demo;

/// <summary>A role: its path (begins and ends with a slash), its name and its unique id (AROA…).</summary>
internal sealed record RoleName(string Path, string Name, string Id)
{
    /// <summary>A permission set of single sign-on as it stands in an account.</summary>
    public static RoleName SingleSignOn(Account account, string permissionSet, int seed)
    {
        Pcg dice = Pcg.For(seed, $"sso/{account.Id}/{permissionSet}");
        string path = $"/aws-reserved/sso.amazonaws.com/{account.HomeRegion}/";
        return new RoleName(path, $"AWSReservedSSO_{permissionSet}_{dice.Hex(16)}", dice.PrincipalId("AROA"));
    }

    public static RoleName ServiceLinked(string service, string name, Pcg dice) =>
        new($"/aws-service-role/{service}/", name, dice.PrincipalId("AROA"));

    public static RoleName Plain(string name, Pcg dice) => new("/", name, dice.PrincipalId("AROA"));
}
