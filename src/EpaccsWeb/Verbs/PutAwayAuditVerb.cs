using System.Globalization;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Verbs;

/// <summary>Puts months of the audit away whose time is over; what is left still proves itself.</summary>
internal static class PutAwayAuditVerb
{
    /// <summary>An audit is kept as long as the records it is about.</summary>
    private const int UsualYears = 8;

    private const string Help = """
        put-away-audit --before YYYY-MM
          Takes every month before this one out of the audit and into the schema audit_archive, with the seals and
          checkpoints that prove it. The website cannot read it there. Copy it with pg_dump, then drop it.
          Refuses months younger than Audit__KeepYears (8), and an audit that is not whole.
          Exit code: 0 done; 1 refused; 2 wrong usage
        """;

    public static Verb Verb { get; } = new("put-away-audit", Help, RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        if (
            run.Args.Length != 2
            || !DateOnly.TryParseExact(run.Option("--before"), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var before)
        )
        {
            throw new VerbProblem(Help, 2);
        }

        var years = run.Configuration.GetValue("Audit:KeepYears", UsualYears);
        var now = TimeProvider.System.GetUtcNow();
        if (before > DateOnly.FromDateTime(now.UtcDateTime).AddYears(-years))
        {
            throw new VerbProblem($"The audit is kept for {years} years (Audit__KeepYears): {before:yyyy-MM} is younger.");
        }

        await using var database = await run.DatabaseAsync();
        await using var pool = EpaccsDatabase.Pool(database.AppConnection);
        var anchors = new AnchorFile(AuditChainOptions.Read(run.Configuration, run.Environment.ContentRootPath));
        if ((await new AuditVerifier(anchors).VerifyAsync(pool, null, run.Cancel)).Findings is [var finding, ..])
        {
            throw new VerbProblem($"The audit is not whole: {finding.Sentence}.");
        }

        await using var owner = new NpgsqlConnection(database.OwnerConnection);
        await owner.OpenAsync(run.Cancel);
        try
        {
            var months = await AuditMonths.PutAwayAsync(owner, before, now, run.Cancel);
            Console.WriteLine(
                months.Count == 0
                    ? "There is no month before it."
                    : $"Put away into audit_archive: {months.Count} months, {months[0]} to {months[^1]}"
            );
            return 0;
        }
        catch (InvalidOperationException refused)
        {
            throw new VerbProblem(refused.Message);
        }
    }
}
