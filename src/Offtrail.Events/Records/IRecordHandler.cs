namespace Offtrail.Events;

/// <summary>Takes what a <see cref="RecordReader"/> finds, in the order of the content, on the reading thread.</summary>
public interface IRecordHandler
{
    /// <summary>One event. The view is valid during the call only.</summary>
    void OnEvent(EventView view);

    /// <summary>Something for the quarantine.</summary>
    void OnRejected(Rejection rejection);

    /// <summary>Something that is no API call.</summary>
    void OnSetAside(SetAsideKind kind);
}
