using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Import;

/// <summary>Sorts rows into new, already here, and refused.</summary>
internal sealed class RowJudge(
    RegisterScan scan,
    ImportOrder order,
    ImportOrganisations organisations,
    RecordedPeople recorded,
    DateTimeOffset now
)
{
    /// <summary>How an importer comes to records: by the area. Nobody else signed in imports.</summary>
    private static readonly HashSet<RelationshipSource> ByArea = [RelationshipSource.Area];

    private readonly PersonReader reader = new(now);
    private readonly HashSet<Guid> compared = [];

    /// <summary>Whose records rows were compared with.</summary>
    public IReadOnlyCollection<Guid> Compared => compared;

    /// <summary>What the file alone tells of a batch of rows: what they say, or why they are refused.</summary>
    public List<JudgedRow> Read(IReadOnlyList<RegisterRow> batch) => [.. batch.Select(Read)];

    /// <summary>Compares rows that were read with the records that exist.</summary>
    /// <param name="locked">Keep savers away from the records that are compared, until the transaction ends.</param>
    public async Task<List<JudgedRow>> JudgeAsync(List<JudgedRow> read, bool locked, CancellationToken cancel)
    {
        var numbers = read.Where(row => row.Person is not null).Select(row => row.Person!.Details.NhsNumber).ToArray();
        if (locked)
        {
            await recorded.LockAsync(numbers, cancel);
        }

        var heads = await recorded.HeadsAsync(numbers, cancel);
        var known = read.Where(row =>
                row.Person is { } person
                && heads.TryGetValue(person.Details.NhsNumber, out var head)
                && (head.Undone is not null || (!head.Ended && MayKnowOf(person, head)))
            )
            .Select(row => heads[row.Person!.Details.NhsNumber].PatientId)
            .ToArray();
        compared.UnionWith(known);
        var records = known.Length == 0 ? [] : await recorded.RecordsAsync(known, cancel);
        return
        [
            .. read.Select(row =>
                row.Person is { } person && heads.TryGetValue(person.Details.NhsNumber, out var head)
                    ? head.Undone is { } ending
                        ? row with
                        {
                            Again = records[head.PatientId] with { NextEnding = ending },
                        }
                        : Compare(person, head, records.GetValueOrDefault(head.PatientId))
                    : row
            ),
        ];
    }

    private JudgedRow Read(RegisterRow row)
    {
        var (person, problems) = reader.Read(row);
        if (person is null)
        {
            return JudgedRow.Refused(problems);
        }

        List<RowProblem> found = [];
        if (scan.Duplicate(person) is { } duplicate)
        {
            found.Add(duplicate);
        }

        if (organisations.Problem(person.Details.GpPracticeCode, OrganisationKind.GeneralPractice, order.Actor) is { } practice)
        {
            found.Add(new(row.Line, "gp_practice_code", practice));
        }

        if (organisations.Problem(person.Details.CareHomeCode, OrganisationKind.CareHome, order.Actor) is { } home)
        {
            found.Add(new(row.Line, "care_home_code", home));
        }

        return found.Count > 0 ? JudgedRow.Refused(found) : new JudgedRow(RowKind.New, [], person);
    }

    private JudgedRow Compare(RegisterPerson person, RecordedHead head, RecordedPerson? record)
    {
        if (head.Ended && MayKnowOf(person, head))
        {
            return JudgedRow.Refused([new(person.Line, "nhs_number", "The record has ended; open it again first.")]);
        }

        if (record is null)
        {
            return JudgedRow.Refused([
                new(
                    person.Line,
                    "nhs_number",
                    $"A record cannot be started here. Ring the coordination service, reference {order.Reference}"
                ),
            ]) with
            {
                Blocked = true,
            };
        }

        var (fill, problems) = new RecordComparer(person, record, organisations, OpenTo(head), now).Compare();
        return problems.Count > 0 ? JudgedRow.Refused(problems)
            : fill is null ? new JudgedRow(RowKind.Same, [], person)
            : new JudgedRow(RowKind.Fills, [], person, fill);
    }

    /// <summary>A coordinator compares with records of the own area only; elsewhere each answer would tell what is recorded.</summary>
    private bool MayKnowOf(RegisterPerson person, RecordedHead head) =>
        (order.Actor is not { } actor || head.AreaId is not { } area || area == actor.OrganisationId)
        && AccessRules.MayKnowOf(FactsOf(head, order.AuthorFor(organisations, order.Organisation ?? person.Details.GpPracticeCode)));

    /// <summary>What the importer is shown of the record elsewhere; an operator answers for who holds it, and is told all.</summary>
    private OpenSections OpenTo(RecordedHead head)
    {
        if (order.Actor is not { } importer)
        {
            return new(null, null);
        }

#pragma warning disable RS0030 // nothing is opened by it: what a file is told is what its importer could read
        var decision = AccessRules.Decide(FactsOf(head, importer), new(RecordPart.Overview, Writes: false));
#pragma warning restore RS0030
        return new(importer, (decision as AccessDecision.Granted)?.Grant);
    }

    private AccessFacts FactsOf(RecordedHead head, Actor author) =>
        new()
        {
            PatientId = head.PatientId,
            Actor = author,
            PostInForce = true,
            RecordExists = true,
            EndedInError = head.EndedInError,
            Ended = head.Ended,
            RecordingOrganisationId = head.RecordingOrganisationId,
            ConsentToShare = head.ConsentToShare,
            Objected = head.Objected.Contains(author.OrganisationId),
            Relationships = ByArea,
            Today = London.Day(now),
        };
}

/// <summary>The group a row falls into.</summary>
public enum RowKind
{
    New,
    Same,
    Fills,
    Refused,
}

/// <summary>One row and what becomes of it.</summary>
/// <param name="Person">What it says; null when it could not be read.</param>
/// <param name="Fill">What it adds to a record that exists.</param>
internal sealed record JudgedRow(RowKind Kind, IReadOnlyList<RowProblem> Problems, RegisterPerson? Person = null, RecordFill? Fill = null)
{
    /// <summary>The record that an undone import of the same organisation had started, and that starts again.</summary>
    public RecordedPerson? Again { get; init; }

    /// <summary>Refused because the importer may not know of the record.</summary>
    public bool Blocked { get; init; }

    public static JudgedRow Refused(IReadOnlyList<RowProblem> problems) => new(RowKind.Refused, problems);
}
