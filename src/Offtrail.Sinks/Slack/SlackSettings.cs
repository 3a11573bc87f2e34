using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>A webhook of Slack, or of something that takes the same (Mattermost, Rocket.Chat).</summary>
/// <param name="Address">Where to. Whoever knows it can write to the channel.</param>
/// <param name="Trust">Whose certificates are taken.</param>
internal sealed record SlackSettings(WebAddress Address, CertificateTrust Trust) : SinkSettings
{
    public override string Target => Address.Shown;

    public override IReadOnlyList<Secret> Secrets => [Address.Url];

    public override ISink Open(SinkTools tools) => new SlackSink(this, tools.Clock);

    public static SlackSettings Of(YamlMapping yaml, string folder) => new(WebAddress.Parse(yaml, folder), CertificateTrust.Parse(yaml, folder));
}
