using Microsoft.AspNetCore.Components;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>A part of a page that hears what happens in the service as long as it is shown. A fault in what it does with it is the page's, and is shown.</summary>
public abstract class ListeningPart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    [Inject] private EventStream Stream { get; set; } = null!;

    /// <summary>Is told of a new alert, or how the service is doing. On the circuit's thread; the next waits until it has ended.</summary>
    protected abstract Task HearAsync(StreamItem item);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = ListenAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the listening.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _left.Cancel();
        _left.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            await foreach (var item in Stream.ListenAsync(_left.Token).ConfigureAwait(false)) await InvokeAsync(() => HearAsync(item.Data)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException || _left.IsCancellationRequested)
        {
            // it is not shown any more, or the service ends
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e).ConfigureAwait(false);
        }
    }
}
