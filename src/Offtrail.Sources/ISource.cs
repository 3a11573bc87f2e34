namespace Offtrail.Sources;

/// <summary>Where records come from. Objects come in an order that keeps a day's objects together, and each comes once.</summary>
public interface ISource
{
    /// <summary>The objects, found as they are asked for. Problems are told to <paramref name="onProblem"/> on the enumerating thread.</summary>
    IEnumerable<SourceObject> Objects(Action<SourceProblem> onProblem);

    /// <summary>Counts objects and their bytes, for a progress display only: another enumeration may find others.</summary>
    (long Objects, long Bytes) Measure(CancellationToken cancellationToken);
}
