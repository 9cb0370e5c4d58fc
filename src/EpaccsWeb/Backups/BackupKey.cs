namespace EpaccsWeb.Backups;

/// <summary>The key of all backups. Nothing is written without it; who loses it has lost the backups.</summary>
internal static class BackupKey
{
    private const int Length = 32;

    public static byte[] Read(IConfiguration configuration)
    {
        var given = configuration["Backup:Key"];
        var file = configuration["Backup:KeyFile"];
        if (string.IsNullOrWhiteSpace(given) && string.IsNullOrWhiteSpace(file))
        {
            throw new BackupException(
                "Backups are encrypted, and no key is set: make one with \"openssl rand -base64 32\", keep a copy away from the backups, "
                    + "and name its file in Backup__KeyFile."
            );
        }

        try
        {
            var key = Convert.FromBase64String((string.IsNullOrWhiteSpace(given) ? File.ReadAllText(file!) : given).Trim());
            return key.Length == Length ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new BackupException("The key of the backups must be 32 bytes in base64.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupException("The file of Backup__KeyFile cannot be read.", failure);
        }
    }
}
