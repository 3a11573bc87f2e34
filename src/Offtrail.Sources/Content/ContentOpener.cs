using System.IO.Compression;
using System.Text;

namespace Offtrail.Sources;

/// <summary>
/// Opens an object's bytes as what they are: plain, gzip, zip (each entry again plain or gzip), UTF-16. Told by the
/// first bytes, never by the name. One a worker.
/// </summary>
public sealed class ContentOpener : IDisposable
{
    private readonly ReadAhead _bytes = new();
    private readonly ReadAhead _entryBytes = new();

    /// <summary>
    /// Calls <paramref name="read"/> for each content in the object: once, or once for each file in a zip, with that file's
    /// name in the archive (else an empty text). Entries of a zip that can't be opened are passed on as a failing stream.
    /// </summary>
    /// <exception cref="InvalidDataException">The object is compressed in a way that is not read, or is a damaged archive.</exception>
    public void ForEach(Stream raw, Action<string, Stream> read)
    {
        _bytes.Begin(raw);
        if (!_bytes.Peek(4).SequenceEqual("PK\u0003\u0004"u8))
        {
            ReadOne(_bytes, "", raw.CanSeek ? () => FromStart(raw) : null, read);
            return;
        }

        using var seekable = raw.CanSeek ? null : Spool();
        if (seekable is null) raw.Seek(0, SeekOrigin.Begin);
        ReadZip(seekable ?? raw, read);
    }

    private void ReadZip(Stream archive, Action<string, Stream> read)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0 && e.Length > 0))
        {
            Stream? again = null;
            try
            {
                using var content = entry.Open();
                _entryBytes.Begin(content);
                ReadOne(_entryBytes, entry.FullName, () => again = entry.Open(), read);
            }
            catch (InvalidDataException e)
            {
                read(entry.FullName, new FailingStream(e.Message));
            }
            finally
            {
                again?.Dispose();
            }
        }
    }

    private static Stream FromStart(Stream raw)
    {
        raw.Seek(0, SeekOrigin.Begin);
        return raw;
    }

    private static void ReadOne(ReadAhead bytes, string name, Func<Stream>? reopen, Action<string, Stream> read)
    {
        var head = bytes.Peek(4);
        if (head.Length >= 2 && head[0] == 0x1f && head[1] == 0x8b)
        {
            using var gzip = new GzipContent(bytes, reopen);
            read(name, gzip);
        }
        else if (Refused(head) is { } format)
        {
            throw new InvalidDataException($"is compressed as {format}, which is not read; right would be gzip, zip or plain JSON");
        }
        else if (head.Length >= 2 && (head[0], head[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
        {
            var encoding = head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            using var utf8 = Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8, leaveOpen: true);
            read(name, utf8);
        }
        else read(name, bytes);
    }

    private static string? Refused(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd"
        : head.StartsWith("BZh"u8) ? "bzip2"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58]) ? "xz"
        : head.StartsWith("7z"u8) ? "7z"
        : head.StartsWith("PAR1"u8) ? "Parquet" : null;

    /// <summary>An archive from a pipe goes to a temporary file, because its table of contents stands at its end.</summary>
    private FileStream Spool()
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
        _bytes.CopyTo(file);
        file.Seek(0, SeekOrigin.Begin);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        _entryBytes.Dispose();
    }
}
