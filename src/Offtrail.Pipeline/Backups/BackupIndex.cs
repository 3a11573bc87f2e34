using System.Text.Json;
using System.Text.Json.Serialization;

namespace Offtrail.Pipeline;

/// <summary>
/// The file <c>backup.json</c>, which says what a backup consists of. In a folder it is put in its place last and in one step, so that a backup is the
/// one before or the new one, whatever happens in between; without it there is no backup.
/// </summary>
public sealed record BackupIndex
{
    /// <summary>The file's name.</summary>
    public const string FileName = "backup.json";

    /// <summary>The form of backups that this program writes and reads.</summary>
    public const int CurrentForm = 1;

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The form; another is of another version of Offtrail.</summary>
    public required int Form { get; init; }

    /// <summary>When it was made, microseconds since 1970 UTC.</summary>
    public required long MadeAt { get; init; }

    /// <summary>The folder in the backup with the state and the definitions of that instant. Other folders than this and the lake are left over from a backup that was broken off.</summary>
    public required string Folder { get; init; }

    /// <summary>The files of that folder by their path in a data folder, with "/": the state, and what the user wrote. Each with its XXH128.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Events in the lake.</summary>
    public required long Events { get; init; }

    /// <summary>Segments. Their names and checksums are in the state.</summary>
    public required int Segments { get; init; }

    /// <summary>Size of the segments in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>As it is written.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, s_json);

    /// <summary>Reads it.</summary>
    /// <param name="bytes">What is in the file.</param>
    /// <param name="place">The file, for messages.</param>
    /// <exception cref="IOException">It is damaged or of another form.</exception>
    public static BackupIndex Parse(ReadOnlySpan<byte> bytes, string place)
    {
        try
        {
            var index = JsonSerializer.Deserialize<BackupIndex>(bytes, s_json) ?? throw new JsonException("it is empty");
            if (index.Form != CurrentForm) throw new IOException($"{place}: the backup is of form {index.Form}; this Offtrail reads {CurrentForm}. Use the Offtrail that made it.");
            foreach (var name in index.Files.Keys.Append(index.Folder)) if (!BackupFiles.IsPlain(name)) throw new JsonException($"\"{name}\" is no name of a file in a backup");
            return index;
        }
        catch (JsonException e)
        {
            throw new IOException($"{place} is damaged: {e.Message}", e);
        }
    }
}
