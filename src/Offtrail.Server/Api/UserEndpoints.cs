namespace Offtrail.Server;

/// <summary>Users, and the audit log.</summary>
internal static class UserEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("users");
        users.MapGet("", (AccountWork work) => new Page<UserView>(work.Users(), null)).Says("ListUsers", "All users by name.").Needs(Permission.Administer);
        users.MapPost("", Create).Says("CreateUser", "Make a user. The answer has a one-time link's token, with which they set a password.").Needs(Permission.Administer);
        users.MapPatch("/{name}", (string name, UserChange change, AccountWork work) => work.Change(name, change)).Says("ChangeUser", "Another role, or may not sign in; sessions end at once.").Needs(Permission.Administer);
        users.MapPost("/{name}/link", (string name, AccountWork work) => work.NewLink(name)).Says("CreateLink", "A new one-time link's token, for a forgotten password.").Needs(Permission.Administer);
        users.MapDelete("/{name}", Delete).Says("DeleteUser", "Remove a user.").Needs(Permission.Administer);
        api.MapGet("/audit", Audit).Says("ListAudit", "What was changed and by whom, the newest first.").Needs(Permission.Administer).WithTags("users");
    }

    private static Created<LinkView> Create(UserRequest request, AccountWork work)
    {
        var link = work.Create(request);
        return TypedResults.Created($"/api/v1/users/{Uri.EscapeDataString(link.Name)}", link);
    }

    private static NoContent Delete(string name, AccountWork work)
    {
        work.Delete(name);
        return TypedResults.NoContent();
    }

    private static Page<AuditView> Audit(int? limit, string? cursor, AccountWork work)
    {
        var most = Query.Limit(limit);
        var found = work.Audit(Cursor.Read<AuditPlace>(cursor)?.Id ?? long.MaxValue, most + 1);
        return new Page<AuditView>([.. found.Take(most)], found.Count > most ? Cursor.Of(new AuditPlace(found[most - 1].Id)) : null);
    }
}

/// <summary>Where a part of the audit log ended.</summary>
internal sealed record AuditPlace(long Id);
