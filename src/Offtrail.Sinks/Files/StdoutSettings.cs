namespace Offtrail.Sinks;

/// <summary>Standard output: a line an alert.</summary>
internal sealed record StdoutSettings : SinkSettings
{
    public override string Target => "standard output";

    public override ISink Open(SinkTools tools) => new StdoutSink(tools.Output);
}
