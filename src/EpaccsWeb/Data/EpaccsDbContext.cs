using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Merges;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Training;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>The database. Every row that belongs to a person is invisible until that person's record is opened.</summary>
public sealed partial class EpaccsDbContext(DbContextOptions<EpaccsDbContext> options) : IdentityUserContext<User, Guid>(options)
{
    /// <summary>Name of the filter on every row that belongs to a person.</summary>
    public const string OpenRecordFilter = "OpenRecord";

    /// <summary>Made by hand (verbs, migrations), the context has the tables of the web's Identity too, passkeys among them.</summary>
    private static readonly IServiceProvider IdentityTables = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    /// <summary>The application's services, for its clock and the request; a verb has none.</summary>
    private readonly IServiceProvider? application;

    /// <summary>The grant under which this request works on a record; null sees and changes nothing.</summary>
    public AccessGrant? Grant { get; private set; }

    /// <summary>Whose rows are visible: nobody's until <see cref="Open"/>.</summary>
    public Guid OpenPatientId => Grant?.PatientId ?? Guid.Empty;

    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<FactorReset> FactorResets => Set<FactorReset>();
    public DbSet<Patient> Patients => Set<Patient>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<SectionVersion> SectionVersions => Set<SectionVersion>();
    public DbSet<PlanFacts> PlanFacts => Set<PlanFacts>();
    public DbSet<CountedPlan> CountedPlans => Set<CountedPlan>();
    public DbSet<SavedReport> SavedReports => Set<SavedReport>();
    public DbSet<AreaAgreement> AreaAgreements => Set<AreaAgreement>();
    public DbSet<ListSize> ListSizes => Set<ListSize>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Relationship> Relationships => Set<Relationship>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<PracticeChange> PracticeChanges => Set<PracticeChange>();
    public DbSet<Death> Deaths => Set<Death>();
    public DbSet<Ending> Endings => Set<Ending>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<EndorsementRequest> EndorsementRequests => Set<EndorsementRequest>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<PlanMark> PlanMarks => Set<PlanMark>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<FormerNumber> FormerNumbers => Set<FormerNumber>();
    public DbSet<RecordMerge> RecordMerges => Set<RecordMerge>();
    public DbSet<PairJudgement> PairJudgements => Set<PairJudgement>();
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<PlanFeedback> PlanFeedback => Set<PlanFeedback>();
    public DbSet<DeathReview> DeathReviews => Set<DeathReview>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<MeetingEntry> MeetingEntries => Set<MeetingEntry>();
    public DbSet<CareTask> CareTasks => Set<CareTask>();
    public DbSet<PastImport> PastImports => Set<PastImport>();
    public DbSet<ImportEntry> ImportEntries => Set<ImportEntry>();
    public DbSet<ExtractRequest> ExtractRequests => Set<ExtractRequest>();
    public DbSet<ExtractFile> ExtractFiles => Set<ExtractFile>();
    public DbSet<SubjectRequest> SubjectRequests => Set<SubjectRequest>();
    public DbSet<SubjectCopy> SubjectCopies => Set<SubjectCopy>();
    public DbSet<RecordHold> RecordHolds => Set<RecordHold>();
    public DbSet<DestructionRequest> DestructionRequests => Set<DestructionRequest>();
    public DbSet<DestroyedRecord> DestroyedRecords => Set<DestroyedRecord>();
    public DbSet<ServiceState> ServiceState => Set<ServiceState>();
    public DbSet<AdminChange> AdminChanges => Set<AdminChange>();
    public DbSet<GrantRequest> GrantRequests => Set<GrantRequest>();
    public DbSet<TrainingResult> TrainingResults => Set<TrainingResult>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>For whom and why the database is asked; without it no row of a person is seen.</summary>
    internal RowContext? Acting { get; set; }

    /// <summary>The application's moment, which relationships are compared with.</summary>
    internal DateTimeOffset Now => (application?.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow();

    internal string RequestId => application?.GetService<IHttpContextAccessor>()?.HttpContext?.TraceIdentifier ?? string.Empty;

    /// <summary>Makes one person's rows visible. A second person in the same request is a mistake.</summary>
    public void Open(AccessGrant grant) => Open(grant, RowContext.Record(grant));

    /// <summary>The same for a way in that the database knows by another purpose.</summary>
    internal void Open(AccessGrant grant, RowContext acting)
    {
        if (Grant is not null && Grant.PatientId != grant.PatientId)
        {
            throw new InvalidOperationException("Another person's record is already open in this request.");
        }

        (Grant, Acting) = (grant, acting);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // A save's context is set as its transaction begins, so it has one even for a single row.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        // Compared once, here: each further look at what is watched would compare every row again.
        ChangeTracker.DetectChanges();
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await SaveInContextAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>A save reads back the number of an audit line, which the database shows to nobody without a context.</summary>
    private async Task<int> SaveInContextAsync(bool acceptAllChangesOnSuccess, CancellationToken cancel)
    {
        var line = Acting is null
            ? ChangeTracker.Entries<AuditEntry>().FirstOrDefault(row => row.State is EntityState.Added)?.Entity
            : null;
        if (line is null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
        }

        Acting = RowContext.Own(line);
        if (Database.CurrentTransaction is not null)
        {
            await Acting.SetAsync((NpgsqlConnection)Database.GetDbConnection(), Now, RequestId, cancel);
        }

        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
        Acting = null;
        return saved;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(EpaccsDbContext).Assembly);

        builder.Entity<Patient>().HasQueryFilter(OpenRecordFilter, row => row.Id == OpenPatientId);
        builder.Entity<Plan>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<SectionVersion>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<PlanFacts>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<CountedPlan>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Consent>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Relationship>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Objection>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<PracticeChange>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Death>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Ending>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Draft>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<EndorsementRequest>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Notice>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<PlanMark>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Attachment>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Note>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<PlanFeedback>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<DeathReview>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<FormerNumber>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        // The record that goes on shows what was put together with it.
        builder
            .Entity<RecordMerge>()
            .HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId || row.SurvivorId == OpenPatientId);
        // A pair is seen from either of its records.
        builder
            .Entity<PairJudgement>()
            .HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId || row.OtherId == OpenPatientId);
        builder.Entity<MeetingEntry>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<CareTask>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<ImportEntry>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<AuditEntry>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);

        SnakeCase.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var type in typeof(Role).Assembly.GetTypes().Where(type => type.IsEnum))
        {
            configurationBuilder.Properties(type).HaveConversion(typeof(SlugConverter<>).MakeGenericType(type)).HaveMaxLength(64);
        }
    }
}
