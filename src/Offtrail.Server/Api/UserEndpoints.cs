using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Users, and the audit log.</summary>
internal static class UserEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("users");
        users.MapGet("", List).Says("ListUsers", "All users by name.").Needs(Permission.Administer);
        users.MapPost("", Create).Says("CreateUser", "Make a user. The answer has a one-time link's token, with which they set a password.").Needs(Permission.Administer);
        users.MapPatch("/{name}", Change).Says("ChangeUser", "Another role, or may not sign in; sessions end at once.").Needs(Permission.Administer);
        users.MapPost("/{name}/link", Link).Says("CreateLink", "A new one-time link's token, for a forgotten password.").Needs(Permission.Administer);
        users.MapDelete("/{name}", Delete).Says("DeleteUser", "Remove a user.").Needs(Permission.Administer);
        api.MapGet("/audit", Audit).Says("ListAudit", "What was changed and by whom, the newest first.").Needs(Permission.Administer).WithTags("users");
    }

    private static Page<UserView> List(StatePool pool)
    {
        using var lease = pool.Rent();
        return new Page<UserView>([.. lease.State.Users.List().Select(Of)], null);
    }

    private static Created<LinkView> Create(UserRequest request, StatePool pool, TimeProvider clock, AuditTrail audit)
    {
        var link = pool.Change(state =>
        {
            var accounts = new Accounts(state, clock);
            var user = accounts.Create(request.Name ?? "", Query.One<Role>(request.Role ?? "", "role"));
            audit.Note(state, "user.create", user.Name, request.Role);
            return new LinkView(user.Name, accounts.NewLink(user.Name));
        });
        return TypedResults.Created($"/api/v1/users/{Uri.EscapeDataString(link.Name)}", link);
    }

    private static UserView Change(string name, UserChange change, StatePool pool, TimeProvider clock, AuditTrail audit) => pool.Change(state =>
    {
        var user = new Accounts(state, clock).Change(name, change.Role is { } role ? Query.One<Role>(role, "role") : null, change.Disabled);
        audit.Note(state, "user.change", user.Name, $"role {Query.NameOf(user.Role)}{(user.IsDisabled ? ", disabled" : "")}");
        return Of(user);
    });

    private static LinkView Link(string name, StatePool pool, TimeProvider clock, AuditTrail audit) => pool.Change(state =>
    {
        audit.Note(state, "user.link", name);
        return new LinkView(name, new Accounts(state, clock).NewLink(name));
    });

    private static NoContent Delete(string name, StatePool pool, TimeProvider clock, AuditTrail audit) => pool.Change(state =>
    {
        new Accounts(state, clock).Delete(name);
        audit.Note(state, "user.delete", name);
        return TypedResults.NoContent();
    });

    private static Page<AuditView> Audit(int? limit, string? cursor, StatePool pool)
    {
        var most = Query.Limit(limit);
        using var lease = pool.Rent();
        var found = lease.State.Audit.List(Cursor.Read<AuditPlace>(cursor)?.Id ?? long.MaxValue, most + 1);
        return new Page<AuditView>([.. found.Take(most).Select(a => new AuditView(a.Id, Query.Time(a.At), a.Who, a.Action, a.Subject, a.Detail, a.From))], found.Count > most ? Cursor.Of(new AuditPlace(found[most - 1].Id)) : null);
    }

    private static UserView Of(StoredUser u) => new(u.Name, Query.NameOf(u.Role), u.IsDisabled, u.PasswordHash is not null, Query.Time(u.CreatedAt), Query.Time(u.LastSignIn));
}

/// <summary>Where a part of the audit log ended.</summary>
internal sealed record AuditPlace(long Id);
