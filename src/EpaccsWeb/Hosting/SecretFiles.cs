namespace EpaccsWeb.Hosting;

/// <summary>Settings that are secrets, each in a file of its own: the file's name is the setting's, as ConnectionStrings__Epaccs.</summary>
public static class SecretFiles
{
    /// <summary>Reads the folder that Secrets:Directory names; why it cannot, or null.</summary>
    public static string? Add(IConfigurationManager configuration)
    {
        if (configuration["Secrets:Directory"] is not { Length: > 0 } folder)
        {
            return null;
        }

        if (!Directory.Exists(folder))
        {
            return "Secrets:Directory names a folder that is not there.";
        }

        try
        {
            configuration.AddKeyPerFile(folder, optional: false);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "A file in the folder that Secrets:Directory names cannot be read.";
        }
    }
}
