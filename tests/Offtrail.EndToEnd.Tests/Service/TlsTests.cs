using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>TLS with a certificate and a key from files.</summary>
public sealed partial class TlsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_by_https_with_the_certificate_of_the_file_and_those_that_vouch_for_it()
    {
        using var work = new Workspace();
        var (root, _) = Write(work);
        await using var service = await RunningService.StartAsync(work, "--listen", "https://127.0.0.1:0");
        var address = new Uri(Https().Match(service.Log).Value);
        (await work.RunAsync("doctor", "--data", work.Data)).Out.ShouldContain("belong together");
        string[] sent = [];
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) =>
            {
                sent = [.. chain!.ChainPolicy.ExtraStore.Select(c => c.Subject)];
                return errors == SslPolicyErrors.RemoteCertificateChainErrors && Trusts(root, certificate!, chain);
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = address };
        var answer = await client.GetAsync("/health/live", Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        sent.ShouldContain("CN=between");
        using var plain = new HttpClient { BaseAddress = new Uri(address.ToString().Replace("https", "http", StringComparison.Ordinal)) };
        await Should.ThrowAsync<HttpRequestException>(() => plain.GetAsync("/health/live", Cancelled));
    }

    [Theory]
    [InlineData("key", "another", "own.key is not the key of")]
    [InlineData("key", "nonsense", "own.key is not the key of")]
    [InlineData("key", "none", "there is no file")]
    [InlineData("key", "with a password", "own.key is not the key of")]
    [InlineData("certificate", "nonsense", "own.pem")]
    [InlineData("certificate", "none", "there is no file")]
    public async Task A_file_that_is_not_there_or_not_right_is_named_and_nothing_is_started(string which, string fault, string what)
    {
        using var work = new Workspace();
        Write(work);
        var file = Path.Combine(work.Data, which == "key" ? "own.key" : "own.pem");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (fault == "none") File.Delete(file);
        else await File.WriteAllTextAsync(file, fault switch
        {
            "another" => other.ExportPkcs8PrivateKeyPem(),
            "with a password" => other.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)),
            _ => "this is no PEM",
        }, Cancelled);
        (await work.RunAsync("serve", "--data", work.Data, "--listen", "https://127.0.0.1:0")).ShouldExit(2).ShouldSay($"offtrail.yaml:{(which == "key" ? 3 : 2)}:", what);
        (await work.RunAsync("doctor", "--data", work.Data)).ShouldExit(1).Out.ShouldContain(what);
    }

    [Fact]
    public async Task An_https_address_on_the_command_line_without_a_certificate_is_refused()
    {
        using var work = new Workspace();
        (await work.RunAsync("serve", "--data", work.Data, "--listen", "https://127.0.0.1:0")).ShouldExit(2).ShouldSay("needs a certificate", "tls:");
    }

    private static bool Trusts(X509Certificate2 root, X509Certificate2 certificate, X509Chain sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <summary>A root, a certificate of it that may sign, and of that one the service's.</summary>
    private static (X509Certificate2 Root, X509Certificate2 Own) Write(Workspace work)
    {
        Directory.CreateDirectory(work.Data);
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(60));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = Request("root", rootKey, signs: true).CreateSelfSigned(from, to);
        using var signed = Request("between", betweenKey, signs: true).Create(root, from, to, [1]);
        using var between = signed.CopyWithPrivateKey(betweenKey);
        var request = Request("service", ownKey, signs: false);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var own = request.Create(between, from, to, [2]);
        File.WriteAllText(Path.Combine(work.Data, "own.pem"), own.ExportCertificatePem() + "\n" + between.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(work.Data, "own.key"), ownKey.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(work.Data, "offtrail.yaml"), "tls:\n  certificate: own.pem\n  key: own.key\n");
        return (root, own);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool signs)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(signs, false, 0, true));
        return request;
    }

    [GeneratedRegex(@"https://127\.0\.0\.1:\d+")]
    private static partial Regex Https();
}
