using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Offtrail.Anomalies;

namespace Offtrail.Server;

/// <summary>A certificate and its key, each a PEM file.</summary>
/// <param name="Certificate">The certificate; behind it, in the same file, those that vouch for it.</param>
/// <param name="Key">Its private key, without a password.</param>
public sealed record TlsFiles(string Certificate, string Key)
{
    /// <summary>Reads what stands below <c>tls</c>, and tries both files.</summary>
    /// <exception cref="DefinitionException">A file is not there, can't be read, or they don't belong together.</exception>
    internal static TlsFiles Parse(YamlMapping yaml, string folder)
    {
        var files = new TlsFiles(PathOf(yaml, "certificate", folder), PathOf(yaml, "key", folder));
        yaml.Finish();
        if (Read(yaml, "certificate", files.Chain).Count == 0) throw yaml.Wrong("certificate", $"there is no certificate in {files.Certificate}; right would be a PEM file that begins with -----BEGIN CERTIFICATE-----");
        Read(yaml, "key", () =>
        {
            using var own = files.Load();
            return own;
        });
        return files;

        T Read<T>(YamlMapping at, string key, Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException) // the latter when they don't belong together
            {
                throw at.Wrong(key, key == "key"
                    ? $"{files.Key} is not the key of {files.Certificate}: {e.Message}; right would be the PEM file of its private key, without a password"
                    : $"{files.Certificate} can't be read as a certificate: {e.Message}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw at.Wrong(key, $"{e.Message}; let {Environment.UserName} read it");
            }
        }
    }

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(Certificate, Key);

    /// <summary>All certificates of the file: clients want to see also those that vouch for ours.</summary>
    public X509Certificate2Collection Chain()
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(Certificate);
        return all;
    }

    private static string PathOf(YamlMapping yaml, string key, string folder)
    {
        var path = Path.GetFullPath(yaml.Text(key), folder);
        return File.Exists(path) ? path : throw yaml.Wrong(key, $"there is no file {path}; right would be a PEM file");
    }
}
