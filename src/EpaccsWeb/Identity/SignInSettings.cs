namespace EpaccsWeb.Identity;

/// <summary>What an operator may say about sign-in and about the address the website is known by.</summary>
public sealed record SignInSettings(bool RequireSecondFactor, int MostFailedTriesPerAddress, Uri? Site, string Listens)
{
    public static SignInSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("SignIn");
        var site = configuration["Site:Address"];
        return new(
            section.GetValue("RequireSecondFactor", defaultValue: true),
            section.GetValue("MostFailedTriesPerAddress", defaultValue: 300),
            string.IsNullOrWhiteSpace(site) ? null
                : Uri.TryCreate(site, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
                : throw new SettingsException("Site:Address is not an address such as https://plans.example.org."),
            configuration["urls"]?.Split(';')[0].Replace("0.0.0.0", "localhost", StringComparison.Ordinal) ?? "http://localhost:5080"
        );
    }

    /// <summary>A link for a mail: at the stated address of the site, else where this request came in.</summary>
    public string Link(string path, HttpRequest? request) =>
        Site is not null ? new Uri(Site, path).ToString()
        : request is not null ? $"{request.Scheme}://{request.Host}{path}"
        : $"{Listens.TrimEnd('/')}{path}";
}

/// <summary>A setting that the program will not start with, in one sentence.</summary>
public sealed class SettingsException(string message) : Exception(message);
