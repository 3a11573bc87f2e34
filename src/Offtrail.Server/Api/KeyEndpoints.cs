namespace Offtrail.Server;

/// <summary>Keys for programs.</summary>
internal static class KeyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("keys");
        keys.MapGet("", (AccountWork work) => new Page<KeyView>(work.Keys(), null)).Says("ListKeys", "All keys, also those that are no longer good; without their secrets.").Needs(Permission.Administer);
        keys.MapPost("", (KeyRequest request, AccountWork work) => TypedResults.Created("/api/v1/keys", work.CreateKey(request))).Says("CreateKey", "Make a key. It is shown this once.").Needs(Permission.Administer);
        keys.MapDelete("/{id}", Revoke).Says("RevokeKey", "Revoke a key at once.").Needs(Permission.Administer);
    }

    private static NoContent Revoke(string id, AccountWork work)
    {
        work.RevokeKey(id);
        return TypedResults.NoContent();
    }
}
