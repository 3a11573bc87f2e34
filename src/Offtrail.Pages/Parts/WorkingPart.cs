using Microsoft.AspNetCore.Components;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>A part of a page that changes something, and says what came of it.</summary>
public abstract class WorkingPart : ComponentBase
{
    /// <summary>What was done last; null when nothing was.</summary>
    protected string? Said { get; private set; }

    /// <summary>Why nothing was done; null when it was.</summary>
    protected string? Fault { get; private set; }

    [Inject] private PageUser Me { get; set; } = null!;

    /// <summary>Whether a button for it is to be shown.</summary>
    internal Task<bool> MayAsync(Permission permission) => Me.MayAsync(permission);

    /// <summary>Does something that asks for a permission, off the circuit's thread, and says what came of it.</summary>
    /// <param name="permission">What it asks for.</param>
    /// <param name="work">Does it, and gives the words for it; null for none.</param>
    /// <returns>Whether it was done.</returns>
    internal async Task<bool> DoAsync(Permission permission, Func<Task<string?>> work)
    {
        (Said, Fault) = (null, null);
        try
        {
            await Me.MustAsync(permission).ConfigureAwait(true);
            Said = await Task.Run(work).ConfigureAwait(true);
            return true;
        }
        catch (Exception e) when (e is ApiException or AccountException)
        {
            Fault = $"Nothing was changed: {e.Message}.";
            return false;
        }
    }

    /// <summary>The same of what is done at once.</summary>
    internal Task<bool> DoAsync(Permission permission, Func<string?> work) => DoAsync(permission, () => Task.FromResult(work()));
}
