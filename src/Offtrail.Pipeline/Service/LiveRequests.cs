using System.Collections.Concurrent;

namespace Offtrail.Pipeline;

/// <summary>What others ask of the service's own thread: done between two of its steps, in the order in which it was asked. Asking is safe from any thread.</summary>
internal sealed class LiveRequests
{
    private readonly ConcurrentQueue<(Action Do, Action GiveUp)> _waiting = new();
    private volatile bool _isOver;

    /// <summary>Whether nothing is asked.</summary>
    public bool IsEmpty => _waiting.IsEmpty;

    /// <summary>Asks for something; a fault of it is the asker's, and the service goes on.</summary>
    /// <exception cref="OperationCanceledException">The service ended before it was done.</exception>
    public Task<T> AskAsync<T>(Func<T> work)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((Do, () => answer.TrySetCanceled()));
        if (_isOver) End();
        return answer.Task;

        void Do()
        {
            try
            {
                answer.SetResult(work());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        }
    }

    /// <summary>Does what is asked. On the service's thread.</summary>
    public Task DoAll()
    {
        while (_waiting.TryDequeue(out var asked)) asked.Do();
        return Task.CompletedTask;
    }

    /// <summary>Nothing will be done any more: whoever waits is told, and whoever asks.</summary>
    public void End()
    {
        _isOver = true;
        while (_waiting.TryDequeue(out var asked)) asked.GiveUp();
    }
}
