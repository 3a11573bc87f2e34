using System.Text.Json;
using System.Text.Unicode;

namespace Offtrail.Events;

/// <summary>
/// Reads one CloudTrail record in a single pass over its bytes. Nothing is allocated for a good record: values are
/// slices of the source (see <see cref="EventView"/>), nested objects that no column needs are skipped.
/// </summary>
internal sealed class RecordParser
{
    /// <summary>Objects and lists inside each other that a record may have. Real ones stay below 20.</summary>
    public const int MaxDepth = 128;

    private readonly EventView _view = new();
    private RecordSigns _signs;
    private Slot _slot;
    private ulong _seen;

    /// <summary>The event of the last call that returned <see cref="ParseResult.Event"/>.</summary>
    public EventView View => _view;

    /// <summary>Why the last record was unusable or malformed.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Bytes of the object, when it is well-formed.</summary>
    public int Consumed { get; private set; }

    /// <summary>Bytes from the object's start to the place where it stops to be JSON.</summary>
    public int ErrorOffset { get; private set; }

    /// <summary>Parses the object that begins at <paramref name="start"/>.</summary>
    /// <param name="source">The buffer; it must stay as it is while the view is used.</param>
    /// <param name="start">Where the object's brace stands.</param>
    /// <param name="length">Bytes of the buffer from there on.</param>
    /// <param name="isFinal">Whether nothing comes after the buffer.</param>
    public ParseResult Parse(byte[] source, int start, int length, bool isFinal)
    {
        var reader = new Utf8JsonReader(source.AsSpan(start, length), isFinal, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        _view.Begin(source, start);
        _signs = RecordSigns.None;
        _seen = 0;
        Reason = "";
        try
        {
            if (!reader.Read() || !ReadMembers(ref reader, start, Level.Record)) return ParseResult.Incomplete;
        }
        catch (JsonException e)
        {
            ErrorOffset = (int)reader.BytesConsumed;
            Reason = JsonProblem.Describe(e);
            return ParseResult.Malformed;
        }

        Consumed = (int)reader.BytesConsumed;
        _view.End(Consumed);
        if (_signs == RecordSigns.None) return ParseResult.Other;
        if (_view.Get(Slot.EventType).SequenceEqual("AwsCloudTrailInsight"u8)) return ParseResult.Insight;
        if (Reason.Length == 0) Reason = Problem();
        if (Reason.Length > 0) return ParseResult.Unusable;
        DerivedColumns.Fill(_view);
        return ParseResult.Event;
    }

    private enum Level { Record, Identity, Session, Attributes, Issuer, OnBehalfOf, Response, Additional }

    /// <summary>Reads the members of the object that the reader stands on. False when the bytes end before it does.</summary>
    private bool ReadMembers(ref Utf8JsonReader reader, int start, Level level)
    {
        while (true)
        {
            if (!reader.Read()) return false;
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            var nested = Select(ref reader, level);
            if (!reader.Read()) return false;
            if (reader.TokenType == JsonTokenType.StartObject && nested is { } inner)
            {
                if (!ReadMembers(ref reader, start, inner)) return false;
            }
            else if (!Take(ref reader, start)) return false;
        }
    }

    /// <summary>Sets the slot for the member whose name the reader stands on; gives the level of an object that must be entered.</summary>
    private Level? Select(ref Utf8JsonReader reader, Level level)
    {
        _slot = Slot.None;
        if (reader.ValueIsEscaped) return null; // AWS escapes no name that we read
        var name = reader.ValueSpan;
        Level? nested = null;
        switch (level)
        {
            case Level.Record:
                (_slot, var sign) = MemberNames.OfRecord(name);
                if (sign == RecordSigns.Identity)
                {
                    nested = Level.Identity;
                    Once(62, name);
                }
                else if (sign == RecordSigns.None && _slot == Slot.None)
                {
                    nested = name.SequenceEqual("responseElements"u8) ? Level.Response
                        : name.SequenceEqual("additionalEventData"u8) ? Level.Additional : null;
                }

                _signs |= sign;
                break;
            case Level.Identity:
                if (name.SequenceEqual("sessionContext"u8)) nested = Level.Session;
                else if (name.SequenceEqual("onBehalfOf"u8)) nested = Level.OnBehalfOf;
                else _slot = MemberNames.OfIdentity(name);
                break;
            case Level.Session:
                if (name.SequenceEqual("sessionIssuer"u8)) nested = Level.Issuer;
                else if (name.SequenceEqual("attributes"u8)) nested = Level.Attributes;
                break;
            case Level.Attributes:
                if (name.SequenceEqual("mfaAuthenticated"u8)) _slot = Slot.MfaAuthenticated;
                break;
            case Level.OnBehalfOf:
                if (name.SequenceEqual("userId"u8)) _slot = Slot.OnBehalfOfUser;
                break;
            case Level.Issuer:
                _slot = MemberNames.OfIssuer(name);
                break;
            case Level.Response:
                if (name.SequenceEqual("ConsoleLogin"u8)) _slot = Slot.ConsoleLogin;
                break;
            case Level.Additional:
                if (name.SequenceEqual("UserName"u8)) _slot = Slot.AdditionalUserName;
                break;
        }

        if (IsAwsOwn(_slot)) Once((int)_slot, name);
        return nested;
    }

    /// <summary>Whether CloudTrail itself fills the member. What stands in responseElements and additionalEventData is each service's own, in any form.</summary>
    private static bool IsAwsOwn(Slot slot) => slot is not (Slot.None or Slot.ConsoleLogin or Slot.AdditionalUserName);

    /// <summary>A record that says one thing twice is ambiguous: whoever reads it may see another event than the next reader.</summary>
    private void Once(int member, ReadOnlySpan<byte> name)
    {
        var bit = 1UL << member;
        if ((_seen & bit) != 0 && Reason.Length == 0) Reason = $"the member \"{Texts.Of(name)}\" stands there twice; a record must say it once";
        _seen |= bit;
    }

    /// <summary>Takes the value that the reader stands on into the selected slot. False when the bytes end before it does.</summary>
    private bool Take(ref Utf8JsonReader reader, int start)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when _slot != Slot.None:
                if (!reader.ValueIsEscaped) _view.Set(_slot, start + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                else TakeEscaped(ref reader);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when _slot != Slot.None:
                _view.Set(_slot, start + (int)reader.TokenStartIndex, reader.ValueSpan.Length);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (IsAwsOwn(_slot) && Reason.Length == 0) Reason = $"{MemberNames.Describe(_slot)} must be a string; found {JsonProblem.Kind(reader.TokenType)}";
                return reader.TrySkip();
        }

        return true;
    }

