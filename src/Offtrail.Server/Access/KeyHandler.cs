using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Offtrail.Pipeline;
namespace Offtrail.Server;

/// <summary>Lets programs in by <c>Authorization: Bearer ot_…</c>.</summary>
internal sealed class KeyHandler(StatePool pool, TimeProvider clock, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "key";

    private const string Bearer = "Bearer ";
    private const long Minute = 60_000_000;

    /// <summary>Whether a request names a key, good or not.</summary>
    public static bool IsFor(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsFor(Request)) return Task.FromResult(AuthenticateResult.NoResult());
        if (KeySecret.Parse(Request.Headers.Authorization.ToString()[Bearer.Length..].Trim()) is not { } named) return Refuse("the key is none of Offtrail's; right would be ot_…");
        using var lease = pool.Rent();
        var state = lease.State;
        var now = clock.Micros();
        if (state.Keys.Find(named.Id) is not { } key || !CryptographicOperations.FixedTimeEquals(key.Hash, KeySecret.HashOf(named.Secret))) return Refuse("there is no such key");
        if (key.RevokedAt is not null) return Refuse("the key was revoked");
        if (key.ExpiresAt <= now) return Refuse("the key has expired");
        if (key.LastUsed is not { } used || now - used >= Minute)
            state.InTransaction(() =>
            {
                state.Keys.NoteUse(key.Id, now);
                return true;
            });
        var may = Permissions.Of(key.Role).Where(p => key.Scopes.Count == 0 || key.Scopes.Contains(Permissions.NameOf(p), StringComparer.Ordinal));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Permissions.Principal(Name, $"key {key.Id} ({key.Name})", key.Role, may), Name)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refused = await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);
        Response.Headers.WWWAuthenticate = "Bearer";
        await ApiProblem.NotSignedIn(refused.Failure?.Message ?? "a key is asked for").ExecuteAsync(Context).ConfigureAwait(false);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.NotAllowed().ExecuteAsync(Context);

    private static Task<AuthenticateResult> Refuse(string why) => Task.FromResult(AuthenticateResult.Fail(why));
}
