namespace Offtrail.Cli;

/// <summary>A folder for what a reader's queries spill; its own, since the data folder's belongs to the writer.</summary>
internal sealed class ReaderTemp : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("offtrail-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // a file left in the system's temporary folder does no harm
        }
    }
}
