using Microsoft.Extensions.Logging;

namespace Offtrail.Pipeline;

/// <summary>What a service tells of itself. No contents of records.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(1, LogLevel.Information, "read {Objects} objects: {Stored} events stored, {Duplicates} duplicates, {Quarantined} quarantined, in {Milliseconds} ms")]
    public static partial void Ingested(this ILogger log, long objects, long stored, long duplicates, long quarantined, long milliseconds);

    [LoggerMessage(2, LogLevel.Information, "detection over {Events} events in {Milliseconds} ms: {Raised} alerts raised, {Withdrawn} withdrawn")]
    public static partial void Detected(this ILogger log, long events, long milliseconds, int raised, long withdrawn);

    [LoggerMessage(3, LogLevel.Information, "caught up: the events went on for {Gap} since the last detection; all runs of rules in between were made up")]
    public static partial void CaughtUp(this ILogger log, TimeSpan gap);

    [LoggerMessage(4, LogLevel.Warning, "source {Source}: {Path}: {Reason}")]
    public static partial void SourceProblem(this ILogger log, string source, string path, string reason);

    [LoggerMessage(5, LogLevel.Warning, "source {Source}: {Key} goes to the quarantine: {Reason}")]
    public static partial void GivenUp(this ILogger log, string source, string key, string reason);

    [LoggerMessage(6, LogLevel.Error, "{Step} failed and is tried again in {Seconds} s: {Reason}")]
    public static partial void Failed(this ILogger log, string step, double seconds, string reason);

    [LoggerMessage(7, LogLevel.Error, "a definition is wrong, and those before it go on: {Reason}")]
    public static partial void DefinitionFault(this ILogger log, string reason);

    [LoggerMessage(8, LogLevel.Information, "definitions read: {Rules} rules, {Sinks} sinks")]
    public static partial void DefinitionsRead(this ILogger log, int rules, int sinks);

    [LoggerMessage(9, LogLevel.Information, "merged {Before} segments into {After}")]
    public static partial void Merged(this ILogger log, int before, int after);

    [LoggerMessage(10, LogLevel.Warning, "{Warning}")]
    public static partial void Warning(this ILogger log, string warning);

    [LoggerMessage(11, LogLevel.Warning, "segment {Segment} is damaged: {Reason}; {Missing} events are missing until \"offtrail lake verify --repair\" has read their objects again")]
    public static partial void Damaged(this ILogger log, string segment, string reason, long missing);

    [LoggerMessage(12, LogLevel.Warning, "segment {Segment} is damaged and was not merged: {Reason}; run \"offtrail lake verify --repair\", which has its objects read again")]
    public static partial void Unmerged(this ILogger log, string segment, string reason);

    [LoggerMessage(13, LogLevel.Information, "dropped {Segments} segments of days that are not kept, with {Events} events")]
    public static partial void Pruned(this ILogger log, int segments, long events);

    [LoggerMessage(14, LogLevel.Error, "source {Source} could not be told what was stored, and gives it again: {Reason}")]
    public static partial void Unsettled(this ILogger log, string source, string reason);

    [LoggerMessage(15, LogLevel.Information, "a command works on the data folder; reading and detecting go on when it is done")]
    public static partial void Lent(this ILogger log);

    [LoggerMessage(16, LogLevel.Information, "the command is done")]
    public static partial void HasItBack(this ILogger log);
}
