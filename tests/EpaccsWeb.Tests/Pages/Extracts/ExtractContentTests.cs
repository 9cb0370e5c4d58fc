using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Access;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Extracts;

/// <summary>What stands in the files of extracts, and whom they leave out.</summary>
public sealed class ExtractContentTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_identifiable_extract_holds_the_organisations_own_people_with_everything_that_is_in_force()
    {
        var own = await app.StartRecordAsync("gp", with: person => person with { FamilyName = "Ownperson" }, sections: About("Robins"));
        var elsewhere = await app.StartRecordAsync(
            "gp2",
            with: person => person with { FamilyName = "Otherperson" },
            sections: About("Wrens")
        );

        var files = await app.ExtractAsync("Identifiable", "DirectCare");

        var number = await NumberAsync(own);
        var person = Assert.Single(files.Rows("people"), row => row["nhs_number"] == number);
        Assert.Equal("Ownperson", person["family_name"]);
        Assert.Equal("1 Invented Row", person["address_line_1"]);
        Assert.Equal("1950-05-17", person["date_of_birth"]);
        Assert.Equal("given", person["consent_status"]);
        var answer = Assert.Single(files.Rows("plan"), row => row["nhs_number"] == number && row["answer"] == "Robins");
        Assert.Equal(("about-me", "Most important to me", "in force"), (answer["section"], answer["question"], answer["state"]));
        Assert.Equal("General practitioner", answer["recorded_by_role"]);
        Assert.DoesNotContain("Wrens", files.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Otherperson", files.All, StringComparison.Ordinal);
        Assert.DoesNotContain(await NumberAsync(elsewhere), files.All, StringComparison.Ordinal);
        Assert.Equal(
            await app.Database.ValueAsync<long>(
                """
                select count(*) from plans plan join plan_facts facts on facts.plan_id = plan.id
                join patients patient on patient.id = plan.patient_id join organisations holder on holder.id = plan.recording_organisation_id
                where holder.ods_code = 'Y90001' and not plan.ended_in_error and not patient.test_patient
                  and coalesce(facts.consent_to_record, '') not in ('withdrawn', 'declined')
                  and coalesce(facts.consent_to_share, '') not in ('withdrawn', 'declined')
                """
            ),
            files.Rows("people").Count
        );
        AssertDictionary(files);
    }

    [Fact]
    public async Task No_cell_is_a_formula()
    {
        var patient = await app.StartRecordAsync(
            "gp",
            with: person => person with { FamilyName = "=cmd|' /C calc'!A0", Phone = "+44 1632 960123" },
            sections: new AboutMe
            {
                MostImportantToMe = "@SUM(1+1)*cmd",
                MyWellness = "＝1+1",
                AlsoWorthKnowing = "\n=1+1",
            }
        );

        var files = await app.ExtractAsync("Identifiable", "DirectCare");

        var number = await NumberAsync(patient);
        var person = files.Rows("people").Single(row => row["nhs_number"] == number);
        Assert.Equal("'=cmd|' /C calc'!A0", person["family_name"]);
        Assert.Equal("'+44 1632 960123", person["phone"]);
        Assert.Equal(
            ["'@SUM(1+1)*cmd", "'＝1+1", "'\n=1+1"],
            files.Rows("plan").Where(row => row["nhs_number"] == number && row["section"] == "about-me").Select(row => row["answer"])
        );
        Assert.All(
            new[] { "people", "plan", "dictionary" }.SelectMany(files.Rows).SelectMany(row => row.Values),
            cell => Assert.False(cell.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(cell[0], StringComparison.Ordinal), cell)
        );
    }

    [Fact]
    public async Task Where_a_restricted_person_is_stands_in_neither_file()
    {
        var patient = await TokenPeople.StartAsync(app, "restricted");
        await app.Database.RunAsync($"update patients set imd_decile = 1 where id = '{patient}'");

        var named = await app.ExtractAsync("Identifiable", "DirectCare");

        var number = await NumberAsync(patient);
        var person = named.Rows("people").Single(row => row["nhs_number"] == number);
        Assert.Equal("yes", person["restricted"]);
        foreach (var column in new[] { "address_line_1", "town", "postcode", "phone", "gp_practice_code", "usual_gp", "other_identifiers" })
        {
            Assert.Equal(string.Empty, person[column]);
        }

        var seen = TokenPeople.In(named.All).Where(token => token.State == "restricted").Select(token => token.Part).ToList();
        Assert.Contains("aboutme", seen);
        foreach (var section in SectionCatalogue.Plan)
        {
            Assert.Equal(!section.HoldsLocation, seen.Contains(section.Key.Replace("-", "", StringComparison.Ordinal)));
        }

        Assert.DoesNotContain("place", seen);
        Assert.Empty(TokenPeople.In((await app.ExtractAsync("Pseudonymised", "Evaluation")).All));
    }

    [Fact]
    public async Task A_pseudonymised_extract_names_nobody_and_is_joined_by_its_own_pseudonyms()
    {
        var patient = await TokenPeople.StartAsync(app, "shared");
        var number = await NumberAsync(patient);
        await AddAlikeAsync(8);
        var dead = await DieAsync(8);

        var one = await app.ExtractAsync("Pseudonymised", "Evaluation");
        var two = await app.ExtractAsync("Pseudonymised", "Evaluation");

        Assert.Empty(TokenPeople.In(one.All));
        foreach (var told in new[] { number, NhsNumber.Parse(number).Display, "1950-05-17", "ZZ99", "Testperson", patient.ToString() })
        {
            Assert.DoesNotContain(told, one.All, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var table in new[] { "people", "wishes", "deaths" })
        {
            Assert.All(
                one.Rows(table).SelectMany(row => row.Where(cell => cell.Key != "pseudonym")),
                cell => Assert.Matches("^([a-z0-9][a-z0-9-]*|20[0-9]{2}-Q[1-4]|)$", cell.Value)
            );
        }

        var people = Keys(one, "people");
        Assert.Equal(people, people.Distinct());
        Assert.Equal(people, Keys(one, "wishes"));
        Assert.Equal(
            one.Rows("people").Where(row => row["died"] != "not-recorded").Select(row => row["pseudonym"]).Order(),
            Keys(one, "deaths").Order()
        );
        Assert.True(Keys(one, "deaths").Count >= dead);
        Assert.Equal(people.Count, Keys(two, "people").Count);
        Assert.Empty(people.Intersect(Keys(two, "people")));
        AssertDictionary(one);
        Assert.Contains("coarsened, not shifted", one.Texts["README.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_groups_are_coarsened_or_left_out_and_the_notes_say_so()
    {
        await AddAlikeAsync(8);
        await app.StartRecordAsync(
            "gp",
            with: person =>
                person with
                {
                    Gender = Gender.Indeterminate,
                    Ethnicity = Ethnicity.Chinese,
                    DateOfBirth = new(1990, 2, 3),
                    ImdDecile = 10,
                }
        );

        var files = await app.ExtractAsync("Pseudonymised", "Research");

        var groups = files
            .Rows("people")
            .GroupBy(row => (row["age_band"], row["sex"], row["ethnic_group"], row["imd_quintile"], row["died"]))
            .ToList();
        Assert.NotEmpty(groups);
        Assert.All(groups, group => Assert.True(group.Count() > 7, $"{group.Key}: {group.Count()}"));
        Assert.DoesNotContain(files.Rows("people"), row => row["sex"] == "indeterminate");
        Assert.Contains("at least 8 people share every", files.Texts["README.txt"], StringComparison.Ordinal);
        Assert.Matches("Left out because that was not enough: (none|1 to 7|about [0-9]+)\\.", files.Texts["README.txt"]);
    }

    [Fact]
    public async Task Withdrawn_people_are_in_neither_file_and_opted_out_people_in_none_beyond_direct_care()
    {
        await AddAlikeAsync(8);
        var before = (await app.ExtractAsync("Pseudonymised", "Evaluation")).Rows("people").Count;
        var withdrawn = await app.StartRecordAsync("gp");
        await app.Database.RunAsync($"update plan_facts set consent_to_share = 'withdrawn' where patient_id = '{withdrawn}'");
        var declined = await app.StartRecordAsync("gp");
        await app.Database.RunAsync($"update plan_facts set consent_to_record = 'declined' where patient_id = '{declined}'");
        var optedOut = await app.StartRecordAsync("gp", with: person => person with { NationalOptOut = true });

        var gp = await app.SignInAsAsync("gp");
        var officer = await app.SignInAsAsync("privacy");
        var unnamed = await gp.AskAsync("Pseudonymised", "Evaluation");
        await officer.DecideAsync(unnamed);
        var named = await app.ExtractAsync("Identifiable", "DirectCare");

        Assert.Equal(before, (await gp.FetchAsync(unnamed)).Rows("people").Count);
        Assert.DoesNotContain(await NumberAsync(withdrawn), named.All, StringComparison.Ordinal);
        Assert.DoesNotContain(await NumberAsync(declined), named.All, StringComparison.Ordinal);
        Assert.Contains(await NumberAsync(optedOut), named.All, StringComparison.Ordinal);
        var told = await officer.PageAsync(unnamed);
        Assert.Contains("Consent withdrawn or declined 1 to 7", told.Text, StringComparison.Ordinal);
        Assert.Contains("National data opt-out 1 to 7", told.Text, StringComparison.Ordinal);
        var asker = await gp.PageAsync(unnamed);
        Assert.DoesNotContain("left out", asker.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("opt-out", asker.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unendorsed_decision_stands_beside_the_endorsed_one()
    {
        var patient = await app.StartRecordAsync("gp");
        await app.Database.RunAsync(
            string.Join(
                ";\n",
                Decision(patient, 1, "recorded", "not-for-cpr", "2026-01-01"),
                Decision(patient, 1, "endorsed", "not-for-cpr", "2026-01-01"),
                Decision(patient, 2, "recorded", "for-cpr", "2026-02-01"),
                Decision(patient, 3, "recorded", "not-for-cpr", "2026-03-01"),
                Decision(patient, 3, "revoked", "not-for-cpr", "2026-03-01")
            )
        );

        var files = await app.ExtractAsync("Identifiable", "DirectCare");

        var number = await NumberAsync(patient);
        Assert.Equal(
            [("Not for CPR", "endorsed"), ("For CPR", "awaiting endorsement")],
            files
                .Rows("plan")
                .Where(row => row["nhs_number"] == number && row["question"] == "Decision")
                .Select(row => (row["answer"].Split(" (")[0], row["state"]))
        );
        Assert.Equal("yes", files.Rows("people").Single(row => row["nhs_number"] == number)["cpr_disagrees"]);
    }

    [Fact]
    public async Task Neither_of_two_endorsed_decisions_of_one_moment_is_hidden_and_both_files_say_that_they_disagree()
    {
        await AddAlikeAsync(8);
        var (patient, agreed) = (await app.StartRecordAsync("gp"), await app.StartRecordAsync("gp"));
        await app.Database.RunAsync(
            string.Join(
                ";\n",
                Decision(patient, 1, "recorded", "not-for-cpr", "2026-01-01"),
                Decision(patient, 1, "endorsed", "not-for-cpr", "2026-01-01"),
                Decision(patient, 2, "recorded", "for-cpr", "2026-01-01"),
                Decision(patient, 2, "endorsed", "for-cpr", "2026-01-01"),
                Decision(agreed, 1, "recorded", "for-cpr", "2026-01-01")
            )
        );

        var named = await app.ExtractAsync("Identifiable", "DirectCare");
        var unnamed = await app.ExtractAsync("Pseudonymised", "Evaluation");

        var number = await NumberAsync(patient);
        Assert.Equal(
            [("For CPR", "endorsed", "yes"), ("Not for CPR", "endorsed", "yes")],
            named
                .Rows("plan")
                .Where(row => row["nhs_number"] == number && row["question"] == "Decision")
                .Select(row => (row["answer"].Split(" (")[0], row["state"], row["disagrees"]))
                .Order()
        );
        var people = named.Rows("people").ToDictionary(row => row["nhs_number"]);
        Assert.Equal(("yes", ""), (people[number]["cpr_disagrees"], people[number]["ceiling_disagrees"]));
        Assert.Equal("no", people[await NumberAsync(agreed)]["cpr_disagrees"]);
        Assert.Contains(unnamed.Rows("wishes"), row => row["cpr_disagrees"] == "yes");
        Assert.Equal(
            ["resuscitation", "treatment-escalation"],
            SectionCatalogue.Plan.Where(section => section.IsDecision).Select(section => section.Key).Order()
        );
    }

    [Theory]
    [InlineData("Identifiable", "DirectCare")]
    [InlineData("Pseudonymised", "Evaluation")]
    public async Task Every_slug_is_told_in_codes_and_their_release_is_named(string kind, string purpose)
    {
        await AddAlikeAsync(8);
        await DieAsync(8);

        var files = await app.ExtractAsync(kind, purpose);

        var codes = files.Rows("codes").ToDictionary(row => (row["list"], row["slug"]));
        var coded = files.Rows("dictionary").Where(row => row["list"].Length > 0).ToList();
        Assert.Contains(coded, row => row["column"].StartsWith("actual_place", StringComparison.Ordinal));
        foreach (var column in coded)
        {
            var slugs = files
                .Rows(column["file"][..^".csv".Length])
                .Select(row => row[column["column"]])
                .Where(slug => slug is not ("" or "blank" or "recorded" or "not-recorded" or "not-shown"));
            Assert.All(slugs, slug => Assert.Contains((column["list"], slug), codes.Keys));
        }

        Assert.Equal(("108401000000102", "30"), (codes[("place", "hospice")]["snomed"], codes[("place", "hospice")]["data_dictionary"]));
        Assert.Equal("876882001", codes[("actual-place", "hospice")]["snomed"]);
        Assert.Equal("10", codes[("place", "community-hospital")]["data_dictionary"]);
        Assert.Equal("882921000000109", codes[("consent-status", "given")]["snomed"]);
        Assert.Equal("", codes[("consent-to-record", "given")]["snomed"]);
        Assert.Contains(CodeList.Release, files.Texts["README.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identifiable_extract_says_whether_a_death_was_where_the_person_lived()
    {
        var patient = await app.StartRecordAsync("gp");
        await app.Database.RunAsync(
            $"""
            update plan_facts set died_on = date '2026-11-01', death_confirmed = true, actual_place = 'own-home', in_usual_residence = true
            where patient_id = '{patient}'
            """
        );
        var alive = await app.StartRecordAsync("gp");

        var people = (await app.ExtractAsync("Identifiable", "DirectCare")).Rows("people").ToDictionary(row => row["nhs_number"]);

        Assert.Equal("yes", people[await NumberAsync(patient)]["died_in_usual_residence"]);
        Assert.Equal("", people[await NumberAsync(alive)]["died_in_usual_residence"]);
    }

    private static string Decision(Guid patient, int number, string kind, string decision, string day) =>
        $$"""
            insert into section_versions (id, plan_id, patient_id, section, kind, number, answers, effective_at, at, author_id, author_name,
                                          post_id, author_role, author_organisation, plan_version, imported)
            select gen_random_uuid(), id, patient_id, 'resuscitation', '{{kind}}', {{number}},
                   '{"section": "resuscitation", "decision": "{{decision}}", "decidedAt": "{{day}}T10:00:00+00:00", "decidedBy": "Dr Test"}'::jsonb,
                   '{{day}}', '{{day}}', gen_random_uuid(), 'Dr Test', gen_random_uuid(), 'general-practitioner', 'Riverside Surgery', 1, false
            from plans where patient_id = '{{patient}}'
            """;

    private static AboutMe About(string words) => new() { MostImportantToMe = words };

    private static List<string> Keys(ExtractedFiles files, string table) => [.. files.Rows(table).Select(row => row["pseudonym"])];

    /// <summary>Every column of every table is in the dictionary, and nothing else.</summary>
    private static void AssertDictionary(ExtractedFiles files)
    {
        var words = files.Rows("dictionary");
        Assert.All(words, word => Assert.NotEqual(string.Empty, word["meaning"]));
        Assert.Equal(
            files
                .Texts.Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal) && file.Key != "dictionary.csv")
                .SelectMany(file => file.Value.Split('\n')[0].Trim().Split(',').Select(column => (file.Key, column))),
            words.Select(word => (word["file"], word["column"]))
        );
    }

    private async Task AddAlikeAsync(int count)
    {
        for (var at = 0; at < count; at++)
        {
            await app.StartRecordAsync("gp");
        }
    }

    private async Task<int> DieAsync(int count)
    {
        for (var at = 0; at < count; at++)
        {
            var patient = await app.StartRecordAsync("gp");
            await app.Database.RunAsync(
                $"update plan_facts set died_on = date '2026-11-01', death_confirmed = true, actual_place = 'hospice' where patient_id = '{patient}'"
            );
        }

        return count;
    }

    private Task<string> NumberAsync(Guid patient) =>
        app.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient);
}
