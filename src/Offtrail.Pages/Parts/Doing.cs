using Offtrail.Anomalies;
using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>What somebody does on a page, and what came of it (<see cref="Outcome"/> shows it).</summary>
/// <param name="me">Who.</param>
public sealed class Doing(PageUser me)
{
    /// <summary>What was done last; null when nothing was, or there is nothing to say.</summary>
    public string? Said { get; private set; }

    /// <summary>Why nothing was done; null when it was.</summary>
    public string? Fault { get; private set; }

    /// <summary>Does something off the circuit's thread, if they may, and says what came of it.</summary>
    /// <param name="permission">What it asks for.</param>
    /// <param name="work">Does it, and gives the words for it; null for none.</param>
    /// <param name="then">Reads anew what is shown, on the circuit's thread.</param>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(Permission permission, Func<Task<string?>> work, Func<Task>? then = null)
    {
        Forget();
        try
        {
            await me.MustAsync(permission).ConfigureAwait(true);
            var said = await Task.Run(work).ConfigureAwait(true);
            if (then is not null) await then().ConfigureAwait(true);
            Said = said;
            return true;
        }
        catch (Exception e) when (e is ApiException or AccountException or DefinitionException or StateException or IOException or OperationCanceledException)
        {
            Fault = $"Nothing was changed: {e.Message.TrimEnd('.')}.";
            return false;
        }
    }

    /// <summary>The same of what is done at once.</summary>
    public Task<bool> TryAsync(Permission permission, Func<string?> work, Func<Task>? then = null) => TryAsync(permission, () => Task.FromResult(work()), then);

    /// <summary>Nothing was done: another thing is shown now.</summary>
    public void Forget() => (Said, Fault) = (null, null);
}
