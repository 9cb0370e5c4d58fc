using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Import;

/// <summary>What an import writes, and what it leaves alone.</summary>
public sealed class ImportTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly (string, string)[] Full =
    [
        ("nhs_number_status", "01"),
        ("preferred_name", "Bob"),
        ("title", "Mr"),
        ("gender", "1"),
        ("ethnicity", "A"),
        ("religion", "Quaker"),
        ("address_line_1", "1 Invented Row"),
        ("address_line_2", "Upper"),
        ("address_line_3", "Lower"),
        ("town", "Valley"),
        ("postcode", "zz99 3wz"),
        ("phone", "01632 960123"),
        ("usual_gp", "Dr Q Example"),
        ("care_home_code", "Y90060"),
        ("core_team", "Y90010; Y90020"),
        ("key_worker", "Sam Whitlock"),
        ("key_worker_phone", "01632 960010"),
        ("carer_name", "Kit Bell"),
        ("carer_phone", "01632 960124"),
        ("restricted", "yes"),
        ("primary_diagnosis", "254637007 Non-small cell lung cancer"),
        ("diagnosis_group", "cancer"),
        ("disability", "15188001;Uses a stick"),
        ("functional_status", "40"),
        ("prognosis", "968211000000101"),
        ("gsf_stage", "B"),
        ("consent_status", "882921000000109"),
        ("consent_to_record", "given"),
        ("consent_date", "2024-01-06"),
        ("created_on", "2024-01-05"),
        ("review_date", "2024-04-05"),
        ("ppc_first", "own-home"),
        ("ppd_first", "30"),
        ("ppd_first_place", "St Clare's Hospice"),
        ("ppd_first_usual_residence", "no"),
        ("ppd_second", "own-home"),
        ("ppd_second_usual_residence", "yes"),
        ("ppd_recorded_on", "2024-03-05"),
        ("ppd_history", "2024-02-01=undecided;2024-01-05=hospital"),
        ("cpr_decision", "450476008"),
        ("cpr_date", "2024-02-02"),
        ("cpr_review_date", "2025-02-02"),
        ("cpr_location", "Blue folder"),
        ("adrt", "yes"),
        ("adrt_location", "Solicitor"),
        ("lpa", "816381000000105"),
        ("allergies", "716186003"),
        ("anticipatory_medicines", "Morphine\nMidazolam"),
        ("anticipatory_location", "Kitchen"),
        ("imd_decile", "3"),
        ("national_opt_out", "no"),
        ("test_patient", "yes"),
    ];

    [Fact]
    public async Task Every_column_is_read_back_as_it_was_given()
    {
        var number = TestApp.NextNhsNumber();
        Assert.True((await app.ImportAsync(Register.Csv(Register.Row(number, Full)))).Written);

        async Task Holds(string section, string path, string value) => Assert.Equal(value, await app.AnswerAsync(number, section, path));
        await Holds("person", "postcode", "ZZ99 3WZ");
        await Holds("person", "gender", "male");
        await Holds("person", "nhsNumberStatus", "verified");
        await Holds("diagnoses", "primary", "Non-small cell lung cancer");
        await Holds("diagnoses", "primaryCode", "254637007");
        await Holds("disability", "kinds", """["hearing-loss"]""");
        await Holds("disability", "description", "Uses a stick");
        await Holds("functional-status", "akps", "40");
        await Holds("prognosis", "prognosis", "last-months");
        await Holds("prognosis", "stage", "b");
        await Holds("review", "nextOn", "2024-04-05");
        await Holds("preferred-places", "care.first.place", "own-home");
        await Holds("preferred-places", "death.first.name", "St Clare's Hospice");
        await Holds("preferred-places", "death.second.isUsualResidence", "true");
        await Holds("resuscitation", "decision", "not-for-cpr");
        await Holds("resuscitation", "decidedBy", "Not recorded in the imported register");
        await Holds("resuscitation", "formLocation", "Blue folder");
        await Holds("legal", "adrt", "has-adrt");
        await Holds("legal", "lpa", "with-life-sustaining");
        await Holds("allergies", "status", "none-known");
        await Holds("anticipatory-medicines", "medicines", "Morphine\nMidazolam");
        await Holds("personal-contacts", "carer", "has-carer");
        await Holds("professional-contacts", "keyWorkerName", "Sam Whitlock");

        Assert.Equal(
            "given given 2024-01-06 3 hospice own-home 2024-03-05 not-for-cpr false 2024-01-05",
            await app.Database.ValueAsync<string>(
                """
                select concat_ws(' ', facts.consent_to_share, facts.consent_to_record, (select max("on") from consents where patient_id = patients.id),
                    (select count(*) from section_versions where patient_id = patients.id and section = 'preferred-places' and imported),
                    facts.ppd_first, facts.ppd_second, facts.ppd_expressed_on, facts.cpr, facts.cpr_endorsed::text, (plans.started_at at time zone 'Europe/London')::date)
                from patients join plans on plans.patient_id = patients.id join plan_facts facts on facts.plan_id = plans.id where nhs_number = $1
                """,
                number
            )
        );
        Assert.Equal(
            "registration Y90001, residence Y90060, team Y90010, team Y90020",
            await app.Database.ValueAsync<string>(
                """
                select string_agg(source || ' ' || ods_code, ', ' order by source, ods_code) from relationships
                join organisations on organisations.id = organisation_id join patients on patients.id = patient_id where nhs_number = $1
                """,
                number
            )
        );
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        var text = Register.Csv(
            Register.Row(null, Full),
            Register.Row(null, ("consent_status", "withdrawn")),
            Register.Row(
                null,
                ("diagnosis_group", "cancer"),
                ("date_of_death", "2024-05-01"),
                ("created_on", "2024-01-01"),
                ("cpr_decision", "for-cpr")
            )
        );
        Assert.Equal((3, 0, 0, 0), (await app.ImportAsync(text)).Counts());
        var versions = await app.CountAsync("section_versions");

        Assert.Equal((0, 3, 0, 0), (await app.ImportAsync(text)).Counts());
        Assert.Equal(versions, await app.CountAsync("section_versions"));
    }

    [Fact]
    public async Task Blanks_are_filled_and_what_is_recorded_is_kept()
    {
        var number = TestApp.NextNhsNumber();
        await app.ImportAsync(
            Register.Csv(Register.Row(number, ("ppd_first", "hospice"), ("ppd_recorded_on", "2024-03-05"), ("created_on", "2024-01-05")))
        );
        var later = Register.Csv(
            Register.Row(
                number,
                ("ppd_first_place", "St Clare's Hospice"),
                ("ppd_first", "hospice"),
                ("town", "Valley"),
                ("care_home_code", "Y90060"),
                ("core_team", "Y90010"),
                ("cpr_decision", "not-for-cpr"),
                ("consent_to_record", "given")
            )
        );

        Assert.Equal((0, 0, 1, 0), (await app.ImportAsync(later)).Counts());
        Assert.Equal((0, 1, 0, 0), (await app.ImportAsync(later)).Counts());

        Assert.Equal("St Clare's Hospice", await app.AnswerAsync(number, "preferred-places", "death.first.name"));
        Assert.Equal("2024-03-05", await app.AnswerAsync(number, "preferred-places", "expressedOn"));
        Assert.Equal("Valley", await app.AnswerAsync(number, "person", "town"));
        Assert.Equal(
            "not-for-cpr given hospice t t",
            await app.Database.ValueAsync<string>(
                """
                select concat_ws(' ', cpr, consent_to_record, ppd_first, patients.care_home_id is not null, plans.version = (select max(plan_version) + 1 from section_versions where patient_id = patients.id))
                from plan_facts facts join patients on patients.id = facts.patient_id join plans on plans.id = facts.plan_id where nhs_number = $1
                """,
                number
            )
        );
    }

    [Fact]
    public async Task Codes_of_a_disability_are_added_beside_its_words_and_change_none_that_is_recorded()
    {
        var number = TestApp.NextNhsNumber();
        Task<ImportReport> Import(string disability) =>
            app.ImportAsync(Register.Csv(Register.Row(number, ("disability", disability))), skipRefused: true);
        await Import("Uses a stick");

        Assert.Equal((0, 0, 1, 0), (await Import("15188001;397540003")).Counts());
        Assert.Equal((0, 1, 0, 0), (await Import("397540003;15188001;uses a stick")).Counts());
        Assert.Equal((0, 0, 0, 1), (await Import("15188001")).Counts());
        var problem = Assert.Single((await Import("750691000000106;15188001;397540003")).Problems);

        Assert.Equal("Line 2, disability: Choose no disability when there is no known disability.", problem.ToString());
        Assert.Equal("""["hearing-loss", "visual-impairment"]""", await app.AnswerAsync(number, "disability", "kinds"));
        Assert.Equal("Uses a stick", await app.AnswerAsync(number, "disability", "description"));
    }

    [Fact]
    public async Task A_discussion_about_an_advance_decision_does_not_say_that_there_is_one()
    {
        var number = TestApp.NextNhsNumber();
        var text = Register.Csv(Register.Row(number, ("adrt", "820621000000107")));

        Assert.Equal((1, 0, 0, 0), (await app.ImportAsync(text)).Counts());
        Assert.Equal((0, 1, 0, 0), (await app.ImportAsync(text)).Counts());

        Assert.Equal("true", await app.AnswerAsync(number, "legal", "adrtDiscussed"));
        Assert.Null(await app.AnswerAsync(number, "legal", "adrt"));
        Assert.Equal("adrt", (await app.ProblemAsync(("adrt", "820621000000107"), ("adrt_location", "Drawer"))).Column);
    }

    [Theory]
    [InlineData("family_name", "Otherperson")]
    [InlineData("date_of_birth", "1950-01-01")]
    [InlineData("ppd_first", "hospital")]
    [InlineData("ppd_second", "hospital")]
    [InlineData("ppd_recorded_on", "2024-03-06")]
    [InlineData("ppd_history", "2024-01-31=hospital")]
    [InlineData("cpr_decision", "for-cpr")]
    [InlineData("cpr_date", "2024-02-03")]
    [InlineData("allergies", "Latex: rash")]
    [InlineData("review_date", "2024-04-06")]
    [InlineData("core_team", "Y90030")]
    [InlineData("consent_status", "withdrawn")]
    [InlineData("restricted", "no")]
    public async Task A_value_that_differs_from_a_recorded_one_is_refused(string column, string cell)
    {
        var row = Register.Row(null, Full);
        await app.ImportAsync(Register.Csv(row));
        row[column] = cell;

        var report = await app.ImportAsync(Register.Csv(row), skipRefused: true);

        Assert.Equal((0, 0, 0, 1), report.Counts());
        Assert.Equal($"Line 2, {column}: Is already recorded; change it on the record.", report.Problems[0].ToString());
    }

    [Fact]
    public async Task A_withdrawal_is_never_lifted()
    {
        var number = TestApp.NextNhsNumber();
        await app.ImportAsync(Register.Csv(Register.Row(number, ("consent_status", "withdrawn"))));

        var report = await app.ImportAsync(Register.Csv(Register.Row(number)), skipRefused: true);

        Assert.Equal("Line 2, consent_status: Is already recorded; change it on the record.", Assert.Single(report.Problems).ToString());
        Assert.Equal(
            "withdrawn",
            await app.Database.ValueAsync<string>(
                "select consent_to_share from plan_facts join patients on patients.id = patient_id where nhs_number = $1",
                number
            )
        );
    }

    [Fact]
    public async Task Whoever_may_not_know_of_a_record_gets_the_same_words_for_every_cause()
    {
        string withdrawn = TestApp.NextNhsNumber(),
            declined = TestApp.NextNhsNumber(),
            inError = TestApp.NextNhsNumber();
        await app.ImportAsync(
            Register.Csv(
                Register.Row(withdrawn, ("consent_status", "withdrawn")),
                Register.Row(declined, ("consent_status", "declined")),
                Register.Row(inError)
            )
        );
        await app.Database.RunAsync(
            $"update plans set ended_in_error = true from patients where patients.id = patient_id and nhs_number = '{inError}'"
        );
        var again = Register.Csv(
            Register.Row(withdrawn),
            Register.Row(declined, ("consent_status", "declined"), ("town", "Valley")),
            Register.Row(inError)
        );

        var asCoordinator = await app.ImportAsync(again, await app.ActorAsync("coordinator"), skipRefused: true);
        var forAnotherPractice = await app.ImportAsync(again, organisation: "Y90002", skipRefused: true);

        foreach (var report in new[] { asCoordinator, forAnotherPractice })
        {
            Assert.Equal((0, 0, 0, 3), report.Counts());
            Assert.Equal([2, 3, 4], report.Problems.Select(problem => problem.Line));
            Assert.All(
                report.Problems,
                problem =>
                    Assert.Equal(
                        ("nhs_number", "A record cannot be started here. Ring the coordination service, reference reference-of-this-test"),
                        (problem.Column, problem.Sentence)
                    )
            );
        }
    }

    [Fact]
    public async Task A_file_with_a_refused_row_is_written_whole_or_not_at_all()
    {
        var text = Register.Csv(Register.Row(), Register.Row(null, ("date_of_birth", "yesterday")), Register.Row());
        var before = await app.CountAsync("patients");

        Assert.False((await app.ImportAsync(text)).Written);
        Assert.Equal(before, await app.CountAsync("patients"));
        Assert.True((await app.ImportAsync(text, skipRefused: true)).Written);
        Assert.Equal(before + 2, await app.CountAsync("patients"));
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_write_it_once()
    {
        var text = Register.Csv(Register.Row(), Register.Row());
        var before = await app.CountAsync("patients");

        var failures = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Record.ExceptionAsync(() => app.ImportAsync(text)).AsTask()));

        Assert.Equal(before + 2, await app.CountAsync("patients"));
        Assert.All(
            failures.OfType<Exception>(),
            failure =>
                Assert.Contains(
                    "Nothing was written; import the file again.",
                    Assert.IsType<RegisterFileException>(failure).Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task Unknown_organisations_are_added_under_their_codes_once_the_file_is_written()
    {
        var text = Register.Csv(
            Register.Row(null, ("gp_practice_code", "x81001"), ("care_home_code", "X81002"), ("core_team", "X81003;X81001"))
        );

        var preview = await app.ImportAsync(text, await app.ActorAsync("coordinator"), dryRun: true);
        Assert.Equal(["X81001", "X81002", "X81003"], preview.Organisations.Select(row => row.OdsCode));
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from organisations where ods_code like 'X8100%'"));

        Assert.True((await app.ImportAsync(text, await app.ActorAsync("coordinator"))).Written);
        Assert.Equal(
            "X81001 general-practice, X81002 care-home, X81003 community-nursing",
            await app.Database.ValueAsync<string>(
                """
                select string_agg(unit.name || ' ' || unit.kind, ', ' order by unit.ods_code) from organisations unit
                join organisations board on board.id = unit.area_id and board.ods_code = 'Y90070' where unit.ods_code like 'X8100%'
                """
            )
        );
    }

    [Fact]
    public async Task The_organisation_named_holds_the_records_and_is_in_the_team()
    {
        var number = TestApp.NextNhsNumber();
        await app.ImportAsync(Register.Csv(Register.Row(number)), organisation: "Y90020");

        Assert.Equal(
            "Y90020 Y90020",
            await app.Database.ValueAsync<string>(
                """
                select concat_ws(' ', holder.ods_code, member.ods_code) from patients join plans on plans.patient_id = patients.id
                join organisations holder on holder.id = recording_organisation_id join relationships on relationships.patient_id = patients.id and source = 'team'
                join organisations member on member.id = organisation_id where nhs_number = $1
                """,
                number
            )
        );
        await Assert.ThrowsAsync<NoSuchHolderException>(() => app.ImportAsync(Register.Csv(Register.Row()), organisation: "Q99999"));
    }

    [Fact]
    public async Task Preview_and_import_are_audited_with_counts_and_without_names()
    {
        await app.ImportAsync(
            Register.Csv(Register.Row(), Register.Row(null, ("gender", "?"))),
            await app.ActorAsync("coordinator"),
            skipRefused: true,
            reference: "audited"
        );

        Assert.Equal(
            "register import preview: 1 new, 0 same, 0 filled, 1 refused|register import: 1 records|register import written: 1 new, 0 same, 0 filled, 1 refused",
            await app.Database.ValueAsync<string>(
                "select string_agg(detail, '|' order by at, id) from audit_entries where action = 'imported' and request_id = 'audited' and role = 'coordinator' and patient_id is null"
            )
        );
    }

    [Fact]
    public async Task A_closed_record_takes_facts_of_the_death_only()
    {
        var number = TestApp.NextNhsNumber();
        (string, string)[] died = [("created_on", "2024-01-01"), ("date_of_death", "2024-05-01"), ("ppd_first", "own-home")];
        await app.ImportAsync(Register.Csv(Register.Row(number, died)));

        var place = await app.ImportAsync(
            Register.Csv(Register.Row(number, [.. died, ("actual_place_of_death", "hospital"), ("variance_reason", "no-bed")]))
        );
        var town = await app.ImportAsync(Register.Csv(Register.Row(number, [.. died, ("town", "Valley")])));

        Assert.Equal((0, 0, 1, 0), place.Counts());
        Assert.Equal(
            "Line 2, town: The person has died and the record is closed. Only facts of the death can be added.",
            Assert.Single(town.Problems).ToString()
        );
        Assert.Equal(
            "hospital false no-bed",
            await app.Database.ValueAsync<string>(
                "select concat_ws(' ', actual_place, first_met::text, variance) from plan_facts join patients on patients.id = patient_id where nhs_number = $1",
                number
            )
        );
    }
}
