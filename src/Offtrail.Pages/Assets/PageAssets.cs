using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Offtrail.Pages;

/// <summary>Scripts and styles: resources of this assembly, and the theme. Read when a browser first asks.</summary>
internal sealed class PageAssets
{
    /// <summary>Where they are served.</summary>
    public const string Folder = "/assets/";

    private const string ThemeName = "theme.css";

    private readonly Lazy<IReadOnlyDictionary<string, PageAsset>> _all = new(Read);

    /// <summary>The asset of a name; null when there is none.</summary>
    public PageAsset? Find(string name) => _all.Value.GetValueOrDefault(name);

    /// <summary>The address of an asset, with its hash, so that a browser may keep it for good.</summary>
    public string AddressOf(string name) => $"{Folder}{name}?v={_all.Value[name].Version}";

    private static Dictionary<string, PageAsset> Read()
    {
        var assembly = typeof(PageAssets).Assembly;
        var all = assembly.GetManifestResourceNames().ToDictionary(n => n, n => Of(n, Bytes(assembly.GetManifestResourceStream(n)!)), StringComparer.Ordinal);
        all[ThemeName] = Of(ThemeName, Encoding.UTF8.GetBytes(Theme.Css()));
        return all;
    }

    private static byte[] Bytes(Stream stream)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private static PageAsset Of(string name, byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(content);
        var type = Path.GetExtension(name) switch { ".css" => "text/css", ".js" => "text/javascript", _ => "image/svg+xml" };
        return new PageAsset(type, content, compressed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6)));
    }
}

/// <summary>A script, style or picture.</summary>
internal sealed record PageAsset(string Type, byte[] Content, byte[] Compressed, string Version);
