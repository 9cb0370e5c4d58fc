using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>Puts invented deaths straight into the tables, by COPY, with facts computed by the product's own rules.</summary>
public static class ReportPeople
{
    public static async Task AddAsync(TestDatabase database, IEnumerable<Dead> dead)
    {
        await using var db = new EpaccsDbContext(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql(database.Owner).Options);
        var organisations = await db.Organisations.ToDictionaryAsync(row => row.OdsCode, row => row.Id);
        var people = dead.Select(person => new Person(person, organisations)).ToList();
        await CopyAsync(db, people.Select(person => person.Patient));
        await CopyAsync(db, people.Select(person => person.Plan));
        await CopyAsync(db, people.SelectMany(person => person.Plan.Sections));
        await CopyAsync(db, people.Select(person => person.Facts));
        await CopyAsync(db, people.Select(person => CountedPlan.Of(person.Plan, person.Patient, person.Facts)));
        await CopyAsync(db, people.Select(person => person.Death));
        await CopyAsync(db, people.SelectMany(person => person.Relationships));
        var looks = people
            .SelectMany(person => person.Stated.Looks.Select(look => (person.Patient.Id, Look: look)))
            .Select(seen =>
                $"('{seen.Look.At.UtcDateTime:O}', '{Slug.Of(seen.Look.Action)}', 'urgent', '{seen.Id}'::uuid, '{Slug.Of(seen.Look.Role)}', 'test', {(seen.Look.Urgent ? "true" : "false")})"
            )
            .ToList();
        if (looks.Count > 0)
        {
            await database.RunAsync(
                $"insert into audit_entries (at, action, detail, patient_id, role, request_id, urgent) values {string.Join(", ", looks)}"
            );
        }
    }

    /// <summary>The care board holds an agreement for its area from long ago on.</summary>
    public static Task AgreeAsync(TestDatabase database) =>
        database.RunAsync(
            "insert into area_agreements (id, organisation_id, from_day, reference, recorded_by, recorded_at) select gen_random_uuid(), id, date '2000-01-01', 'Test', 'Test', now() from organisations where ods_code = 'Y90070'"
        );

