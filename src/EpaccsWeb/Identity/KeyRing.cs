using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using EpaccsWeb.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace EpaccsWeb.Identity;

/// <summary>Keeps the keys of cookies and forms in the database, so that every node reads what another has written.</summary>
public sealed class KeyRing(ServingMode mode) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = mode.Pool.CreateCommand("select xml from protection_keys");
        using var rows = command.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read())
        {
            keys.Add(XElement.Parse(rows.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = mode.Primary.CreateCommand("insert into protection_keys (id, name, xml) values ($1, $2, $3)");
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}

/// <summary>Registers the key ring; a certificate protects the keys at rest when one is set.</summary>
public static class KeyRingSetup
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = provider.GetRequiredService<KeyRing>()
        ));
        // Sealed and signed in one pass; older keys keep the way they were made for.
        var protection = services
            .AddDataProtection()
            .SetApplicationName("EpaccsWeb")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        if (ReadCertificate(configuration) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
        }

        return services;
    }

    /// <summary>The certificate that protects the keys; null when none is named.</summary>
    public static X509Certificate2? ReadCertificate(IConfiguration configuration)
    {
        var section = configuration.GetSection("DataProtection");
        if (section["Certificate"] is not { Length: > 0 } file)
        {
            return null;
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, section["CertificatePassword"]);
            return certificate.HasPrivateKey
                ? certificate
                : throw new SettingsException("DataProtection:Certificate holds no private key, so that nobody could read the keys again.");
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new SettingsException("DataProtection:Certificate is not a certificate file that can be opened with its password.");
        }
    }
}
