namespace Offtrail.Cli;

/// <summary>Where results go: standard output, or a file of the user's that is closed at the end.</summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly TextWriter _writer;
    private readonly FileStream? _file;
    private bool _begun;

    private ResultWriter(TextWriter writer, FileStream? file, bool isTerminal) => (_writer, _file, IsTerminal) = (writer, file, isTerminal);

    /// <summary>Asked for when there are results, or none: from then on the file's earlier content is gone.</summary>
    public TextWriter Writer
    {
        get
        {
            _begun = true;
            return _writer;
        }
    }

    public bool IsTerminal { get; }

    /// <summary>
    /// Opens the file now, so that a wrong name is told before the work and not behind it. What is in it stays until there are
    /// new results: a run that fails does not cost the last one's.
    /// </summary>
    public static ResultWriter Open(string? path, StandardStreams streams)
    {
        if (path is null or "-") return new ResultWriter(streams.Out, null, streams.OutIsTerminal);
        if (path.Length == 0) throw new UsageException("--out names no file");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
            return new ResultWriter(new StreamWriter(file), file, isTerminal: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out {path} can't be written: {e.Message}");
        }
    }

    public void Dispose()
    {
        _writer.Flush();
        if (_file is null) return;
        if (_begun && _file.CanSeek && _file.Length > _file.Position) _file.SetLength(_file.Position); // a device such as /dev/null has no length to set
        _writer.Dispose();
    }
}
