using EpaccsWeb.Hosting;
using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>A website that would be unsafe in Production does not start, and says what to set.</summary>
public sealed class SafeStartTests
{
    [Theory]
    [InlineData("Production", "SignIn:RequireSecondFactor", "false", "in Development only")]
    [InlineData("Production", "ConnectionStrings:Epaccs", "", "private PostgreSQL is not for Production")]
    [InlineData("Production", "Site:Address", "http://plans.example.org", "https://")]
    [InlineData("Development", "Site:Address", "plans", "not an address")]
    [InlineData("Development", "SignIn:RequireSecondFactor", "false", null)]
    [InlineData("Production", "Site:Address", "https://plans.example.org", null)]
    [InlineData("Production", "DataProtection:Certificate", "", "PKCS 12 file that protects the keys")]
    [InlineData("Production", "DataProtection:Certificate", "nothing.pfx", "not a certificate file")]
    [InlineData("Production", "Database:Transport", "plain", "must be verified, encrypted or local")]
    [InlineData("Production", "Database:Transport", "local", "names another machine")]
    [InlineData("Production", "Database:Transport", "encrypted", null)]
    [InlineData("Development", "DataProtection:Certificate", "", null)]
    public void Production_does_not_start_with_what_is_unsafe(string environment, string setting, string value, string? says) =>
        Starts(environment, says, setting, value);

    [Fact]
    public void Production_does_not_start_with_the_passphrase_everybody_tries_first() =>
        Starts("Production", "everybody tries first", "ConnectionStrings:Epaccs", DatabaseWith("postgres"));

    [Fact]
    public void Production_does_not_start_with_a_short_passphrase() =>
        Starts("Production", "shorter than 16", "ConnectionStrings:EpaccsOwner", DatabaseWith("fifteen-letters"));

    [Theory]
    [InlineData(SslMode.Prefer, "verified", "db", "SSL Mode=VerifyFull")]
    [InlineData(SslMode.Require, "verified", "db", "SSL Mode=VerifyFull")]
    [InlineData(SslMode.VerifyFull, "verified", "a,b", null)]
    [InlineData(SslMode.Prefer, "encrypted", "db", "SSL Mode=Require")]
    [InlineData(SslMode.Require, "encrypted", "db", null)]
    [InlineData(SslMode.Disable, "local", "/run/postgresql", null)]
    [InlineData(SslMode.Disable, "local", "localhost", null)]
    [InlineData(SslMode.Disable, "local", "localhost,db", "names another machine")]
    [InlineData(SslMode.Disable, "verified", "/run/postgresql", "SSL Mode=VerifyFull")]
    public void Production_reaches_the_database_by_checked_tls_unless_told_otherwise(
        SslMode mode,
        string transport,
        string host,
        string? says
    ) =>
        Starts(
            "Production",
            says,
            "ConnectionStrings:Epaccs",
            new NpgsqlConnectionStringBuilder(DatabaseWith("a-long-random-value")) { SslMode = mode, Host = host }.ConnectionString,
            transport
        );

    [Theory]
    [InlineData("EpaccsOwner")]
    [InlineData("EpaccsReadOnly")]
    [InlineData("EpaccsReports")]
    public void Production_asks_the_same_of_every_connection_string_it_uses(string name) =>
        Starts("Production", $"ConnectionStrings:{name} must say", $"ConnectionStrings:{name}", "Host=db;SSL Mode=Require");

    private static string DatabaseWith(string passphrase) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "db",
            Username = "x",
            Password = passphrase,
            SslMode = SslMode.VerifyFull,
        }.ConnectionString;

    private static void Starts(string environment, string? says, string setting, string value, string transport = "verified")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["ConnectionStrings:Epaccs"] = DatabaseWith("a-long-random-value");
        builder.Configuration["SignIn:RequireSecondFactor"] = "true";
        builder.Configuration["DataProtection:Certificate"] = TestCertificate.FileName;
        builder.Configuration["Database:Transport"] = transport;
        builder.Configuration[setting] = value;

        var why = SafeStart.WhyNot(builder);

        if (says is null)
        {
            Assert.Null(why);
        }
        else
        {
            Assert.Contains(says, why, StringComparison.Ordinal);
        }
    }
}
