using System.ComponentModel;
using System.Diagnostics;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>Runs PostgreSQL's programs as somebody they accept: they refuse to run as root.</summary>
internal sealed class PostgresProcess
{
    private readonly string[] prefix;

    private PostgresProcess(string[] prefix, string? owner) => (this.prefix, Owner) = (prefix, owner);

    /// <summary>The user and group that must own the data, when it is not the user of this process.</summary>
    public string? Owner { get; }

    /// <summary>Directly when not root; else in a user namespace; else, where those are switched off, as another user.</summary>
    public static async Task<PostgresProcess> FindAsync(LocalPostgresOptions options)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new PostgresProcess([], null);
        }

        string[] namespaced = ["unshare", "--user", "--map-user=65534", "--map-group=65534"];
        if (!options.AvoidUserNamespaces && (await ExecuteAsync([.. namespaced, "true"])).Succeeded)
        {
            return new PostgresProcess(namespaced, null);
        }

        var (user, group) = await OtherUserAsync();
        string[] other = ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups"];

        return (await ExecuteAsync([.. other, "true"])).Succeeded
            ? new PostgresProcess(other, $"{user}:{group}")
            : throw new LocalPostgresException(
                "PostgreSQL does not run as root and this machine allows no other way: "
                    + "start EpaccsWeb as an ordinary user, or set ConnectionStrings__Epaccs."
            );
    }

    public Task<PostgresResult> RunAsync(params string[] command) => ExecuteAsync([.. prefix, .. command]);

    /// <summary>Runs a command to its end and returns what it said.</summary>
    public static async Task<PostgresResult> ExecuteAsync(string[] command, string folder = "/")
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A person's own PGDATA, PGPORT or PGOPTIONS must not reach this server.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";

        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception(2);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            return new PostgresResult(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception notFound)
        {
            return new PostgresResult(127, string.Empty, notFound.Message);
        }
    }

    private static async Task<(string User, string Group)> OtherUserAsync()
    {
        var users = (await File.ReadAllLinesAsync("/etc/passwd")).Select(line => line.Split(':')).ToList();
        var chosen = new[] { "postgres", "nobody" }
            .Select(name => users.Find(user => user[0] == name))
            .FirstOrDefault(user => user is { Length: > 3 });

        return chosen is null ? ("65534", "65534") : (chosen[2], chosen[3]);
    }
}

/// <summary>What a program answered.</summary>
internal sealed record PostgresResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    public string LastWords => (Errors + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("nothing");
}
