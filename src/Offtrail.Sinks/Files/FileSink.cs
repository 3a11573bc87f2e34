using System.Globalization;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>
/// Appends lines. Each is on the disk before it counts as delivered. The half line that a crash left is cut off when it is one of ours
/// (its alert comes again, whole); behind anything else that lacks its line break, one is put.
/// </summary>
internal sealed class FileSink(FileSettings settings) : ISink
{
    private const int MostTail = 1 << 20;

    private static readonly byte[] s_ours = "{\"@timestamp\":"u8.ToArray();

    public async Task<DeliveryAnswer> DeliverAsync(OutgoingAlert alert, CancellationToken cancellationToken)
    {
        var line = Encoding.UTF8.GetBytes(AlertLine.Of(alert));
        Directory.CreateDirectory(Path.GetDirectoryName(settings.File)!);
        if (settings.MostBytes is { } most && new FileInfo(settings.File) is { Exists: true, Length: > 0 and var length } && length + line.Length > most) Rotate();
        var file = new FileStream(settings.File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        await using var closing = file.ConfigureAwait(false);
        if (file.CanSeek)
        {
            Mend(file);
            file.Seek(0, SeekOrigin.End);
        }

        await file.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        file.Flush(flushToDisk: true);
        return DeliveryAnswer.Delivered;
    }

    private static void Mend(FileStream file)
    {
        if (file.Length == 0) return;
        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() == '\n') return;
        var tail = new byte[Math.Min(file.Length, MostTail)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var begin = Array.LastIndexOf(tail, (byte)'\n') + 1;
        var known = begin > 0 || tail.Length == file.Length; // else the line is longer than what was read
        var half = tail.AsSpan(begin);
        if (known && half[..Math.Min(half.Length, s_ours.Length)].SequenceEqual(s_ours.AsSpan(0, Math.Min(half.Length, s_ours.Length)))) file.SetLength(file.Length - half.Length);
        else
        {
            file.Seek(0, SeekOrigin.End);
            file.WriteByte((byte)'\n');
        }
    }

    private void Rotate()
    {
        for (var i = settings.Keep - 1; i >= 1; i--) if (File.Exists(Aside(i))) File.Move(Aside(i), Aside(i + 1), overwrite: true);
        File.Move(settings.File, Aside(1), overwrite: true);
    }

    private string Aside(int number) => string.Create(CultureInfo.InvariantCulture, $"{settings.File}.{number}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
