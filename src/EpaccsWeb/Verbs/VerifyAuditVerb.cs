using System.Diagnostics;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Verbs;

/// <summary>Walks the audit's chains and says whether anything was changed, removed or re-ordered.</summary>
internal static class VerifyAuditVerb
{
    private const string Help = """
        verify-audit [--accept-restore REASON]
          Walks the audit: every entry, its place, and the heads kept outside the database (Audit__AnchorFile).
          --accept-restore REASON  after a restore to an earlier moment: records, signed, that what was anchored
                                   beyond it counts no more. Only a cut-off end is accepted; anything else is not.
          Exit code: 0 whole; 1 something was changed, removed or re-ordered (the first bad entry is named); 2 wrong usage
        """;

    public static Verb Verb { get; } = new("verify-audit", Help, RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var reason = run.Option("--accept-restore");
        if (run.Args.Length > (reason is null ? 0 : 2))
        {
            throw new VerbProblem(Help, 2);
        }

        await using var database = await run.DatabaseAsync();
        await using var pool = EpaccsDatabase.Pool(database.AppConnection);
        var anchors = new AnchorFile(AuditChainOptions.Read(run.Configuration, run.Environment.ContentRootPath));
        var verifier = new AuditVerifier(anchors);
        try
        {
            var found = await verifier.VerifyAsync(pool, Progress(), run.Cancel);
            if (reason is not null && !found.IsWhole)
            {
                await AcceptAsync(pool, anchors, reason, found, run.Cancel);
                found = await verifier.VerifyAsync(pool, Progress(), run.Cancel);
            }

            return Print(found, anchors);
        }
        catch (PostgresException missing)
            when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction)
        {
            throw new VerbProblem("The database is not at this version. Run migrate first.");
        }
    }

    private static async Task AcceptAsync(
        NpgsqlDataSource pool,
        AnchorFile anchors,
        string reason,
        Verification found,
        CancellationToken cancel
    )
    {
        if (
            string.IsNullOrWhiteSpace(reason)
            || found.Findings.Any(finding => !finding.Sentence.StartsWith("the end of", StringComparison.Ordinal))
        )
        {
            throw new VerbProblem($"This is not a restore alone: {found.Findings[0].Sentence}.");
        }

        await using var connection = await pool.OpenConnectionAsync(cancel);
        anchors.WriteRestored(await ChainRows.HeadsAsync(connection, cancel), reason, TimeProvider.System.GetUtcNow());
        Console.WriteLine($"Restore recorded: {found.Findings.Count:N0} chains had been anchored beyond what is here.");
    }

    private static int Print(Verification found, AnchorFile anchors)
    {
        Console.WriteLine(
            $"Entries: {found.Entries:N0} sealed and checked, {found.Checkpoints:N0} checkpoints, {found.Anchors:N0} anchors"
        );
        Console.WriteLine(
            found.Unsealed == 0
                ? "Unsealed: none"
                : $"Unsealed: {found.Unsealed:N0}, the oldest from {found.OldestUnsealed:yyyy-MM-dd HH:mm:ss}Z (the running website seals them within seconds)"
        );
        if (found.Anchors == 0)
        {
            Console.WriteLine($"No anchors in {anchors.Path}: a cut-off end or a chain made anew could not be seen.");
        }

        if (found.IsWhole)
        {
            Console.WriteLine("The audit is whole.");
            return 0;
        }

        Console.WriteLine($"FIRST BAD: {found.Findings[0].Sentence}");
        foreach (var other in found.Findings.Skip(1))
        {
            Console.WriteLine($"Also: {other.Sentence}");
        }

        return 1;
    }

    private static Action<long> Progress()
    {
        var since = Stopwatch.StartNew();
        return walked =>
        {
            if (since.Elapsed.TotalSeconds >= 2)
            {
                since.Restart();
                Console.WriteLine($"Entries: {walked:N0} checked");
            }
        };
    }
}
