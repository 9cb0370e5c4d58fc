using System.Security.Cryptography;
using EpaccsWeb.PrivatePostgres;

namespace EpaccsWeb.AuditChain;

/// <summary>Where the heads of the audit chain are kept outside the database, and the key that signs them.</summary>
/// <param name="AnchorFile">An append-only file, best on another disk or machine; each node has its own.</param>
/// <param name="Key">The same for every node and for verify-audit; whoever owns the database must not have it.</param>
/// <param name="KeyIsBeside">The key was made here, beside the anchors, because none was set.</param>
public sealed record AuditChainOptions(string AnchorFile, byte[] Key, bool KeyIsBeside)
{
    private const int KeyLength = 32;

    /// <summary>Reads the section "Audit": AnchorFile, AnchorKey (base64) or AnchorKeyFile.</summary>
    public static AuditChainOptions Read(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection("Audit");
        var file = Path.GetFullPath(Set(section["AnchorFile"]) ?? Path.Combine(LocalFolder(configuration, contentRoot), "anchors.jsonl"));
        if (Set(section["AnchorKey"]) is { } given)
        {
            return new(file, Decoded(given, "Audit__AnchorKey"), KeyIsBeside: false);
        }

        var keyFile = Set(section["AnchorKeyFile"]);
        return new(file, KeyOf(keyFile ?? Path.Combine(Path.GetDirectoryName(file)!, "anchor.key")), KeyIsBeside: keyFile is null);
    }

    /// <summary>Beside the private database, so that whoever throws that away throws its anchors away too.</summary>
    private static string LocalFolder(IConfiguration configuration, string contentRoot) =>
        configuration.GetConnectionString("Epaccs") is { Length: > 0 }
            ? Path.Combine(contentRoot, ".local", "audit")
            : Path.Combine(LocalPostgresOptions.From(configuration, contentRoot).Directory, "audit");

    private static byte[] KeyOf(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var made = path + "." + Guid.NewGuid().ToString("N");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var text = new StreamWriter(made, options))
            {
                text.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));
            }

            try
            {
                File.Move(made, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was first; its key holds.
                File.Delete(made);
            }
        }

        return Decoded(File.ReadAllText(path), "The file of Audit__AnchorKeyFile");
    }

    private static byte[] Decoded(string text, string what)
    {
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length >= KeyLength
            ? key[..length]
            : throw new InvalidOperationException($"{what} must hold at least {KeyLength} bytes in base64.");
    }

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
