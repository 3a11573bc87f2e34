namespace Offtrail.Events;

/// <summary>
/// Reads the documents of one object: finds them, whatever list or envelope they stand in, and hands each to an
/// <see cref="IRecordHandler"/>. Recognises by content: a "Records" or "Events" file, a list, one document, or
/// documents one after the other (NDJSON, also over several lines). What is broken is rejected and reading goes on
/// behind it. Reused from object to object by one thread; memory is bounded by <see cref="RecordReaderOptions"/>.
/// </summary>
public sealed class RecordReader
{
    private readonly RecordReaderOptions _options;
    private readonly ContentBuffer _content;
    private readonly Resync _resync;
    private readonly RecordParser _parser = new();
    private readonly RecordParser _inner = new();
    private IRecordHandler _handler = null!;
    private long _records;

    /// <summary>A reader with its own buffer.</summary>
    public RecordReader(RecordReaderOptions? options = null)
    {
        _options = options ?? new();
        _content = new ContentBuffer(_options);
        _resync = new Resync(_content);
    }

    /// <summary>Whether the stream of the last call could not be read (a file that vanished), as opposed to holding damaged content.</summary>
    public bool StreamFailed => _content.StreamFailed;

    /// <summary>Bytes of content read so far from the stream of the current call.</summary>
    public long BytesRead => _content.TotalRead;

    /// <summary>
    /// Reads <paramref name="content"/> to its end. A stream that fails on the way (a truncated gzip, a file that vanishes)
    /// does not throw: what came before is read and the rest is rejected with the stream's message.
    /// </summary>
    public void Read(Stream content, IRecordHandler handler, CancellationToken cancellationToken)
    {
        _handler = handler;
        _records = 0;
        _resync.Reset();
        _content.Begin(content, cancellationToken);
        _content.SkipByteOrderMark();
        if (_content.SkipBlanks())
        {
            var isJson = _content.Current is (byte)'{' or (byte)'[';
            if (!isJson && _content.IsCompressed()) RejectObject("is compressed more than once, which is not read; unpack it once");
            else if (!isJson && !_content.HasSignsOfCloudTrail()) _handler.OnSetAside(SetAsideKind.NotCloudTrail);
            else ReadSequence();
        }

        if (_content.Failure is { } failure) RejectObject(failure);
        _content.End();
    }

    private void ReadSequence()
    {
        while (_content.SkipBlanks())
        {
            switch (_content.Current)
            {
                case (byte)'[':
                    _content.Advance(1);
                    ReadList();
                    break;
                case (byte)'{' when ContainerFinder.TryEnter(_content):
                    while (ReadList() && ListGoesOn()) { }
                    break;
                case (byte)'{':
                    ReadDocument(inList: false);
                    break;
                default:
                    Reject(_resync.BehindClosedList(out var listGoesOn), "expected a JSON object or list here");
                    if (listGoesOn) ReadList();
                    break;
            }
        }
    }

    /// <summary>Reads the elements of a list, from behind its bracket to behind the closing one. False when there is none.</summary>
    private bool ReadList()
    {
        while (true)
        {
            if (!_content.SkipBlanks())
            {
                if (_content.Failure is null) RejectObject("the file breaks off: the list of records is not closed");
                return false;
            }

            switch (_content.Current)
            {
                case (byte)']':
                    _content.Advance(1);
                    return true;
                case (byte)',':
                    _content.Advance(1);
                    break;
                case (byte)'{':
                    ReadDocument(inList: true);
                    break;
                default:
                    var found = Texts.Of(_content.Span[..Math.Min(20, _content.Available)]);
                    Reject(_resync.NextElement(), $"a record must be a JSON object; found \"{found}\"");
                    break;
            }
        }
    }

    /// <summary>Behind the list of a "Records" file: the rest of its object. True when a further list begins, or the list was not at its end.</summary>
    private bool ListGoesOn()
    {
        while (_content.SkipBlanks())
        {
            if (_content.Current == (byte)'}')
            {
                _content.Advance(1);
                return false;
            }

            if (_content.Current != (byte)',')
            {
                Reject(_resync.BehindClosedList(out var listGoesOn), "expected \"}\" behind the list of records");
                return listGoesOn;
            }

            if (ContainerFinder.TryEnter(_content)) return true;
            if (!ContainerFinder.TryFinish(_content)) _content.Advance(1);
        }

        if (_content.Failure is null) RejectObject("the file breaks off: \"}\" is missing at its end");
        return false;
    }