    private void TakeEscaped(ref Utf8JsonReader reader)
    {
        try
        {
            _view.SetUnescaped(_slot, ref reader);
        }
        catch (InvalidOperationException)
        {
            if (Reason.Length == 0) Reason = $"{MemberNames.Describe(_slot)} holds half a character (a lone \\u surrogate or a broken byte)";
        }
    }

    private string Problem()
    {
        if (!Utf8.IsValid(_view.Record)) return "the record is not valid UTF-8";
        var time = _view.HasValue(Slot.EventTime) ? _view.Get(Slot.EventTime) : _view.Get(Slot.Timestamp);
        if (time.Length == 0) return "eventTime is missing; a record needs one such as \"2026-05-01T08:30:00Z\"";
        if (!EventTime.TryParse(time, out var micros)) return $"eventTime \"{Texts.Of(time)}\" is no time; right would be \"2026-05-01T08:30:00Z\"";
        if (micros is < EventTime.Earliest or >= EventTime.End) return $"eventTime \"{Texts.Of(time)}\" lies outside 2006-01-01 to 2099-12-31";
        _view.TimeMicros = micros;
        if (!_view.HasValue(Slot.EventId)) return "eventID is missing; without it a record can't be told from its copies";
        return AccountId.IsUsable(_view.Account) ? "" : $"the account \"{Texts.Of(_view.Account)}\" is no account id; right would be 12 digits";
    }
}
