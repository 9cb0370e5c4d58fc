using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Identity;
using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Hosting;

/// <summary>What the website does not start with, and what it advises: one sentence each.</summary>
public static class SafeStart
{
    /// <summary>Why the website does not start; null when it may.</summary>
    public static string? WhyNot(WebApplicationBuilder builder)
    {
        try
        {
            var settings = SignInSettings.Read(builder.Configuration);
            if (builder.Environment.IsDevelopment())
            {
                return null;
            }

            if (string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Epaccs")))
            {
                LocalPostgresOptions.From(builder.Configuration, builder.Environment.ContentRootPath).RefuseIn(builder.Environment);
            }

            using var certificate = KeyRingSetup.ReadCertificate(builder.Configuration);
            return !settings.RequireSecondFactor ? "SignIn:RequireSecondFactor can be switched off in Development only."
                : DatabaseAccess.WhyNot(builder.Configuration, "Epaccs") is { } app ? app
                : DatabaseAccess.WhyNot(builder.Configuration, "EpaccsOwner") is { } owner ? owner
                : DatabaseAccess.WhyNot(builder.Configuration, "EpaccsReadOnly") is { } standby ? standby
                : DatabaseAccess.WhyNot(builder.Configuration, "EpaccsReports") is { } reports ? reports
                : settings.Site is { Scheme: not "https", Host: not "localhost" }
                    ? "Site:Address must start with https:// outside Development."
                : certificate is null
                    ? "DataProtection:Certificate is not set. It names the PKCS 12 file that protects the keys of cookies in the database; every node needs the same."
                : null;
        }
        catch (Exception problem) when (problem is SettingsException or LocalPostgresException)
        {
            return problem.Message;
        }
    }

    /// <summary>Why the website does not serve this database; null when it may. Everybody knows the demo accounts' passphrase.</summary>
    public static async Task<string?> WhyNotAsync(EpaccsDatabase database, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            return null;
        }

        await using var connection = new NpgsqlConnection(database.AppConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select exists (select from users where enabled and email like '%@' || $1)", connection)
        {
            Parameters = { new() { Value = DemoAccounts.Domain } },
        };
        try
        {
            return await command.ExecuteScalarAsync() is true
                ? "This database holds demo accounts, which are for Development only: use another database, or disable them."
                : null;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return "The database is not at this version. Run migrate first.";
        }
    }

    /// <summary>What an operator should still set.</summary>
    public static IEnumerable<string> Advice(IConfiguration configuration)
    {
        if (configuration["Site:Address"] is null or "")
        {
            yield return "Site:Address is not set, so the website answers on this machine only.";
        }

        if (configuration["Site:Proxies"] is null or "")
        {
            yield return "Site:Proxies is not set: behind a proxy all users come from its one address, where a flood of wrong passphrases keeps everybody from signing in by theirs.";
        }

        if (configuration["Mail:Server"] is null or "")
        {
            yield return "Mail:Server is not set, so invitations are put into a folder and reach nobody.";
        }
    }
}
