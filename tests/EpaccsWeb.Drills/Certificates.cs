using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EpaccsWeb.Drills;

/// <summary>An authority of a drill's own, and the certificate it gave to a server by one name.</summary>
internal static class Certificates
{
    /// <returns>In PEM: the authority's certificate, the server's, and the server's key.</returns>
    public static (string Authority, string Server, string Key) Make(string host)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, until) = (now.AddDays(-1), now.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asAuthority = new CertificateRequest("CN=An authority of a drill", authorityKey, HashAlgorithmName.SHA256);
        asAuthority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = asAuthority.CreateSelfSigned(from, until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asServer = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        asServer.CertificateExtensions.Add(names.Build());
        using var server = asServer.Create(authority, from, until, RandomNumberGenerator.GetBytes(8));
        return (authority.ExportCertificatePem(), server.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