    private void ReadDocument(bool inList)
    {
        while (true)
        {
            var result = _parser.Parse(_content.Buffer, _content.Position, _content.Available, _content.AtEnd);
            if (result == ParseResult.Incomplete && _content.TryFill()) continue;
            if (result == ParseResult.Incomplete && !_content.AtEnd)
            {
                Reject(Resync.EndOfValue(), $"the document is longer than {_options.MaxDocumentBytes >> 20} MiB");
                return;
            }

            if (result is ParseResult.Incomplete or ParseResult.Malformed) RejectMalformed(inList);
            else
            {
                Deliver(result);
                _content.Advance(_parser.Consumed);
            }

            return;
        }
    }

    private void Deliver(ParseResult result)
    {
        var slice = new ReadOnlyMemory<byte>(_content.Buffer, _content.Position, _parser.Consumed);
        switch (result)
        {
            case ParseResult.Event:
                if (_records++ == 0) _resync.Learn(slice.Span);
                _handler.OnEvent(_parser.View);
                break;
            case ParseResult.Unusable:
                RejectSlice(slice, _parser.Reason);
                break;
            case ParseResult.Insight:
                _handler.OnSetAside(SetAsideKind.Insight);
                break;
            default:
                DeliverEnvelope(slice);
                break;
        }
    }

    private void DeliverEnvelope(ReadOnlyMemory<byte> document)
    {
        var opened = EnvelopeOpener.Open(document);
        if (opened.SetAside is SetAsideKind.NotCloudTrail && ContentBuffer.HasSignsOfCloudTrail(document.Span)) RejectSlice(document, "the document holds CloudTrail in a form that is not read");
        else if (opened.SetAside is { } kind) _handler.OnSetAside(kind);
        else if (opened.Reason.Length > 0) RejectSlice(document, opened.Reason);
        else
        {
            switch (_inner.Parse(opened.Record, 0, opened.Record.Length, isFinal: true))
            {
                case ParseResult.Event:
                    if (_records++ == 0) _resync.Learn(document.Span);
                    _handler.OnEvent(_inner.View);
                    break;
                case ParseResult.Insight:
                    _handler.OnSetAside(SetAsideKind.Insight);
                    break;
                default:
                    RejectSlice(document, _inner.Reason.Length > 0 ? _inner.Reason : "the envelope holds no CloudTrail record");
                    break;
            }
        }
    }

    private void RejectMalformed(bool inList)
    {
        var from = Math.Max(1, _parser.ErrorOffset);
        var reason = _parser.Reason;
        var stretch = inList ? _resync.BehindBrokenElement(from) : _resync.BehindBrokenLine(from);
        var toEnd = stretch.Find is null && stretch.Length >= _content.Available && _content.AtEnd && new StructureScanner().Scan(_content.Span) < 0;
        Reject(stretch, toEnd ? "the file breaks off inside this record" : reason);
    }

    /// <summary>Rejects a stretch from the position on and goes behind it.</summary>
    private void Reject(Stretch stretch, string reason)
    {
        var position = new RecordPosition(++_records, _content.Line, _content.Offset);
        var (kept, total) = _content.Take(stretch, _options.MaxQuarantinedBytes);
        _handler.OnRejected(new Rejection(position, reason, kept, total, IsRecord: true));
    }

    private void RejectSlice(ReadOnlyMemory<byte> slice, string reason)
    {
        var kept = slice.Span[..Math.Min(slice.Length, _options.MaxQuarantinedBytes)].ToArray();
        _handler.OnRejected(new Rejection(new RecordPosition(++_records, _content.Line, _content.Offset), reason, kept, slice.Length, IsRecord: true));
    }

    private void RejectObject(string reason) =>
        _handler.OnRejected(new Rejection(new RecordPosition(0, _content.Line, _content.Offset), reason, default, 0, IsRecord: false));
}
