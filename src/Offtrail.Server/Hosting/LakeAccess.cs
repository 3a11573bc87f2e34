using Offtrail.Lake;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Searches of the lake for requests, two at a time: each has an engine of its own, and the loops need memory too.</summary>
public sealed class LakeAccess(DataFolder folder) : IDisposable
{
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _free = new(AtOnce, AtOnce);

    /// <summary>Does something with the lake as it is now.</summary>
    /// <param name="work">Gets the folder, opened for reading, and an engine.</param>
    /// <param name="cancellationToken">Ends the wait for a free place.</param>
    public async Task<T> ReadAsync<T>(Func<DataFolder, LakeReader, T> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var reading = DataFolder.OpenForReading(folder.Root);
            using var reader = new LakeReader(reading.Lake, new LakeReaderOptions { TempFolder = folder.Temp, MemoryBytes = Triaging.EngineBytes, KeepFooters = true });
            return work(reading, reader);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
