using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Offtrail.Anomalies;

namespace Offtrail.Sinks;

/// <summary>Whose certificates are taken: those that the system trusts or, with a file, those that the certificates in it issued. The name is always looked at.</summary>
/// <param name="File">Certificates in PEM form; null for the system's.</param>
internal sealed record CertificateTrust(string? File)
{
    /// <summary>Reads the key <c>ca</c>.</summary>
    public static CertificateTrust Parse(YamlMapping yaml, string folder) => new(yaml.TextOrNull("ca") is { } file ? Path.GetFullPath(file, Path.GetFullPath(folder)) : null);

    /// <summary>What the system is told; null for its own ways.</summary>
    /// <exception cref="IOException">The file can't be read or holds no certificates.</exception>
    public X509ChainPolicy? Policy()
    {
        if (File is null) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(File);
        }
        catch (CryptographicException e)
        {
            throw new IOException($"the certificates in {File} can't be read: {e.Message}", e);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw new IOException($"{File} holds no certificates in PEM form");
    }

    /// <summary>The same as a callback, for a library that knows no policies; null for the system's ways.</summary>
    public RemoteCertificateValidationCallback? Callback() => Policy() is not { } policy ? null : (_, certificate, _, errors) =>
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0) return false;
        using var chain = new X509Chain { ChainPolicy = policy };
        return chain.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    };
}
