namespace Offtrail.Cli;

/// <summary>Where results go: standard output, or a file of the user's that is closed at the end.</summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly bool _isFile;

    private ResultWriter(TextWriter writer, bool isFile, bool isTerminal) => (Writer, _isFile, IsTerminal) = (writer, isFile, isTerminal);

    public TextWriter Writer { get; }

    public bool IsTerminal { get; }

    /// <summary>Opens the file now, so that a wrong name is told before the work and not behind it.</summary>
    public static ResultWriter Open(string? path, StandardStreams streams)
    {
        if (path is null or "-") return new ResultWriter(streams.Out, isFile: false, streams.OutIsTerminal);
        if (path.Length == 0) throw new UsageException("--out names no file");
        try
        {
            return new ResultWriter(new StreamWriter(path, append: false), isFile: true, isTerminal: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out {path} can't be written: {e.Message}");
        }
    }

    public void Dispose()
    {
        if (_isFile) Writer.Dispose();
        else Writer.Flush();
    }
}
