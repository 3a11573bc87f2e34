using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>How alerts get to a sink, as sinks.yaml has it.</summary>
public abstract record SinkSettings
{
    /// <summary>The types that there are.</summary>
    public static IReadOnlyList<string> Types { get; } = ["file", "stdout", "webhook", "slack", "syslog", "smtp"];

    /// <summary>Where to, for people. No secrets.</summary>
    public abstract string Target { get; }

    /// <summary>What must not be shown.</summary>
    public virtual IReadOnlyList<Secret> Secrets => [];

    /// <summary>Whether nothing ever tells that an alert got there.</summary>
    public virtual bool IsUnacknowledged => false;

    /// <summary>How long alerts are gathered, from the first that waits on, to go as one. Default 0: each goes by itself.</summary>
    public TimeSpan Digest { get; init; }

    /// <summary>Makes the sink. Opens nothing yet: what is missing is told by the first delivery.</summary>
    public abstract ISink Open(SinkTools tools);

    /// <summary>Reads the keys of a sink's type.</summary>
    /// <param name="yaml">The sink's keys.</param>
    /// <param name="folder">What paths are relative to.</param>
    /// <exception cref="DefinitionException">A key is missing or wrong.</exception>
    public static SinkSettings Parse(YamlMapping yaml, string folder)
    {
        yaml.Text("type");
        return yaml.OneOf("type", "", [.. Types]) switch
        {
            "file" => FileSettings.Of(yaml, folder),
            "stdout" => new StdoutSettings(),
            "webhook" => WebhookSettings.Of(yaml, folder),
            "slack" => SlackSettings.Of(yaml, folder),
            "syslog" => SyslogSettings.Of(yaml, folder),
            _ => SmtpSettings.Of(yaml, folder),
        };
    }
}
