namespace EpaccsWeb.PrivatePostgres;

/// <summary>Where the private PostgreSQL keeps its data, and which programs it runs.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>The folder that holds everything of this server.</summary>
    public required string Directory { get; init; }

    /// <summary>For tests only: a crash of the machine may lose the data.</summary>
    public bool FastAndUnsafe { get; init; }

    /// <summary>The folder with initdb, pg_ctl and postgres; null to look for it.</summary>
    public string? Binaries { get; init; }

    /// <summary>The folder of EpaccsWeb.sln, or null outside a checkout.</summary>
    public string? Checkout { get; init; }

    /// <summary>When root, run the server as another user at once instead of trying a user namespace first.</summary>
    public bool AvoidUserNamespaces { get; init; }

    /// <summary>Somebody has asked for the private server in Production.</summary>
    public bool AllowInProduction { get; init; }

    /// <summary>Reads the section "LocalPostgres"; without it the data are in .local/postgres of the checkout.</summary>
    public static LocalPostgresOptions From(IConfiguration configuration, string contentRoot)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("LocalPostgres");
        var checkout = FindCheckout(contentRoot);

        return new LocalPostgresOptions
        {
            Directory = Set(section["Directory"]) ?? Path.Combine(checkout ?? contentRoot, ".local", "postgres"),
            Binaries = Set(section["Binaries"]),
            Checkout = checkout,
            AvoidUserNamespaces = section.GetValue<bool>("AvoidUserNamespaces"),
            AllowInProduction = section.GetValue<bool>("AllowInProduction"),
        };
    }

    /// <summary>A fast server for tests, apart from the one that a person works with; settings from the environment.</summary>
    public static LocalPostgresOptions ForTests(string? directory = null)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var options = From(settings, AppContext.BaseDirectory);
        var beside = Path.Combine(options.Checkout ?? Path.GetTempPath(), ".local", "postgres-tests");

        return options with
        {
            Directory = directory ?? beside,
            FastAndUnsafe = true,
        };
    }

    /// <summary>Production needs a managed server: refuses there unless somebody asked for this one.</summary>
    public void RefuseIn(IHostEnvironment environment)
    {
        if (environment.IsProduction() && !AllowInProduction)
        {
            throw new LocalPostgresException(
                "The private PostgreSQL is not for Production: set ConnectionStrings__Epaccs to your own server, "
                    + "or LocalPostgres__AllowInProduction to true if you know why."
            );
        }
    }

    // A compose file or a shell often passes on a variable that is there and empty.
    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string? FindCheckout(string start) =>
        new[] { start, AppContext.BaseDirectory }.Select(Upwards).FirstOrDefault(found => found is not null);

    private static string? Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EpaccsWeb.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
