using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Answers "why can X see Y?" with the gate's facts and the same rules. It opens nothing and names nobody.</summary>
public sealed class AccessExplainer(
    EpaccsDbContext db,
    RecordGate gate,
    SignInDesk desk,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock
)
{
    /// <summary>Privacy officers ask about anyone; administrators about users of their own organisation.</summary>
    public static bool AsksOfAnyone(Actor actor) => actor.Has(Permission.Audit);

    /// <summary>One explanation for each post of the user that the asker may ask about; none when the user is not found.</summary>
    public async Task<IReadOnlyList<ExplainedPost>> ExplainAsync(string user, NhsNumber number, Actor asker, CancellationToken cancel)
    {
        var posts = await PostsAsync(user.Trim(), asker, cancel);
        var person = await PersonAsync(number, cancel);
        var answers = new List<ExplainedPost>();
        foreach (var post in posts)
        {
            answers.Add(new(post.Signature, await OfAsync(post, person, asker, cancel)));
        }

        await journal.WriteAsync(
            AuditEntry.By(asker, AuditAction.AuditViewed, $"why: {answers.Count} posts", request.Id, clock.GetUtcNow(), person)
        );
        return answers;
    }

    private async Task<AccessExplanation> OfAsync(Actor post, Guid? person, Actor asker, CancellationToken cancel)
    {
        var facts = await gate.FactsAsync(person ?? Guid.Empty, post, cancel);
#pragma warning disable RS0030 // the one explanation
        var record = RecordGate.Suppose(facts, new(RecordPart.Overview, Writes: false));
        var card = RecordGate.Suppose(facts, new(RecordPart.Urgent, Writes: false));
#pragma warning restore RS0030
        var opens = record is AccessDecision.Granted || card is AccessDecision.Granted;
        // An administrator must not learn here who has a record that the organisation does not open.
        return opens || AsksOfAnyone(asker)
            ? AccessExplanation.Of(facts, record, card, await LinksAsync(facts, cancel))
            : AccessExplanation.OfNothing(facts);
    }

    private async Task<List<Actor>> PostsAsync(string user, Actor asker, CancellationToken cancel)
    {
        var email = user.ToUpperInvariant();
        var found = await db
            .Users.Where(row => row.NormalizedEmail == email || row.DisplayName == user)
            .Select(row => row.Id)
            .Take(2)
            .ToListAsync(cancel);
        return found.Count == 1
            ?
            [
                .. (await desk.PostsAsync(found[0], cancel)).Where(post =>
                    AsksOfAnyone(asker) || post.OrganisationId == asker.OrganisationId
                ),
            ]
            : [];
    }

    private async Task<Guid?> PersonAsync(NhsNumber number, CancellationToken cancel)
    {
        var found = await db
            .Database.SqlQuery<Guid>($"""select id as "Value" from record_of({number.Digits}, {Guid.Empty})""")
            .ToListAsync(cancel);
        return found.Count == 0 ? null : found[0];
    }

    private async Task<List<HeldLink>> LinksAsync(AccessFacts facts, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        db.Acting = RowContext.Gate(facts.Actor, facts.PatientId);
        var rows = await db
            .Database.SqlQuery<LinkRow>(
                $"""
                select source as "Source", user_id is not null as "Own", started_at as "Since", ends_at as "Until",
                       started_at <= {now} and (ends_at is null or ends_at > {now}) as "InForce"
                from relationships
                where patient_id = {facts.PatientId} and organisation_id = {facts.Actor.OrganisationId}
                  and (user_id is null or user_id = {facts.Actor.UserId})
                order by "InForce" desc, started_at desc
                limit 20
                """
            )
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new HeldLink(
                Slug.Parse<RelationshipSource>(row.Source)!.Value,
                row.Own,
                row.Since,
                row.Until,
                row.InForce
            )),
        ];
    }

    private sealed record LinkRow(string Source, bool Own, DateTimeOffset Since, DateTimeOffset? Until, bool InForce);
}

/// <summary>A user in one post, and why that post opens the record or not.</summary>
public sealed record ExplainedPost(string User, AccessExplanation Explanation);
