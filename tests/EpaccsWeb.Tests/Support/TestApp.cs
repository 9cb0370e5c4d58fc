using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EpaccsWeb.Tests.Support;

/// <summary>The website over a database of its own. A class fixture: one a test class.</summary>
public sealed class TestApp : IAsyncLifetime
{
    private static int lastNumber = 500_000 + (Environment.ProcessId % 1000);

    private Factory? factory;
    private bool filtersOff;

    /// <summary>Settings on top of those of every test; to be given before the application starts.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Development unless a test says otherwise.</summary>
    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Passphrases cost as much as in the product; elsewhere a thousandth of it, for a suite of thousands of sign-ins.</summary>
    public bool CostlyPassphrases { get; init; }

    /// <summary>Another node over the same database.</summary>
    public TestApp? Beside { get; init; }

    /// <summary>A database that somebody else made and drops.</summary>
    public TestDatabase? Over { get; init; }

    /// <summary>The application's clock.</summary>
    public TestClock Clock { get; } = new();

    public TestDatabase Database { get; private set; } = null!;

    private readonly DirectoryInfo mail = Directory.CreateTempSubdirectory("epaccs-mail-");

    /// <summary>Where this application keeps the heads of its audit.</summary>
    public string Anchors => Path.Combine(anchors.FullName, "anchors.jsonl");

    private readonly DirectoryInfo anchors = Directory.CreateTempSubdirectory("epaccs-audit-");

    /// <summary>Everything the application logged, for tests that look for what must not be there.</summary>
    public LogLines Log { get; } = new();

    /// <summary>Another one who hears what is logged.</summary>
    public ILoggerProvider? AlsoLogs { get; init; }

    public IServiceProvider Services => factory!.Services;

    /// <summary>Address of the real server, once <see cref="ListenAsync"/> was called.</summary>
    public string? Address { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Database = Over ?? Beside?.Database ?? await TestDatabases.CreateAsync();
        if (CostlyPassphrases)
        {
            await Database.SetPassphrasesAsync(new PasswordHasherOptions());
        }

        factory = new Factory(this);
    }

    public async ValueTask DisposeAsync()
    {
        if (factory is not null)
        {
            await factory.DisposeAsync();
        }

        Forget(mail);
        Forget(anchors);
        if (Beside is null && Over is null)
        {
            await Database.DisposeAsync();
        }
    }

