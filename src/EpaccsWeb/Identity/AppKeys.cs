using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using QRCoder;

namespace EpaccsWeb.Identity;

/// <summary>A key offered to an authenticator app: as letters, as a picture to scan, and sealed for the form that brings it back.</summary>
public sealed record AppKeyOffer(string Sealed, string Letters, string Picture);

/// <summary>Offers keys to authenticator apps. Nothing is stored until a code was shown: the page carries the sealed key.</summary>
public sealed class AppKeys(IDataProtectionProvider protection)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(30);

    private ITimeLimitedDataProtector Seal(Guid userId) =>
        protection.CreateProtector("app-key", userId.ToString()).ToTimeLimitedDataProtector();

    public AppKeyOffer Offer(User user, string key)
    {
        var name = Uri.EscapeDataString($"EpaccsWeb:{user.Email}");
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(
            $"otpauth://totp/{name}?secret={key}&issuer=EpaccsWeb&digits=6",
            QRCodeGenerator.ECCLevel.M
        );
        using var svg = new SvgQRCode(data);
        var picture = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(svg.GetGraphic(4)));
        return new(
            Seal(user.Id).Protect(key, ValidFor),
            string.Join(' ', key.Chunk(4).Select(four => new string(four))),
            $"data:image/svg+xml;base64,{picture}"
        );
    }

    /// <summary>The key a form brought back; null when the form was open for too long or is not ours.</summary>
    public string? Read(User user, string? sealedKey)
    {
        try
        {
            return sealedKey is null ? null : Seal(user.Id).Unprotect(sealedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
