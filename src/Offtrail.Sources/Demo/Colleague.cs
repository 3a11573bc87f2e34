namespace Offtrail.Sources.Demo;

/// <summary>A made-up member of the organisation. No person is meant.</summary>
/// <param name="Name">Session name before the @.</param>
/// <param name="HoursFromUtc">Where the office hours lie. Fixed: time zone data differ from machine to machine.</param>
/// <param name="JoinsPerMille">When the first day at work is, in thousandths of the history.</param>
/// <param name="UpgradesPerMille">When the command line is upgraded, in thousandths of the history; 1000 for never.</param>
/// <param name="ConsoleTenths">How much of the work is done at the console, the rest is typed.</param>
/// <param name="ProdRole">Permission set in production; empty for no access.</param>
/// <param name="DevRole">Permission set in development; <c>user</c> for an IAM user from before single sign-on.</param>
internal sealed record Colleague(
    string Name, int HoursFromUtc, int JoinsPerMille, int UpgradesPerMille, int ConsoleTenths, string ProdRole, string DevRole)
{
    public const string Administrator = "AdministratorAccess";
    private const string PowerUser = "PowerUserAccess";
    public const string ViewOnly = "ViewOnlyAccess";

    public static IReadOnlyList<Colleague> All { get; } =
    [
        new("mara", 1, 0, 310, 3, Administrator, Administrator),
        new("jonas", 1, 0, 640, 5, ViewOnly, PowerUser),
        new("tove", 2, 0, 1000, 6, ViewOnly, PowerUser),
        new("amir", 3, 0, 450, 2, Administrator, PowerUser),
        new("lena", 1, 0, 1000, 8, ViewOnly, ""),
        new("rui", 0, 0, 520, 4, PowerUser, PowerUser),
        new("hollis", -5, 0, 1000, 5, PowerUser, PowerUser),
        new("dara", -5, 0, 730, 7, ViewOnly, ViewOnly),
        new("kavi", 5, 0, 1000, 3, "", "user"),
        new("ines", 1, 560, 1000, 7, ViewOnly, PowerUser),
    ];
}
