using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EpaccsWeb.Tests.Support;

/// <summary>A certificate that protects the keys of cookies, as every environment but Development asks for.</summary>
public static class TestCertificate
{
    private static readonly Lazy<string> Made = new(() =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("epaccs-certificate-").FullName, "keys.pfx");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1)
        );
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12));
        return file;
    });

    public static string FileName => Made.Value;
}
