using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Import;

/// <summary>Reads the records that a batch of rows is compared with, past the gate, for the import alone.</summary>
internal sealed class RecordedPeople(EpaccsDbContext db)
{
    private static readonly JsonSerializerOptions Rows = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private const string SectionRows = """
        select id, plan_id, patient_id, section, kind, number, answers::text, effective_at, at, author_id, author_name, post_id, author_role,
               author_organisation, reason, plan_version, submit_token, imported
        from section_versions where patient_id = any($1)
        """;

    /// <summary>Makes savers of these people's plans wait until the import has ended.</summary>
    public Task LockAsync(string[] numbers, CancellationToken cancel) =>
        ReadAsync(
            """
            select plan.id from plans plan join patients patient on patient.id = plan.patient_id
            where patient.nhs_number = any($1) order by plan.id for update of plan
            """,
            numbers,
            reader => reader.GetGuid(0),
            cancel
        );

    /// <summary>Who of these NHS numbers has a record, and what decides whether an organisation may know of it.</summary>
    public async Task<Dictionary<string, RecordedHead>> HeadsAsync(string[] numbers, CancellationToken cancel)
    {
        var heads = await ReadAsync(
            """
            select patient.nhs_number, patient.id, plan.recording_organisation_id, plan.ended_in_error, facts.consent_to_share, practice.area_id,
                   array(select organisation_id from objections where patient_id = patient.id and lifted_at is null),
                   undone.next_ending, plan.ended_as is not null
            from patients patient
            left join started_by_undone_import($1) as undone on undone.patient_id = patient.id
            left join organisations practice on practice.id = patient.gp_practice_id
            join plans plan on plan.patient_id = patient.id
            join plan_facts facts on facts.plan_id = plan.id
            where patient.nhs_number = any($1)
            """,
            numbers,
            reader => new RecordedHead(
                reader.GetString(0),
                reader.GetGuid(1),
                reader.GetGuid(2),
                reader.GetBoolean(3),
                reader.IsDBNull(4) ? null : Slugs<ConsentStatus>.Known[reader.GetString(4)],
                reader.IsDBNull(5) ? null : reader.GetGuid(5),
                reader.GetFieldValue<Guid[]>(6),
                reader.IsDBNull(7) ? null : reader.GetInt32(7),
                reader.GetBoolean(8)
            ),
            cancel
        );
        return heads.ToDictionary(head => head.NhsNumber);
    }

    /// <summary>The whole records of people the import may know of.</summary>
    public async Task<Dictionary<Guid, RecordedPerson>> RecordsAsync(Guid[] people, CancellationToken cancel)
    {
        var sections = (await ReadAsync(SectionRows, people, Section, cancel)).ToLookup(row => row.PatientId);
        var consents = await RowsAsync<Consent>(
            "select patient_id, to_jsonb(row) from consents row where patient_id = any($1)",
            people,
            cancel
        );
        var deaths = await RowsAsync<Death>(
            "select patient_id, to_jsonb(row) || jsonb_build_object('answers', to_jsonb(row)) from deaths row where patient_id = any($1)",
            people,
            cancel
        );
        var team = (
            await ReadAsync(
                "select patient_id, organisation_id, ends_at is null or ends_at > now() from relationships where patient_id = any($1) and source = 'team'",
                people,
                reader => (Patient: reader.GetGuid(0), Member: new RecordedMember(reader.GetGuid(1), reader.GetBoolean(2))),
                cancel
            )
        ).ToLookup(row => row.Patient, row => row.Member);
        var roots = await ReadAsync(
            """
            select patient.id, plan.id, plan.started_at, plan.recording_organisation_id, plan.version, patient.gp_practice_id, patient.care_home_id,
                   plan.ended_as
            from patients patient join plans plan on plan.patient_id = patient.id where patient.id = any($1)
            """,
            people,
            reader => new RecordedPerson
            {
                PatientId = reader.GetGuid(0),
                Plan = new Plan
                {
                    Id = reader.GetGuid(1),
                    PatientId = reader.GetGuid(0),
                    StartedAt = reader.GetFieldValue<DateTimeOffset>(2),
                    RecordingOrganisationId = reader.GetGuid(3),
                    Version = reader.GetInt32(4),
                }
                    .With(sections[reader.GetGuid(0)])
                    .LoadedAs(reader.IsDBNull(7) ? null : Slugs<EndingKind>.Known[reader.GetString(7)]),
                GpPracticeId = reader.GetGuid(5),
                CareHomeId = reader.IsDBNull(6) ? null : reader.GetGuid(6),
                Consents = [.. consents[reader.GetGuid(0)]],
                Deaths = [.. deaths[reader.GetGuid(0)]],
                Team = [.. team[reader.GetGuid(0)]],
            },
            cancel
        );
        return roots.ToDictionary(row => row.PatientId);
    }

