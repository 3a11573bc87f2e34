using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Offtrail.Server;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What it lists.</typeparam>
/// <param name="Items">The part.</param>
/// <param name="NextCursor">To be sent as <c>cursor</c> for the part behind it; null when there is none.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Where a part of a list ended, as text that only the API understands.</summary>
internal static class Cursor
{
    /// <summary>The text of a place.</summary>
    public static string Of<T>(T place) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place));

    /// <summary>The place that a text names.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static T? Read<T>(string? cursor) where T : class
    {
        if (cursor is null) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(cursor))) ?? throw Wrong();
        }
        catch (Exception e) when (e is FormatException or JsonException or NotSupportedException)
        {
            throw Wrong();
        }
    }

    private static ApiException Wrong() => new("cursor", "this is no cursor of this list; right would be the next_cursor of the part before");
}
