using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace EpaccsWeb.Hosting;

/// <summary>Tells that the database cannot be asked, so that whoever waits is told so by a page that asks nothing of it.</summary>
public static class DatabaseAway
{
    private static readonly object Item = new();

    /// <summary>
    /// Connections, resources, operators' interventions, its disk, and a standby that may not write: all pass. What the database
    /// answers to a wrong question does not.
    /// </summary>
    private static readonly string[] Passing = ["08", "25006", "53", "57", "58"];

    /// <summary>Whether a failure, or what caused it, is that the database is away.</summary>
    public static bool Is(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is PostgresException said)
            {
                return Array.Exists(Passing, state => said.SqlState.StartsWith(state, StringComparison.Ordinal));
            }

            if (failure is NpgsqlException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it refused to write because it only reads: then nothing at all was saved.</summary>
    public static bool IsReadOnly(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// For where nothing may be thrown: who signs in is looked up before every page, and the page that tells of the failure is one.
    /// </summary>
    public static void Note(HttpContext http, Exception failure) => http.Items[Item] = failure;

    /// <summary>Goes no further when a failure was noted, except to tell of it.</summary>
    public static IApplicationBuilder UseDatabaseAway(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Items[Item] is Exception failure && context.Features.Get<IExceptionHandlerFeature>() is null)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }

                return next(context);
            }
        );
}
