using EpaccsWeb.Data;
using EpaccsWeb.Hosting;

namespace EpaccsWeb.Verbs;

/// <summary>One command of the program besides the website, such as migrate.</summary>
public sealed record Verb(string Name, string Help, Func<VerbRun, Task<int>> Work)
{
    private static readonly Verb[] All =
    [
        MigrateVerb.Verb,
        DemoDataVerb.Verb,
        ImportVerb.Verb,
        CreateAdminVerb.Verb,
        VerifyAuditVerb.Verb,
        PutAwayAuditVerb.Verb,
        CheckPrintVerb.Verb,
        TrainingResetVerb.Verb,
        AssuranceVerb.Verb,
        BackupVerbs.Backup,
        BackupVerbs.ArchiveWal,
        BackupVerbs.Restore,
        BackupVerbs.RestoreDrill,
    ];

    /// <summary>The verb the arguments name; null when they start the website.</summary>
    public static Verb? Named(string[] args) =>
        args is [{ Length: > 0 } name, ..] && !name.StartsWith('-') ? Array.Find(All, verb => verb.Name == name) ?? Unknown(name) : null;

    /// <summary>Whether the surroundings say which environment this is: a verb then takes it by the website's own rule.</summary>
    private static bool IsEnvironmentNamed =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is not null
        || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is not null;

    /// <summary>Runs it; the answer is the program's exit code.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        try
        {
            var builder = WebApplication.CreateBuilder(
                new WebApplicationOptions { EnvironmentName = IsEnvironmentNamed ? null : Environments.Development }
            );
            if (SecretFiles.Add(builder.Configuration) is { } unreadable)
            {
                throw new VerbProblem(unreadable, 2);
            }

            return await Work(new VerbRun(args, builder.Configuration, builder.Environment, stop.Token));
        }
        catch (VerbProblem problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return problem.ExitCode;
        }
        catch (Npgsql.NpgsqlException failure)
        {
            await Console.Error.WriteLineAsync($"The database could not do this: {failure.Message.Split('\n')[0]}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped; nothing was half done.");
            return 130;
        }
    }

    private static Verb Unknown(string name) =>
        new(
            name,
            $"Verbs: {string.Join(", ", All.Select(verb => verb.Name))}. Each has --help.",
            _ => throw new VerbProblem($"There is no verb \"{name}\". Verbs: {string.Join(", ", All.Select(verb => verb.Name))}.", 2)
        );
}

/// <summary>What a verb works with.</summary>
public sealed record VerbRun(string[] Args, IConfiguration Configuration, IHostEnvironment Environment, CancellationToken Cancel)
{
    /// <summary>Finds or starts the database that the website uses.</summary>
    public Task<EpaccsDatabase> DatabaseAsync() => EpaccsDatabase.ReachAsync(Configuration, Environment, Console.WriteLine, Cancel);

    /// <summary>The value after a named option, or null.</summary>
    public string? Option(string name)
    {
        var at = Array.IndexOf(Args, name);
        return at < 0 ? null
            : at + 1 < Args.Length ? Args[at + 1]
            : throw new VerbProblem($"{name} needs a value.", 2);
    }

    public bool Has(string name) => Args.Contains(name);
}

/// <summary>Why a verb could not do its work, in one sentence for the person who typed it.</summary>
public sealed class VerbProblem(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