    // Work that outlives the host's stop may still write there; what is left lies among the machine's temporary files.
    private static void Forget(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Nothing is tested here.
        }
    }

    /// <summary>Switches the first line off, before the application is first used: the database's policies must hold alone.</summary>
    public void FiltersOff() => filtersOff = true;

    /// <summary>Listens on a port of its own, for a real browser.</summary>
    public string Listen()
    {
        factory!.UseKestrel(0);
        factory.StartServer();
        Address = factory.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        return Address;
    }

    /// <summary>A browser that is not signed in.</summary>
    public TestBrowser Browser(bool https = false, bool cookies = true) =>
        new(
            // The factory's own client of a real server follows redirects, whatever it is told.
            Address is not null
                ? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies })
                {
                    BaseAddress = new Uri(Address),
                }
                : factory!.CreateClient(
                    new WebApplicationFactoryClientOptions
                    {
                        AllowAutoRedirect = false,
                        HandleCookies = cookies,
                        BaseAddress = https ? new Uri("https://localhost") : factory.ClientOptions.BaseAddress,
                    }
                )
        );

    /// <summary>A browser signed in through the real page as a demo account, such as "gp".</summary>
    public async Task<TestBrowser> SignInAsAsync(string account)
    {
        var browser = Browser();
        await SignInAsync(browser, account);
        return browser;
    }

    /// <summary>Signs in where somebody was signed in before.</summary>
    public static async Task SignInAsync(TestBrowser browser, string account) =>
        await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = $"{account}@{DemoAccounts.Domain}", ["Form.Passphrase"] = DemoAccounts.Passphrase },
            expected: 302
        );

    /// <summary>The person behind a demo account in their post.</summary>
    public async Task<Actor> ActorAsync(string account)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        var user = await db.Users.SingleAsync(row => row.Email == $"{account}@{DemoAccounts.Domain}");
        return (await scope.ServiceProvider.GetRequiredService<SignInDesk>().PostsAsync(user.Id, default))[0];
    }

    /// <summary>The id of a person by NHS number.</summary>
    public Task<Guid> PersonAsync(string nhsNumber) =>
        Database.ValueAsync<Guid>("select id from patients where nhs_number = $1", NhsNumber.Parse(nhsNumber).Digits);

    /// <summary>Starts a record as a demo account, by the rules of the product.</summary>
    public async Task<Guid> StartRecordAsync(
        string account = "gp",
        ConsentStatus share = ConsentStatus.Given,
        Func<PersonDetails, PersonDetails>? with = null,
        params ISectionAnswers[] sections
    )
    {
        var actor = await ActorAsync(account);
        await using var scope = Services.CreateAsyncScope();
        var today = London.Day(Clock.GetUtcNow());
        var person = new PersonDetails
        {
            NhsNumber = NextNhsNumber(),
            FamilyName = "Testperson",
            GivenName = "Pat",
            DateOfBirth = new DateOnly(1950, 5, 17),
            Gender = Gender.Female,
            AddressLine1 = "1 Invented Row",
            Postcode = "ZZ99 3WZ",
            GpPracticeCode = "Y90001",
            UsualGp = "Dr Priya Nair",
        };
        var started = await scope
            .ServiceProvider.GetRequiredService<RecordStarter>()
            .StartAsync(
                new NewRecord(
                    with?.Invoke(person) ?? person,
                    new ConsentAnswers(ConsentStatus.Given, today, null, null, null, null),
                    new ConsentAnswers(share, today, null, null, null, null),
                    sections
                ),
                actor,
                Guid.NewGuid(),
                default
            );
        return Assert.IsType<StartOutcome.Started>(started).PatientId;
    }

    /// <summary>Gives the organisation of a demo account a relationship to the person, from yesterday on; an own one is the account's alone and soon over.</summary>
    public async Task RelateAsync(Guid patient, string account, string source = "team", bool own = false)
    {
        var actor = await ActorAsync(account);
        await Database.RunAsync(
            $"""
            insert into relationships (id, patient_id, source, organisation_id, user_id, started_at, ends_at, started_by, key_worker)
            values (gen_random_uuid(), '{patient}', '{source}', '{actor.OrganisationId}', {(own ? $"'{actor.UserId}'" : "null")},
                    now() - interval '1 day', {(own ? "now() + interval '50 minutes'" : "null")}, 'Test', false)
            """
        );
    }

    /// <summary>A valid number that no demo person has.</summary>
    public static string NextNhsNumber()
    {
        while (true)
        {
            if (NhsNumber.FromNineDigits(999_000_000 + Interlocked.Increment(ref lastNumber)) is { } number)
            {
                return number.Digits;
            }
        }
    }

    private sealed class Factory(TestApp app) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(app.EnvironmentName);
            builder.UseSetting("ConnectionStrings:Epaccs", app.Database.App);
            builder.UseSetting("Startup:Prepare", "false");
            builder.UseSetting("Mail:Folder", app.mail.FullName);
            builder.UseSetting("Shutdown:DrainSeconds", "0");
            if (app.EnvironmentName is not "Development")
            {
                builder.UseSetting("Database:Transport", "local");
                builder.UseSetting("DataProtection:Certificate", TestCertificate.FileName);
            }

            foreach (var (name, value) in app.Settings)
            {
                builder.UseSetting(name, value);
            }

            builder.UseSetting("Audit:AnchorFile", app.Anchors);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(app.Log));
            if (app.AlsoLogs is { } provider)
            {
                builder.ConfigureLogging(logging => logging.AddProvider(provider));
            }

            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(app.Clock));
            if (!app.CostlyPassphrases)
            {
                builder.ConfigureServices(services =>
                    services.Configure<PasswordHasherOptions>(options => options.IterationCount = TestDatabases.Cheap.IterationCount)
                );
            }

            if (app.filtersOff)
            {
                builder.ConfigureServices(services =>
                    services.ConfigureDbContext<EpaccsDbContext>(options => options.AddInterceptors(WithoutFilters.One))
                );
            }
        }
    }
}
