using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EpaccsWeb.Data;

/// <summary>The database. Every row that belongs to a person is invisible until that person's record is opened.</summary>
public sealed class EpaccsDbContext(DbContextOptions<EpaccsDbContext> options) : IdentityUserContext<User, Guid>(options)
{
    /// <summary>Name of the filter on every row that belongs to a person.</summary>
    public const string OpenRecordFilter = "OpenRecord";

    /// <summary>Made by hand (verbs, migrations), the context has the tables of the web's Identity too, passkeys among them.</summary>
    private static readonly IServiceProvider IdentityTables = new ServiceCollection()
        .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    /// <summary>The grant under which this request works on a record; null sees and changes nothing.</summary>
    public AccessGrant? Grant { get; private set; }

    /// <summary>Whose rows are visible: nobody's until <see cref="Open"/>.</summary>
    public Guid OpenPatientId => Grant?.PatientId ?? Guid.Empty;

    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Patient> Patients => Set<Patient>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<SectionVersion> SectionVersions => Set<SectionVersion>();
    public DbSet<PlanFacts> PlanFacts => Set<PlanFacts>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Relationship> Relationships => Set<Relationship>();
    public DbSet<Death> Deaths => Set<Death>();
    public DbSet<Ending> Endings => Set<Ending>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<EndorsementRequest> EndorsementRequests => Set<EndorsementRequest>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<PlanMark> PlanMarks => Set<PlanMark>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<ServiceState> ServiceState => Set<ServiceState>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Makes one person's rows visible. A second person in the same request is a mistake.</summary>
    public void Open(AccessGrant grant)
    {
        if (Grant is not null && Grant.PatientId != grant.PatientId)
        {
            throw new InvalidOperationException("Another person's record is already open in this request.");
        }

        Grant = grant;
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
        {
            optionsBuilder.UseApplicationServiceProvider(IdentityTables);
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(EpaccsDbContext).Assembly);

        builder.Entity<Patient>().HasQueryFilter(OpenRecordFilter, row => row.Id == OpenPatientId);
        builder.Entity<Plan>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<SectionVersion>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<PlanFacts>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Consent>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Relationship>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Death>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Ending>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Draft>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<EndorsementRequest>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Notice>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<PlanMark>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
        builder.Entity<Attachment>().HasQueryFilter(OpenRecordFilter, row => row.PatientId == OpenPatientId);
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
