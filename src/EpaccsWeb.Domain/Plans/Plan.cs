using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Plans.Guard;

namespace EpaccsWeb.Domain.Plans;

/// <summary>One person's care plan: an append-only history of sections, written by holders of a grant.</summary>
public sealed partial class Plan
{
    private readonly List<SectionVersion> sections = [];

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }

    /// <summary>When the record was started (SCCI1580 item 2).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The organisation that holds the record and can always reach it.</summary>
    public required Guid RecordingOrganisationId { get; set; }

    /// <summary>Counts every save; orders rows within the plan, and is never compared.</summary>
    public int Version { get; set; }

    /// <summary>The record was ended as entered in error; nobody may know of it.</summary>
    public bool EndedInError { get; private set; }

    /// <summary>Why the record was ended; null while it is open. An ended record is on no list and no card.</summary>
    public EndingKind? EndedAs { get; private set; }

    public IReadOnlyList<SectionVersion> Sections => sections;

    /// <summary>A plan with its history, as read from the database, oldest first.</summary>
    public Plan With(IEnumerable<SectionVersion> history)
    {
        sections.Clear();
        sections.AddRange(history.OrderBy(row => row.PlanVersion));
        return this;
    }

    /// <summary>Ends the record, or opens it again.</summary>
    public void End(Ending ending)
    {
        EndedAs = ending.Kind is EndingKind.Reopened ? null : ending.Kind;
        EndedInError = Ending.IsError(EndedAs);
    }

    /// <summary>Closes the record in favour of another one of the same person.</summary>
    public void Close() => (EndedAs, EndedInError) = (EndingKind.Merged, true);

    /// <summary>The same taken back: as it was before, to the last letter.</summary>
    public void OpenAsBefore() => (EndedAs, EndedInError) = (null, false);

    /// <summary>The plan as it stood at a moment.</summary>
    public Plan AsAt(DateTimeOffset moment) =>
        new Plan
        {
            Id = Id,
            PatientId = PatientId,
            StartedAt = StartedAt,
            RecordingOrganisationId = RecordingOrganisationId,
            Version = Version,
        }.With(sections.Where(row => row.At <= moment));

    /// <summary>The highest number recorded in a section; 0 when it is blank. The conflict token of an editor.</summary>
    public int NumberOf(string section) =>
        sections.Where(row => row.Section == section && row.Kind is VersionKind.Recorded).Select(row => row.Number).DefaultIfEmpty().Max();

    /// <summary>Recorded rows of a section that were not revoked, in the order they take effect.</summary>
    public IEnumerable<SectionVersion> InForce(string section)
    {
        var revoked = sections
            .Where(row => row.Section == section && row.Kind is VersionKind.Revoked)
            .Select(row => row.Number)
            .ToHashSet();
        return sections
            .Where(row => row.Section == section && row.Kind is VersionKind.Recorded && !revoked.Contains(row.Number))
            .OrderBy(row => row.EffectiveAt)
            .ThenBy(row => row.Number);
    }

    /// <summary>The row that holds now: the latest in effect of those not revoked.</summary>
    public SectionVersion? CurrentRow(string section) => InForce(section).LastOrDefault();

    /// <summary>The answers that hold now; null means "not recorded".</summary>
    public T? Current<T>()
        where T : class, ISectionAnswers => CurrentRow(SectionCatalogue.Of<T>().Key)?.Answers as T;

    /// <summary>The row of a section with a number, for endorsing, confirming and comparing.</summary>
    public SectionVersion? Row(string section, int number) =>
        sections.FirstOrDefault(row => row.Section == section && row.Kind is VersionKind.Recorded && row.Number == number);

    /// <summary>The endorsement of a row, if it has one.</summary>
    public SectionVersion? EndorsementOf(SectionVersion row) =>
        sections.FirstOrDefault(other => other.Section == row.Section && other.Kind is VersionKind.Endorsed && other.Number == row.Number);

    /// <summary>Adds the next version of a section, written by the holder of the grant.</summary>
    /// <param name="basedOn">The number the writer saw; 0 for a blank section.</param>
    /// <exception cref="PlanConflictException">Someone else has saved the section meanwhile.</exception>
    /// <param name="reason">Why the answers are right although they contradict the plan; kept with them.</param>
    /// <exception cref="PlanRuleException">The answers break a rule of the section, or one between sections that blocks.</exception>
    /// <exception cref="PlanWarningException">The answers contradict the plan and no reason was given.</exception>
    public SectionVersion Record(
        ISectionAnswers answers,
        int basedOn,
        AccessGrant grant,
        SectionContext context,
        Guid? submitToken = null,
        string? present = null,
        string? reason = null
    )
    {
        var section = SectionCatalogue.Of(answers);
        grant.RequireEdit(PatientId, section);
        var current = NumberOf(section.Key);
        if (current != basedOn)
        {
            throw new PlanConflictException(section.Key, basedOn, current);
        }

        if (answers.Problems(context).ToList() is { Count: > 0 } problems)
        {
            throw new PlanRuleException(problems);
        }

        var findings = PlanGuard.Check(this, answers, context);
        if (
            findings.Where(finding => finding.Level is GuardLevel.Blocks).Select(finding => finding.Problem).ToList() is
            { Count: > 0 } blocks
        )
        {
            throw new PlanRuleException(blocks);
        }

        if (findings.Count > 0)
        {
            reason = string.IsNullOrWhiteSpace(reason) ? throw new PlanWarningException(findings) : PlanGuard.Kept(reason, findings);
        }

        return Add(
            section.Key,
            VersionKind.Recorded,
            current + 1,
            answers,
            reason,
            grant.Actor,
            context.Now,
            submitToken,
            present: present
        );
    }

    /// <summary>Says that a version still holds: it renews the statement's age and changes nothing else.</summary>
    /// <exception cref="PlanConflictException">Another version is in force meanwhile.</exception>
    public SectionVersion Confirm(SectionVersion row, AccessGrant grant, DateTimeOffset now, string? present = null)
    {
        var section = SectionCatalogue.Find(row.Section)!;
        grant.RequireEdit(PatientId, section);
        if (!InForce(row.Section).Contains(row) || (!section.IsDecision && CurrentRow(row.Section) != row))
        {
            throw new PlanConflictException(row.Section, row.Number, NumberOf(row.Section));
        }

        return Add(row.Section, VersionKind.Confirmed, row.Number, null, null, grant.Actor, now, null, present: present);
    }

    /// <summary>The latest confirmation of a row, if it has one.</summary>
    public SectionVersion? ConfirmationOf(SectionVersion row) =>
        sections.LastOrDefault(other => other.Section == row.Section && other.Kind is VersionKind.Confirmed && other.Number == row.Number);

    /// <summary>A senior clinician endorses one version; editing the section later needs a new endorsement.</summary>
    /// <exception cref="PlanConflictException">The version was revoked meanwhile, or is none that is endorsed.</exception>
    public SectionVersion Endorse(SectionVersion row, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(PatientId, Permission.Endorse);
        if (row.Answers is not IEndorsable || !InForce(row.Section).Contains(row))
        {
            throw new PlanConflictException(row.Section, row.Number, NumberOf(row.Section));
        }

        return EndorsementOf(row) ?? Add(row.Section, VersionKind.Endorsed, row.Number, null, null, grant.Actor, now, null);
    }

    /// <summary>Takes a version out of force at once, with the reason kept.</summary>
    public SectionVersion Revoke(SectionVersion row, string reason, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(PatientId, SectionCatalogue.Find(row.Section)!.Edit);
        return sections.FirstOrDefault(other =>
                other.Section == row.Section && other.Kind is VersionKind.Revoked && other.Number == row.Number
            ) ?? Add(row.Section, VersionKind.Revoked, row.Number, null, reason, grant.Actor, now, null);
    }

    private SectionVersion Add(
        string section,
        VersionKind kind,
        int number,
        ISectionAnswers? answers,
        string? reason,
        Actor actor,
        DateTimeOffset now,
        Guid? submitToken,
        bool imported = false,
        DateTimeOffset? effectiveAt = null,
        string? present = null
    )
    {
        var row = new SectionVersion
        {
            Id = Guid.CreateVersion7(now),
            PlanId = Id,
            PatientId = PatientId,
            Section = section,
            Kind = kind,
            Number = number,
            Answers = answers,
            EffectiveAt = (answers?.EffectiveAt ?? effectiveAt ?? NotBefore(section, now)).ToUniversalTime(),
            At = now,
            AuthorId = actor.UserId,
            AuthorName = actor.Name,
            PostId = actor.PostId,
            AuthorRole = actor.Role,
            AuthorOrganisation = actor.OrganisationName,
            Reason = reason,
            Present = present,
            PlanVersion = Version,
            SubmitToken = submitToken,
            Imported = imported,
        };
        sections.Add(row);
        return row;
    }

    /// <summary>What is saved last holds, though the clock of its node may be behind that of an earlier save.</summary>
    private DateTimeOffset NotBefore(string section, DateTimeOffset now) =>
        sections.Where(row => row.Section == section && row.Kind is VersionKind.Recorded).Select(row => row.EffectiveAt).Append(now).Max();
}
