using Offtrail.Anomalies;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Keys for programs.</summary>
internal static class KeyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("keys");
        keys.MapGet("", List).Says("ListKeys", "All keys, also those that are no longer good; without their secrets.").Needs(Permission.Administer);
        keys.MapPost("", Create).Says("CreateKey", "Make a key. It is shown this once.").Needs(Permission.Administer);
        keys.MapDelete("/{id}", Revoke).Says("RevokeKey", "Revoke a key at once.").Needs(Permission.Administer);
    }

    private static Page<KeyView> List(StatePool pool)
    {
        using var lease = pool.Rent();
        return new Page<KeyView>([.. lease.State.Keys.List().Select(Of)], null);
    }

    private static Created<NewKey> Create(KeyRequest request, StatePool pool, TimeProvider clock, AuditTrail audit)
    {
        TimeSpan lasts = default;
        if (request.ExpiresIn is { } text && !Durations.TryParse(text, out lasts)) throw new ApiException("expires_in", "right would be a time such as 12h or 90d");
        return TypedResults.Created("/api/v1/keys", pool.Change(state =>
        {
            var (key, secret) = new Keys(state, clock).Create(request.Name ?? "", Query.One<Role>(request.Role ?? "", "role"), request.Scopes ?? [], request.ExpiresIn is null ? null : lasts, audit.Who);
            audit.Note(state, "key.create", key.Id, $"{key.Name}, role {request.Role}");
            return new NewKey(Of(key), secret);
        }));
    }

    private static NoContent Revoke(string id, StatePool pool, TimeProvider clock, AuditTrail audit) => pool.Change(state =>
    {
        new Keys(state, clock).Revoke(id);
        audit.Note(state, "key.revoke", id);
        return TypedResults.NoContent();
    });

    private static KeyView Of(StoredKey k) => new(k.Id, k.Name, Query.NameOf(k.Role), k.Scopes, k.CreatedBy, Query.Time(k.CreatedAt), Query.Time(k.ExpiresAt), Query.Time(k.RevokedAt), Query.Time(k.LastUsed));
}
