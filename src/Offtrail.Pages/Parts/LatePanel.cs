using Microsoft.AspNetCore.Components;
using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>A part of a page that is read after the page is there, because it takes longer, and that fails alone.</summary>
public abstract class LatePanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    /// <summary>What went wrong; null when nothing did.</summary>
    protected string? Fault { get; private set; }

    /// <summary>Reads what it shows. Off the circuit's thread.</summary>
    /// <param name="cancellationToken">Is cancelled when the page is left.</param>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Reads it, or reads it again.</summary>
    protected async Task ReadAsync()
    {
        Fault = null;
        try
        {
            await Task.Run(() => LoadAsync(_left.Token), _left.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is LakeException or StateException or IOException)
        {
            Fault = "This could not be read now; the log of the service says why.";
        }

        if (!_left.IsCancellationRequested) StateHasChanged();
    }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still being read.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _left.Cancel(); // not disposed of: a reader may still look at its token
    }
}
