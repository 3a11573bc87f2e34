using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>A file that grows by a line an alert.</summary>
/// <param name="File">The file. Made, with its folder, when it is not there.</param>
/// <param name="MostBytes">A file that would grow beyond is put aside as <c>.1</c>; null for never.</param>
/// <param name="Keep">How many files that were put aside are kept. Default 5.</param>
internal sealed record FileSettings(string File, long? MostBytes, int Keep) : SinkSettings
{
    private const long BytesOfMegabyte = 1_000_000;

    public override string Target => File;

    public override ISink Open(SinkTools tools) => new FileSink(this);

    public static FileSettings Of(YamlMapping yaml, string folder)
    {
        var path = yaml.Text("path");
        if (path.Length == 0) throw yaml.Wrong("path", "path is empty; right would be a file, such as alerts.ndjson");
        var most = yaml.Number("rotate_at_mb", 0, 0, 100_000);
        return new FileSettings(Path.GetFullPath(path, Path.GetFullPath(folder)), most > 0 ? most * BytesOfMegabyte : null, yaml.Number("keep", 5, 1, 1000));
    }
}
