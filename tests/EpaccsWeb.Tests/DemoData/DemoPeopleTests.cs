using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Data;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Demonstration;

/// <summary>The people whom tests and guides use by name, and the spread of the others.</summary>
public sealed class DemoPeopleTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    private static readonly DateOnly Today = London.Day(TimeProvider.System.GetUtcNow());

    private readonly TestDatabase database = demo.Database;
    private readonly NpgsqlDataSource pool = demo.Pool;

    [Theory]
    [InlineData("999 000 0018", "PATEL, Asha (Mrs)", "14-Jul-1945", Gender.Female)]
    [InlineData("999 000 0026", "JOHNSON, Brian (Mr)", "06-Jan-1938", Gender.Male)]
    [InlineData("999 000 0034", "OKAFOR, Celia (Ms)", "22-Nov-1950", Gender.Female)]
    [InlineData("999 000 0042", "MORGAN, David (Mr)", "03-Mar-1941", Gender.Male)]
    [InlineData("999 000 0050", "CLARKE, Edith (Mrs)", "19-Sep-1933", Gender.Female)]
    [InlineData("999 000 0069", "KHAN, Farid (Mr)", "30-Apr-1947", Gender.Male)]
    [InlineData("999 000 0077", "WILLIAMS, Grace (Miss)", "11-Feb-1962", Gender.Female)]
    [InlineData("999 000 0085", "THOMAS, Huw (Mr)", "25-Dec-1955", Gender.Male)]
    public async Task The_fixed_people_are_as_the_product_says(string number, string name, string born, Gender gender)
    {
        var patient = (await PersonAsync(number)).Patient;

        Assert.Equal(
            (name, born, gender),
            (PersonName.Display(patient.FamilyName, patient.GivenName, patient.Title), London.Show(patient.DateOfBirth), patient.Gender)
        );
    }

    [Fact]
    public async Task Asha_Patel_has_a_complete_plan()
    {
        var patel = await PersonAsync("999 000 0018");

        Assert.Empty(SectionCatalogue.All.Where(section => patel.Plan.CurrentRow(section.Key) is null).Select(section => section.Key));
        Assert.Equal((CprDecision.NotForCpr, true, false), (patel.Facts.Cpr, patel.Facts.CprEndorsed, patel.Facts.CprDisagrees));
        Assert.Equal("Dr Priya Nair", patel.Plan.EndorsementOf(patel.Plan.CurrentRow("resuscitation")!)!.AuthorName);
        Assert.Equal(
            (Place.OwnHome, Place.Hospice, ConsentStatus.Given),
            (patel.Facts.PpdFirst, patel.Facts.PpdSecond, patel.Facts.ConsentToShare)
        );
        Assert.Equal("St Clare's Hospice", patel.Plan.Current<PreferredPlaces>()!.Death.Second!.Name);
        Assert.Equal("Box in the kitchen cupboard", patel.Plan.Current<AnticipatoryMedicines>()!.Location);
        Assert.NotNull(patel.Plan.Current<AccessToHome>()!.KeySafe);
        Assert.True(patel.Facts.ReviewOn > Today);
        Assert.Equal(["Riverside Surgery", "St Clare's Hospice", "Valley Community Nursing"], await OrganisationsAsync("999 000 0018"));
    }

    [Fact]
    public async Task The_other_fixed_people_show_one_thing_each()
    {
        var johnson = (await PersonAsync("999 000 0026")).Facts;
        Assert.Equal((PlaceStatus.Blank, null, ConsentStatus.Given), (johnson.PpdStatus, johnson.Cpr, johnson.ConsentToShare));
        Assert.True(johnson.ReviewOn < Today);

        var okafor = await PersonAsync("999 000 0034");
        Assert.Equal(ConsentStatus.Withdrawn, okafor.Facts.ConsentToShare);
        Assert.Equal(okafor.Patient.GpPracticeId, okafor.Plan.RecordingOrganisationId);

        var morgan = (await PersonAsync("999 000 0042")).Facts;
        Assert.Equal((Place.OwnHome, Place.Hospital, false), (morgan.PpdFirst, morgan.ActualPlace, morgan.FirstMet));
        Assert.True(morgan is { DeathConfirmed: true, Variance: not null });

        var clarke = await PersonAsync("999 000 0050");
        Assert.Equal((true, ConsentStatus.Given), (clarke.Patient.Restricted, clarke.Facts.ConsentToShare));

        var khan = await PersonAsync("999 000 0069");
        Assert.Equal(ConsentStatus.Given, khan.Facts.ConsentToShare);
        Assert.Equal(["Hillside Practice"], await OrganisationsAsync("999 000 0069"));

        var williams = (await PersonAsync("999 000 0077")).Facts;
        Assert.Equal((CprDecision.ForCpr, PlaceStatus.Declined), (williams.Cpr, williams.PpdStatus));

        var thomas = await PersonAsync("999 000 0085");
        Assert.Equal((CprDecision.NotForCpr, false), (thomas.Facts.Cpr, thomas.Facts.CprEndorsed));
        Assert.Equal(Role.CommunityNurse, thomas.Plan.CurrentRow("resuscitation")!.AuthorRole);
        Assert.Contains("The Limes", await OrganisationsAsync("999 000 0085"));
    }

    [Fact]
    public async Task Every_demo_record_keeps_the_rules_and_its_facts_can_be_rebuilt()
    {
        var people = await StoredRecord.FindAsync(database, string.Empty);
        Assert.Equal(8 + DemoLoader.Others, people.Count);
        foreach (var id in people)
        {
            var record = await StoredRecord.ReadAsync(pool, id);
            record.AssertRebuilt();
            record.AssertFollowsTheRules();
        }
    }

    [Theory]
    [InlineData("select array_agg(distinct ppd_status) from plan_facts", "blank declined not-appropriate recorded unable undecided")]
    [InlineData(
        "select array_agg(distinct diagnosis_group) from plan_facts where diagnosis_group is not null",
        "cancer dementia-frailty neurological organ-failure other"
    )]
    [InlineData("select array_agg(distinct stage) from plan_facts where stage is not null", "a b c d")]
    [InlineData(
        "select array_agg(distinct cpr || case when cpr_endorsed then ' endorsed' else ' waiting' end) from plan_facts where cpr is not null",
        "for-cpr endorsed,for-cpr waiting,not-for-cpr endorsed,not-for-cpr waiting"
    )]
    [InlineData(
        "select array_agg(distinct name) from patients join organisations on organisations.id = gp_practice_id",
        "Hillside Practice,Riverside Surgery"
    )]
    [InlineData(
        "select array_agg(distinct first_met::text) from plan_facts where died_on is not null and first_met is not null",
        "false true"
    )]
    [InlineData("select array_agg(distinct kind) from deaths", "recorded reported")]
    public async Task Lists_and_reports_have_something_of_everything_to_show(string question, string expected) =>
        Assert.Equal(
            expected.Split(expected.Contains(',', StringComparison.Ordinal) ? ',' : ' '),
            (await database.ValueAsync<string[]>(question)).Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("plan_facts where review_on < current_date and died_on is null", 5)]
    [InlineData("plan_facts where consent_to_share is null", 2)]
    [InlineData("plan_facts where cpr is null and died_on is null", 3)]
    [InlineData("plan_facts where cpr is not null and not cpr_endorsed and died_on is null", 2)]
    [InlineData("plan_facts where died_on is not null and actual_place is null", 1)]
    [InlineData("plan_facts where died_on < current_date - 365", 6)]
    [InlineData("plan_facts where died_on >= current_date - 365", 6)]
    [InlineData("plan_facts join plans on plans.id = plan_id where started_at > died_on + 1", 1)]
    [InlineData("(select distinct variance from plan_facts where variance is not null) reasons", 4)]
    [InlineData("patients where care_home_id is not null", 5)]
    [InlineData("(select distinct imd_decile from patients where imd_decile is not null) deciles", 10)]
    [InlineData("(select distinct ethnicity from patients where ethnicity is not null) groups", 6)]
    [InlineData("relationships where source = 'referral'", 3)]
    [InlineData("relationships join organisations on organisations.id = organisation_id where source = 'team' and ods_code = 'Y90010'", 25)]
    public async Task There_are_enough_of(string rows, int least) =>
        Assert.InRange(await database.ValueAsync<long>($"select count(*) from {rows}"), least, 70);

    [Fact]
    public async Task A_demo_person_has_the_same_key_in_every_database() =>
        Assert.Equal(
            DemoNumbers.IdOf("9990000018"),
            await database.ValueAsync<Guid>("select id from patients where nhs_number = '9990000018'")
        );

    private async Task<StoredRecord> PersonAsync(string number) =>
        await StoredRecord.ReadAsync(
            pool,
            (await StoredRecord.FindAsync(database, $"where nhs_number = '{NhsNumber.Parse(number).Digits}'")).Single()
        );

    private Task<string[]> OrganisationsAsync(string number) =>
        database.ValueAsync<string[]>(
            $"""
            select array(
                select distinct name from relationships
                join patients on patients.id = patient_id
                join organisations on organisations.id = organisation_id
                where nhs_number = '{NhsNumber.Parse(number).Digits}'
                order by name)
            """
        );
}

/// <summary>One copy of the demonstration for all the tests that only read it.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;
    public NpgsqlDataSource Pool { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabases.CreateAsync();
        Pool = EpaccsDatabase.Pool(Database.App);
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        await Database.DisposeAsync();
    }
}
