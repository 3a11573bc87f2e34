using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Whether somebody can sign in and administer.</summary>
internal static class UserCheck
{
    private const string Area = "users";

    public static IEnumerable<Finding> Of(DataFolder folder, TimeProvider clock)
    {
        var able = folder.State.Users.List().Where(u => !u.IsDisabled && (u.PasswordHash is not null || u.External is not null)).ToArray();
        var now = clock.Micros();
        var keys = folder.State.Keys.List().Count(k => k.RevokedAt is null && !(k.ExpiresAt <= now));
        if (able.Length == 0) yield return Finding.Warning(Area, $"nobody can sign in; good keys: {keys}", "a service prints a link for the first administrator when it starts; \"offtrail users add NAME --role admin\" prints one too");
        else if (!able.Any(u => u.Role == Role.Admin)) yield return Finding.Warning(Area, "no administrator can sign in", "\"offtrail users change NAME --role admin\"");
        else yield return Finding.Ok(Area, $"users who can sign in: {able.Length}; good keys: {keys}");
    }
}