    private async Task<ILookup<Guid, T>> RowsAsync<T>(string sql, Guid[] people, CancellationToken cancel)
    {
        var rows = await ReadAsync(
            sql,
            people,
            reader => (Patient: reader.GetGuid(0), Row: JsonSerializer.Deserialize<T>(reader.GetString(1), Rows)!),
            cancel
        );
        return rows.ToLookup(row => row.Patient, row => row.Row);
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Array keys, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            // The row context and the query travel together, so that no transaction stays open while a file is checked.
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
            {
                BatchCommands =
                {
                    db.Acting!.Command(db.Now, db.RequestId),
                    new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter { Value = keys } } },
                },
            };
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static SectionVersion Section(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            PlanId = row.GetGuid(1),
            PatientId = row.GetGuid(2),
            Section = row.GetString(3),
            Kind = Slugs<VersionKind>.Known[row.GetString(4)],
            Number = row.GetInt32(5),
            Answers = row.IsDBNull(6) ? null : Answers(row.GetString(3), row.GetString(6)),
            EffectiveAt = row.GetFieldValue<DateTimeOffset>(7),
            At = row.GetFieldValue<DateTimeOffset>(8),
            AuthorId = row.GetGuid(9),
            AuthorName = row.GetString(10),
            PostId = row.GetGuid(11),
            AuthorRole = Slugs<Role>.Known[row.GetString(12)],
            AuthorOrganisation = row.GetString(13),
            Reason = row.IsDBNull(14) ? null : row.GetString(14),
            PlanVersion = row.GetInt32(15),
            SubmitToken = row.IsDBNull(16) ? null : row.GetGuid(16),
            Imported = row.GetBoolean(17),
        };

    /// <summary>The section is known, so its type need not be looked for in the answers.</summary>
    private static ISectionAnswers? Answers(string section, string json) =>
        SectionCatalogue.Find(section) is { } definition
            ? (ISectionAnswers?)JsonSerializer.Deserialize(json, definition.Answers, SectionAnswersJson.Options)
            : SectionAnswersJson.Read(json);
}

/// <summary>The values of an enum by their slugs, for reading many rows.</summary>
internal static class Slugs<T>
    where T : struct, Enum
{
    public static FrozenDictionary<string, T> Known { get; } = Enum.GetValues<T>().ToFrozenDictionary(Slug.Of);
}

/// <summary>That a record exists, and who may know of it.</summary>
/// <param name="Undone">
/// The number of the next entry about its end, when an import of the same organisation had started it and was undone, and nobody has touched it since.
/// </param>
/// <param name="Ended">The record was ended for whatever reason, and nobody has opened it again.</param>
internal sealed record RecordedHead(
    string NhsNumber,
    Guid PatientId,
    Guid RecordingOrganisationId,
    bool EndedInError,
    ConsentStatus? ConsentToShare,
    Guid? AreaId,
    Guid[] Objected,
    int? Undone,
    bool Ended
);
