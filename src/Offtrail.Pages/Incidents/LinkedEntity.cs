using Offtrail.Events;

namespace Offtrail.Pages;

/// <summary>Who or what an incident is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Which.</param>
public readonly record struct LinkedEntity(LinkedKind Kind, string Value)
{
    /// <summary>The field of events that has its value.</summary>
    public string Field => Kind switch
    {
        LinkedKind.Instance => EventColumn.InstanceId.Name(),
        LinkedKind.Identity => EventColumn.Identity.Name(),
        LinkedKind.AccessKey => EventColumn.AccessKey.Name(),
        _ => EventColumn.SourceIp.Name(),
    };

    /// <summary>The end of its value that tells it from others: "role/deploy" of an ARN.</summary>
    public string Ending => Kind == LinkedKind.Identity && Value.LastIndexOf(':') is >= 0 and var at ? Value[(at + 1)..] : Value;

    /// <summary>"identity", "access key".</summary>
    public string KindName => Kind == LinkedKind.AccessKey ? "access key" : Kind.ToString().ToLowerInvariant();
}
