using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>Ends an open page's session within half a minute when its user is disabled, gets another role or a new password.</summary>
internal sealed class SessionWatch(ILoggerFactory logs, StatePool pool) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        using var lease = pool.Rent();
        return Task.FromResult(SessionCookie.IsGood(lease.State, authenticationState.User));
    }
}