    private static async Task CopyAsync<T>(EpaccsDbContext db, IEnumerable<T> rows)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity
            .GetProperties()
            .Select(property => (Property: property, Owner: (Func<object, object?>)(row => row)))
            .Concat(
                entity
                    .GetComplexProperties()
                    .SelectMany(complex =>
                        complex
                            .ComplexType.GetProperties()
                            .Select(property =>
                                (Property: property, Owner: (Func<object, object?>)(row => complex.PropertyInfo!.GetValue(row)))
                            )
                    )
            )
            .ToList();
        await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {entity.GetTableName()} ({string.Join(", ", columns.Select(column => $"\"{column.Property.GetColumnName()}\""))}) from stdin (format binary)"
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var (property, owner) in columns)
            {
                await WriteAsync(copy, property, property.PropertyInfo!.GetValue(owner(row)));
            }
        }

        await copy.CompleteAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, IProperty property, object? value)
    {
        var mapping = property.GetRelationalTypeMapping();
        if (value is null)
        {
            await copy.WriteNullAsync();
            return;
        }

        var type = mapping.StoreType.StartsWith("character varying", StringComparison.Ordinal) ? "text" : mapping.StoreType;
        await copy.WriteAsync(mapping.Converter?.ConvertToProvider(value) ?? value, type);
    }

    private sealed class Person
    {
        private static readonly Guid Author = Guid.NewGuid();

        public Person(Dead stated, Dictionary<string, Guid> organisations)
        {
            Stated = stated;
            var started = (stated.Started ?? London.Moment(stated.On.AddDays(-100), new TimeOnly(12, 0))).ToUniversalTime();
            var details = new PersonDetails
            {
                NhsNumber = TestApp.NextNhsNumber(),
                FamilyName = "Counted",
                GivenName = "Chris",
                DateOfBirth = stated.Born,
                Gender = stated.Sex,
                Ethnicity = stated.Ethnicity,
                ImdDecile = stated.Imd,
                GpPracticeCode = stated.Practice,
                TestPatient = stated.Test,
                Restricted = stated.Restricted,
            };
            Guid? home = stated.CareHome is { } code ? organisations[code] : null;
            Patient = new Patient { Id = stated.Id ?? Guid.NewGuid() }.Apply(details, organisations[stated.Practice], home);
            var plan = new Plan
            {
                Id = Guid.NewGuid(),
                PatientId = Patient.Id,
                StartedAt = started,
                RecordingOrganisationId = organisations[stated.RecordedBy],
                Version = 1,
            };
            if (stated.InError)
            {
                plan.End(Ended(Patient.Id, started));
            }

            List<SectionVersion> rows = [];
            if (stated.Diagnosis is { } group)
            {
                rows.Add(Row(plan, "diagnoses", VersionKind.Recorded, 1, new Diagnoses { Primary = "Stated", Group = group }, started));
            }

            foreach (var (wish, number) in stated.Wishes.Select((wish, index) => (wish, index + 1)))
            {
                var places = new PreferredPlaces { ExpressedOn = wish.On, Death = wish.Death };
                rows.Add(Row(plan, "preferred-places", VersionKind.Recorded, number, places, places.EffectiveAt!.Value));
                if (wish.Revoked)
                {
                    rows.Add(Row(plan, "preferred-places", VersionKind.Revoked, number, null, started));
                }
            }

            foreach (var (cpr, number) in stated.Cprs.Select((cpr, index) => (cpr, index + 1)))
            {
                var answers = new Resuscitation
                {
                    Decision = cpr.Decision,
                    DecidedAt = cpr.At,
                    DecidedBy = "Dr Stated",
                };
                rows.Add(Row(plan, "resuscitation", VersionKind.Recorded, number, answers, cpr.At.ToUniversalTime()));
                if (cpr.Endorsed)
                {
                    rows.Add(Row(plan, "resuscitation", VersionKind.Endorsed, number, null, cpr.At.ToUniversalTime()));
                }
            }

            Plan = plan.With(rows);
            Death = DeathOf(Patient.Id, stated, started);
            Facts = new PlanFacts { PlanId = plan.Id, PatientId = Patient.Id }.Compute(Plan, Patient, [], [Death], []);
            typeof(PlanFacts).GetProperty(nameof(PlanFacts.ConsentToShare))!.SetValue(Facts, stated.Share);
            Relationships =
            [
                .. stated.Cares.Select(care =>
                    new Relationship
                    {
                        Id = Guid.NewGuid(),
                        PatientId = Patient.Id,
                        Source = care.Source,
                        OrganisationId = organisations[care.Organisation],
                        UserId = care.User,
                        StartedAt = London.Moment(care.From, new TimeOnly(9, 0)),
                        StartedBy = "Test",
                    }.Until(
                        care.To is { } to ? London.Moment(to, new TimeOnly(9, 0)) : new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero)
                    )
                ),
            ];
        }

        public Dead Stated { get; }
        public Patient Patient { get; }
        public Plan Plan { get; }
        public PlanFacts Facts { get; }
        public Death Death { get; }
        public IReadOnlyList<Relationship> Relationships { get; }

        private static SectionVersion Row(
            Plan plan,
            string section,
            VersionKind kind,
            int number,
            ISectionAnswers? answers,
            DateTimeOffset effective
        ) =>
            new()
            {
                Id = Guid.NewGuid(),
                PlanId = plan.Id,
                PatientId = plan.PatientId,
                Section = section,
                Kind = kind,
                Number = number,
                Answers = answers,
                EffectiveAt = effective,
                At = plan.StartedAt,
                AuthorId = Author,
                AuthorName = "Test",
                PostId = Author,
                AuthorRole = Role.GeneralPractitioner,
                AuthorOrganisation = "Test",
                PlanVersion = 1,
            };

        private static Ending Ended(Guid patientId, DateTimeOffset at) =>
            new()
            {
                Id = Guid.NewGuid(),
                PatientId = patientId,
                Number = 1,
                Kind = EndingKind.EnteredInError,
                Reason = "Stated",
                At = at,
                AuthorId = Author,
                AuthorName = "Test",
                PostId = Author,
                AuthorRole = Role.GeneralPractitioner,
                AuthorOrganisation = "Test",
            };

        private static Death DeathOf(Guid patientId, Dead stated, DateTimeOffset started) =>
            new()
            {
                Id = Guid.NewGuid(),
                PatientId = patientId,
                Number = 1,
                Kind = DeathEntryKind.Recorded,
                Answers = new DeathAnswers
                {
                    DiedOn = stated.On,
                    ActualPlace = stated.Actual,
                    ActualPlaceName = stated.ActualName,
                    InUsualResidence = stated.InUsualResidence,
                    Variance = stated.Variance,
                },
                At = started,
                AuthorId = Author,
                AuthorName = "Test",
                PostId = Author,
                AuthorRole = Role.GeneralPractitioner,
                AuthorOrganisation = "Test",
            };
    }
}
