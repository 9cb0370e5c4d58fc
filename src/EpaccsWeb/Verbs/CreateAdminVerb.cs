using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Verbs;

/// <summary>Invites the first administrator of an empty system, who invites everybody else.</summary>
internal static class CreateAdminVerb
{
    /// <summary>Code of the organisation that the first administrator stands in until the real ones are entered.</summary>
    private const string OperatorCode = "OPERATOR";

    private const string Help = """
        create-admin EMAIL
          Makes the first administrator of an empty system and prints a link, which works once, for seven days. Whoever opens it
          chooses a passphrase and a second factor. Asked again before the link was used, it makes another and the first works no more.
          Exit code: 0 the link was printed; 1 there is an administrator already; 2 wrong usage
        """;

    public static Verb Verb { get; } = new("create-admin", Help, RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        if (run.Args is not [{ Length: > 0 } email] || email.StartsWith('-'))
        {
            throw new VerbProblem(Help, 2);
        }

        SignInSettings settings;
        try
        {
            settings = SignInSettings.Read(run.Configuration);
        }
        catch (SettingsException problem)
        {
            throw new VerbProblem(problem.Message, 2);
        }

        await using var database = await run.DatabaseAsync();
        await database.MigrateAsync(run.Cancel);
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(settings)
            .AddHttpContextAccessor()
            .AddScoped<RequestIdentity>()
            .AddScoped<AccountMail>()
            .AddScoped<Invitations>()
            .AddData(database.AppConnection)
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var link = await InviteAsync(scope.ServiceProvider, email, run.Cancel);
        Console.WriteLine("Open this link within seven days. It works once; whoever has it becomes the administrator.");
        Console.WriteLine(link);
        return 0;
    }

    private static async Task<string> InviteAsync(IServiceProvider services, string email, CancellationToken cancel)
    {
        var db = services.GetRequiredService<EpaccsDbContext>();
        var invitations = services.GetRequiredService<Invitations>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var turn = await db
            .Database.SqlQuery<int>($"""select 1 as "Value" from (select pg_advisory_xact_lock(4994012345679)) as taken""")
            .ToListAsync(cancel);
        var administrators = await db
            .Posts.Where(post => post.Role == Role.SystemAdministrator)
            .Join(db.Users, post => post.UserId, user => user.Id, (post, user) => user)
            .ToListAsync(cancel);
        if (turn.Count == 1 && administrators is [{ PasswordHash: null } invited] && LookAlikes.SkeletonOf(email) == invited.Skeleton)
        {
            var again = await invitations.ResendAsync(invited.Id, by: null, cancel);
            await transaction.CommitAsync(cancel);
            return again!;
        }

        if (administrators.Count > 0)
        {
            throw new VerbProblem("There is an administrator already, who can invite others. Nothing was changed.");
        }

        var operatorId = await OrganisationAsync(db, cancel);
        var today = London.Day(TimeProvider.System.GetUtcNow());
        var outcome = await invitations.InviteAsync(
            email,
            "System administrator",
            [new NewPost(operatorId, Role.SystemAdministrator, Senior: false, Urgent: false, today)],
            by: null,
            cancel
        );
        if (outcome is not InviteOutcome.Sent sent)
        {
            throw new VerbProblem(((InviteOutcome.Refused)outcome).Sentence, 2);
        }

        await transaction.CommitAsync(cancel);
        return sent.Link;
    }

    private static async Task<Guid> OrganisationAsync(EpaccsDbContext db, CancellationToken cancel)
    {
        if (await db.Organisations.SingleOrDefaultAsync(row => row.OdsCode == OperatorCode, cancel) is { } known)
        {
            return known.Id;
        }

        var operators = new Organisation
        {
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            OdsCode = OperatorCode,
            Name = "Operator of this service",
            Kind = OrganisationKind.CareBoard,
        };
        db.Add(operators);
        await db.SaveChangesAsync(cancel);
        return operators.Id;
    }
}
