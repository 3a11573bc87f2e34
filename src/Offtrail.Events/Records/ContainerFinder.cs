using System.Text.Json;

namespace Offtrail.Events;

/// <summary>Recognises an object that is a container: one with the list "Records" or "Events" in it.</summary>
internal static class ContainerFinder
{
    private const int MaxMembersBefore = 16;
    private const int MaxBytesBefore = 64 << 10;

    /// <summary>Goes behind the bracket of the container's list, if the object (or the rest of one, from a comma on) at the position is a container.</summary>
    public static bool TryEnter(ContentBuffer content)
    {
        while (true)
        {
            if (Look(content) is { } found)
            {
                if (found > 0) content.Advance(found);
                return found > 0;
            }

            if (!content.TryFill()) return false;
        }
    }

    /// <summary>From a comma behind a container's list: goes to the brace that closes the container, if nothing but well-formed members stands before it.</summary>
    public static bool TryFinish(ContentBuffer content)
    {
        while (true)
        {
            var reader = Open(content);
            try
            {
                while (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.EndObject)
                    {
                        content.Advance((int)reader.BytesConsumed - 1);
                        return true;
                    }

                    if (!reader.TrySkip()) break;
                }
            }
            catch (JsonException)
            {
                return false;
            }

            if (!content.TryFill()) return false;
        }
    }

    /// <summary>Bytes to behind the list's bracket; 0 when this is no container; null when more bytes are needed to tell.</summary>
    private static int? Look(ContentBuffer content)
    {
        var reader = Open(content);
        try
        {
            for (var member = 0; member < MaxMembersBefore && reader.Read(); member++)
            {
                if (reader.TokenType != JsonTokenType.PropertyName) return 0;
                var isList = !reader.ValueIsEscaped && (reader.ValueSpan.SequenceEqual("Records"u8) || reader.ValueSpan.SequenceEqual("Events"u8));
                if (MemberNames.OfRecord(reader.ValueSpan) is not (Slot.None, RecordSigns.None)) return 0;
                if (!reader.Read()) return null;
                if (reader.TokenType == JsonTokenType.StartArray && isList) return (int)reader.BytesConsumed;
                if (!reader.TrySkip()) return reader.BytesConsumed > MaxBytesBefore || content.Available > MaxBytesBefore ? 0 : null;
            }
        }
        catch (JsonException)
        {
            return 0;
        }

        return reader.TokenType is JsonTokenType.EndObject || content.AtEnd ? 0 : reader.BytesConsumed > MaxBytesBefore ? 0 : null;
    }

    /// <summary>A reader inside the object. The rest of an object is read with a brace in place of its comma.</summary>
    private static Utf8JsonReader Open(ContentBuffer content)
    {
        if (content.Current == (byte)',') content.Buffer[content.Position] = (byte)'{';
        var reader = new Utf8JsonReader(content.Span, content.AtEnd, new JsonReaderState(new JsonReaderOptions { MaxDepth = RecordParser.MaxDepth }));
        reader.Read();
        return reader;
    }
}
