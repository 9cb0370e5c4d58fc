using System.Security.Cryptography;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Printing;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace EpaccsWeb.Access;

/// <summary>Holds the key that printed copies are signed with: the setting, or in Development one that is made once.</summary>
public sealed class CopySigner : IDisposable
{
    /// <summary>The setting: a private key in PEM (PKCS 8), or the path of a file that holds one.</summary>
    public const string Setting = "Print:SigningKey";

    private readonly Lazy<ECDsa> key;

    public CopySigner(IConfiguration settings, IHostEnvironment environment) =>
        key = new(() =>
        {
            var given = settings[Setting];
            if (given is { Length: > 0 })
            {
                return Import(given.Contains("BEGIN", StringComparison.Ordinal) ? given : File.ReadAllText(given));
            }

            if (!environment.IsDevelopment())
            {
                throw new InvalidOperationException($"Printing needs the setting {Setting.Replace(":", "__", StringComparison.Ordinal)}.");
            }

            return MadeOnce(Path.Combine(environment.ContentRootPath, ".local", "print-key.pem"));
        });

    public ECDsa Key => key.Value;

    /// <summary>What anybody may have to check copies without a network.</summary>
    public string PublicKey => Key.ExportSubjectPublicKeyInfoPem();

    public void Dispose()
    {
        if (key.IsValueCreated)
        {
            key.Value.Dispose();
        }
    }

    private static ECDsa Import(string pem)
    {
        var made = ECDsa.Create();
        made.ImportFromPem(pem);
        return made;
    }

    private static ECDsa MadeOnce(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var own = $"{file}.{Environment.ProcessId}.{Guid.NewGuid():N}";
            File.WriteAllText(own, made.ExportPkcs8PrivateKeyPem());
            try
            {
                File.Move(own, file);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another start was quicker; its key is the one.
                File.Delete(own);
            }
        }

        return Import(File.ReadAllText(file));
    }
}

/// <summary>What a check of a printed copy tells.</summary>
public enum CopyStanding
{
    NotGenuine,
    NotCurrent,
    Current,
}

/// <summary>Makes the code on a printed copy, and tells anybody who has the code whether the copy is genuine and current.</summary>
public sealed class CopyDesk(EpaccsDbContext db, CopySigner signer)
{
    /// <summary>The code for a copy of the plan as it stands.</summary>
    public string CodeFor(Plan plan, DateTimeOffset now) =>
        new CopyCode(
            plan.Id,
            plan.ContentVersion(),
            now,
            CopyCode.DigestOf(PlanText.Of(plan, SectionCatalogue.Plan, hidesLocation: false, since: null))
        ).Sign(signer.Key);

    /// <summary>The picture of an address, for any telephone to read.</summary>
    public static string Picture(string address)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    public async Task<(CopyStanding Standing, CopyCode? Code)> CheckAsync(string? code, CancellationToken cancel)
    {
        if (CopyCode.Read(code, signer.Key) is not { } read)
        {
            return (CopyStanding.NotGenuine, null);
        }

        var current = await db
            .Database.SqlQuery<bool>($"""select copy_is_current({read.PlanId}, {read.Version}) as "Value" """)
            .SingleAsync(cancel);
        return (current ? CopyStanding.Current : CopyStanding.NotCurrent, read);
    }

    public string PublicKey => signer.PublicKey;
}
