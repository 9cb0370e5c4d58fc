using System.Data.Common;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Pools of connections: for work, for reading from a standby, for reports, for looking whether the primary is there.</summary>
public sealed partial class EpaccsDatabase
{
    private const int SecondsToConnect = 4;
    private const string TakeRole = $"set role {AppRole}";

    /// <summary>A pool of connections that work as the website's role.</summary>
    public static NpgsqlDataSource Pool(string connection) => Pool(connection, TargetSessionAttributes.Primary);

    /// <summary>The same over a standby. Should it be promoted, it still takes no writes by this way.</summary>
    public static NpgsqlDataSource ReadingPool(string connection) => Pool(connection, TargetSessionAttributes.Standby);

    /// <summary>The same for reports: a standby where the connection string names one that answers, else the primary. It takes no writes either.</summary>
    public static NpgsqlDataSource CountingPool(string connection) => Pool(connection, TargetSessionAttributes.PreferStandby);

    /// <summary>Two connections by which is looked whether the primary is there.</summary>
    public static NpgsqlDataSource LookingPool(string connection) =>
        Pool(
            new NpgsqlConnectionStringBuilder(connection)
            {
                Pooling = true,
                MinPoolSize = 0,
                MaxPoolSize = 2,
                Timeout = SecondsOfALook,
                CommandTimeout = SecondsOfALook,
            }.ConnectionString
        );

    private static NpgsqlDataSource Pool(string connection, TargetSessionAttributes part)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        // A pooler between may not know prepared statements: they are on unless the connection string sets Max Auto Prepare.
        var said = new DbConnectionStringBuilder { ConnectionString = connection };
        if (!said.ContainsKey("Max Auto Prepare"))
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 2);
        }

        // So long does giving a command up take as well, when the server hangs.
        if (!said.ContainsKey("Timeout"))
        {
            settings.Timeout = SecondsToConnect;
        }

        // Several hosts are a primary and its standbys. Everything goes to the primary: a standby may not have heard yet that a plan was
        // changed or a way in has ended. A short look again finds a standby that was promoted.
        var several = settings.Host?.Contains(',', StringComparison.Ordinal) is true;
        if (several)
        {
            settings.Remove("Target Session Attributes");
            settings.HostRecheckSeconds = Math.Min(settings.HostRecheckSeconds, MostSecondsBetweenLooks);
        }

        // Said as the connection begins. Set afterwards it would stay, behind a pooler, with whoever comes next and wants to save.
        if (part is not TargetSessionAttributes.Primary)
        {
            settings.Options = $"{settings.Options} -c default_transaction_read_only=on".TrimStart();
        }

        // The name stands in metrics; without one it would be the connection string.
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString)
        {
            Name = part switch
            {
                TargetSessionAttributes.Standby => "epaccs-standby",
                TargetSessionAttributes.PreferStandby => "epaccs-reports",
                _ => "epaccs",
            },
        };
        builder.ConfigureTracing(tracing => tracing.EnableFirstResponseEvent(false));
        if (settings.Username != AppRole)
        {
            builder.UsePhysicalConnectionInitializer(
                physical =>
                {
                    using var command = new NpgsqlCommand(TakeRole, physical);
                    command.ExecuteNonQuery();
                },
                async physical =>
                {
                    await using var command = new NpgsqlCommand(TakeRole, physical);
                    await command.ExecuteNonQueryAsync();
                }
            );
        }

        return several ? builder.BuildMultiHost().WithTargetSession(part) : builder.Build();
    }

    /// <summary>A pool of connections that work as the owner: for bulk loading into a demonstration only.</summary>
    /// <param name="resets">False for a yardstick that leaves nothing behind on a connection.</param>
    public NpgsqlDataSource OwnerPool(bool resets = true) =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(owner)
            {
                MaxAutoPrepare = 20,
                AutoPrepareMinUsages = 2,
                NoResetOnClose = !resets,
            }.ConnectionString
        );
}
