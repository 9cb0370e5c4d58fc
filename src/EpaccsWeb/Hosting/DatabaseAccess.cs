using Npgsql;

namespace EpaccsWeb.Hosting;

/// <summary>Outside Development PostgreSQL is reached by TLS with its certificate checked, and with a password that nobody guesses.</summary>
public static class DatabaseAccess
{
    private const int ShortestPassword = 16;

    private static readonly string[] Known =
    [
        "postgres",
        "password",
        "epaccs",
        "epaccs_app",
        "changeme",
        "change-me",
        "secret",
        "admin",
        "postgresql",
        "123456",
    ];

    /// <summary>Why the website does not use a connection string; null when it may, or when there is none.</summary>
    public static string? WhyNot(IConfiguration configuration, string name)
    {
        if (configuration.GetConnectionString(name) is not { Length: > 0 } text)
        {
            return null;
        }

        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new(text);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            return $"ConnectionStrings:{name} cannot be read.";
        }

        return connection.Password is { Length: > 0 } password && Known.Contains(password, StringComparer.OrdinalIgnoreCase)
                ? $"The password in ConnectionStrings:{name} is one that everybody tries first. Set another."
            : connection.Password is { Length: > 0 and < ShortestPassword }
                ? $"The password in ConnectionStrings:{name} is shorter than {ShortestPassword} letters. Set a longer one."
            : WhyNotBy(connection, configuration["Database:Transport"] ?? "verified", name);
    }

    private static string? WhyNotBy(NpgsqlConnectionStringBuilder connection, string transport, string name) =>
        transport switch
        {
            "verified" => connection.SslMode is SslMode.VerifyFull
                ? null
                : $"ConnectionStrings:{name} must say SSL Mode=VerifyFull, and Root Certificate=FILE if its authority is your own. "
                    + "Set Database:Transport to local for a socket of this machine, or to encrypted if the certificate cannot be checked.",
            "encrypted" => connection.SslMode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull
                ? null
                : $"ConnectionStrings:{name} must say SSL Mode=Require or better, since Database:Transport is encrypted.",
            "local" => (connection.Host ?? string.Empty).Split(',').All(IsHere)
                ? null
                : $"ConnectionStrings:{name} names another machine, but Database:Transport is local.",
            _ => "Database:Transport must be verified, encrypted or local.",
        };

    private static bool IsHere(string host) =>
        host.Trim() is var one && (one.StartsWith('/') || one is "localhost" or "127.0.0.1" or "::1");
}
