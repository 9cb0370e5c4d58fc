using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Rights;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access.Rights;

/// <summary>The decision about a request: refused, or signed off with what is kept back.</summary>
public sealed partial class SubjectDesk
{
    private const string Moved = "The record is held by another organisation now, which has to answer. Take the request down again.";

    /// <summary>Refuses a request; why not, or nothing when it is done.</summary>
    public Task<IReadOnlyList<SectionProblem>> RefuseAsync(Guid id, string because, Actor clinician, CancellationToken cancel) =>
        DecideAsync(
            id,
            clinician,
            asked =>
            {
                asked.Refuse(because, clinician, Now);
                db.Add(Line(AuditAction.SubjectAccessRefused, asked, clinician));
                return Task.FromResult<IReadOnlyList<SectionProblem>>([]);
            },
            cancel
        );

    /// <summary>Signs a request off and makes the copy, both or neither; why not, at its field, or nothing when it is done.</summary>
    public Task<IReadOnlyList<SectionProblem>> ReleaseAsync(
        Guid id,
        SubjectWithholding withholding,
        Actor clinician,
        CancellationToken cancel
    ) =>
        DecideAsync(
            id,
            clinician,
            async asked =>
            {
                var person = (await PersonAsync(id, cancel))!;
                if (person.Holder != asked.OrganisationId)
                {
                    return Why(Moved);
                }

                if (SubjectRules.WhyNotFor(asked.Applicant, person.Died) is { } why)
                {
                    return Why(why);
                }

                var parts = (await PartsAsync(id, clinician, cancel)).Select(part => part.Key).ToHashSet();
                if (SubjectRules.Problems(withholding, asked.Applicant, parts).ToList() is { Count: > 0 } problems)
                {
                    return problems;
                }

                var made = await new SubjectCopyMaker(db, asked, person, Now).MakeAsync(withholding.Parts, cancel);
                asked.Release(withholding, made.Rows, clinician, Now);
                await db.SaveChangesAsync(cancel);
                db.Add(new SubjectCopy { RequestId = asked.Id, Sealed = Seal(asked.Id).Protect(made.Zip) });
                // The audit is part of later copies: what was withheld stands in the request alone.
                db.Add(Line(AuditAction.SubjectAccessMade, asked, clinician, $", {made.Rows} rows"));
                return [];
            },
            cancel
        );

    /// <summary>The parts that the record has anything in, for the clinician to look through.</summary>
    public async Task<IReadOnlyList<SubjectPart>> PartsAsync(Guid id, Actor clinician, CancellationToken cancel)
    {
        db.Acting = RowContext.Rights(clinician);
        var found = await db
            .Database.SqlQuery<PartCount>(
                $"""select part as "Part", count(*)::int as "Rows" from subject_rows({id}) group by part order by part"""
            )
            .ToListAsync(cancel);
        return [.. found.Select(row => new SubjectPart(row.Part, SubjectParts.TitleOf(row.Part), row.Rows)).OrderBy(part => part.Title)];
    }

    private static IReadOnlyList<SectionProblem> Why(string sentence) => [new(string.Empty, sentence)];

    private async Task<IReadOnlyList<SectionProblem>> DecideAsync(
        Guid id,
        Actor clinician,
        Func<SubjectRequest, Task<IReadOnlyList<SectionProblem>>> decide,
        CancellationToken cancel
    )
    {
        db.Acting = RowContext.Rights(clinician);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Who else decides at this moment waits here, and then finds it decided.
        await db
            .Database.SqlQuery<Guid>($"select id as \"Value\" from subject_requests where id = {id} and decided_at is null for update")
            .ToListAsync(cancel);
        if (await db.SubjectRequests.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } asked)
        {
            return Why("There is no such request.");
        }

        var problems = SubjectRules.WhyNotDecide(asked, clinician) is { } why ? Why(why) : await decide(asked);
        if (problems.Count > 0)
        {
            db.ChangeTracker.Clear();
            return problems;
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return [];
    }
}
