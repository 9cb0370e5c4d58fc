using EpaccsWeb.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Access;

/// <summary>Objections, registrations, referrals, emergencies: what changes who sees whom, from the next request on.</summary>
public sealed class RelationsTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Hidden = "Hiddenplace";

    [Fact]
    public async Task Not_sharing_with_one_organisation_hides_the_record_from_it_everywhere_and_from_nobody_else()
    {
        var number = TestApp.NextNhsNumber();
        var patient = await app.StartRecordAsync(with: person => person with { NhsNumber = number, FamilyName = "Objector" });
        var gp = await app.SignInAsAsync("gp");
        var hospice = await AddAsync(gp, patient, "hospice", "Team");
        var nurse = await AddAsync(gp, patient, "nurse", "Team");
        await hospice.PageAsync($"/records/{patient}");

        var page = await gp.PageAsync($"/records/{patient}/consent/objections");
        await gp.SubmitAsync(page, [], expected: 400, form: "#add");
        await gp.SubmitAsync(page, new() { ["Organisation"] = await OrganisationAsync("gp") }, expected: 400, form: "#add");
        await gp.SubmitAsync(page, new() { ["Organisation"] = await OrganisationAsync("hospice") }, expected: 302, form: "#add");

        await hospice.PageAsync($"/records/{patient}", expected: 404);
        await hospice.PageAsync($"/emergency/{patient}", expected: 404);
        foreach (var list in new[] { "/", "/inbox", "/worklists/no-preference", "/worklists/changed" })
        {
            Assert.DoesNotContain("OBJECTOR", (await hospice.PageAsync(list)).Html, StringComparison.OrdinalIgnoreCase);
        }

        var found = await hospice.SubmitAsync(await hospice.PageAsync("/patients"), new() { ["q"] = number });
        Assert.DoesNotContain("OBJECTOR", found.Html, StringComparison.Ordinal);
        await nurse.PageAsync($"/records/{patient}");
        Assert.Contains("St Clare's Hospice", (await gp.PageAsync($"/records/{patient}/consent")).Text, StringComparison.Ordinal);
        var again = await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/team"),
            new() { ["Organisation"] = await OrganisationAsync("hospice") },
            form: "#add"
        );
        Assert.Equal(400, again.Status);

        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/consent/objections"),
            [],
            expected: 302,
            form: "main form[action*=Lift]"
        );
        await hospice.PageAsync($"/records/{patient}");
    }

    [Fact]
    public async Task A_changed_practice_takes_effect_when_the_new_practice_confirms_and_both_are_told()
    {
        var number = TestApp.NextNhsNumber();
        var patient = await app.StartRecordAsync(with: person => person with { NhsNumber = number, FamilyName = "Mover" });
        var gp = await app.SignInAsAsync("gp");
        var gp2 = await app.SignInAsAsync("gp2");
        var saved = await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/person"),
            new() { ["Form.GpPracticeCode"] = "Y90002" },
            form: "#person"
        );
        Assert.Equal(302, saved.Status);

        Assert.Contains(
            "Hillside Practice is asked to confirm",
            (await gp.PageAsync($"/records/{patient}/person")).Text,
            StringComparison.Ordinal
        );
        await gp.PageAsync($"/records/{patient}");
        await gp2.PageAsync($"/records/{patient}", expected: 403);
        var desk = await gp2.PageAsync("/registrations");
        Assert.DoesNotContain("MOVER", desk.Html, StringComparison.OrdinalIgnoreCase);
        var stranger = await gp2.SubmitAsync(desk, new() { ["Number"] = "9990000018" }, expected: 400, form: "#answer");
        Assert.Contains("Nobody with this NHS number waits for your practice.", stranger.Errors);
        var nurse = await app.SignInAsAsync("nurse");
        await nurse.SubmitAsync(await nurse.PageAsync("/registrations"), new() { ["Number"] = number }, expected: 400, form: "#answer");
        await gp2.SubmitAsync(desk, new() { ["Number"] = number }, expected: 302, form: "#answer");

        await gp2.PageAsync($"/records/{patient}");
        await gp2.PageAsync($"/records/{patient}/plan/preferred-places");
        await gp.PageAsync($"/records/{patient}", expected: 403);
        Assert.Equal(
            "Y90002 Y90002",
            await app.Database.ValueAsync<string>(
                """
                select practice.ods_code || ' ' || holder.ods_code from patients
                join plans on plans.patient_id = patients.id
                join organisations practice on practice.id = patients.gp_practice_id
                join organisations holder on holder.id = plans.recording_organisation_id where patients.id = $1
                """,
                patient
            )
        );
        Assert.Contains("Registration: confirmed by the new practice", (await gp2.PageAsync("/inbox")).Text, StringComparison.Ordinal);
        Assert.Equal(
            2L,
            await app.Database.ValueAsync<long>(
                "select count(*) from notices where patient_id = $1 and what like '%confirmed by the new%'",
                patient
            )
        );
        await gp2.SubmitAsync(desk, new() { ["Number"] = number }, expected: 400, form: "#answer");

        var left = await gp.PageAsync("/inbox");
        Assert.Contains("Registrations that passed to another practice", left.Text, StringComparison.Ordinal);
        Assert.Contains("by General practitioner, Hillside Practice", left.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("MOVER", left.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"{patient}", left.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Registrations that passed", (await gp2.PageAsync("/inbox")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_a_hospice_holds_passes_to_the_confirming_practice_and_the_hospice_stays_in_the_team_and_is_told()
    {
        var number = TestApp.NextNhsNumber();
        var patient = await app.StartRecordAsync("hospice", with: person => person with { NhsNumber = number, FamilyName = "Passer" });
        await app.Database.RunAsync($"update relationships set ends_at = now() where patient_id = '{patient}' and source = 'team'");
        var hospice = await app.SignInAsAsync("hospice");
        await AskHillsideAsync(hospice, patient);
        var gp2 = await app.SignInAsAsync("gp2");

        await gp2.SubmitAsync(await gp2.PageAsync("/registrations"), new() { ["Number"] = number }, expected: 302, form: "#answer");

        Assert.Equal("Y90002", await HolderAsync(patient));
        await gp2.PageAsync($"/records/{patient}/plan/preferred-places");
        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}", expected: 403);
        Assert.Equal(
            ["Y90001", "Y90002", "Y90020"],
            await app.Database.ValueAsync<string[]>(
                """
                select array(select distinct told.ods_code::text from notices notice join organisations told on told.id = notice.organisation_id
                             where notice.patient_id = $1 and notice.what like '%confirmed by the new%' order by 1)
                """,
                patient
            )
        );
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                """
                select count(*) from relationships link join organisations organisation on organisation.id = link.organisation_id
                where link.patient_id = $1 and organisation.ods_code = 'Y90020' and link.source = 'team' and link.ends_at is null
                """,
                patient
            )
        );
        await hospice.PageAsync($"/records/{patient}/plan/about-me");

        // It holds the record no more: where its contributions are switched off, it reads.
        await app.Database.RunAsync("update organisations set contributes = false where ods_code = 'Y90020'");
        await hospice.PageAsync($"/records/{patient}/plan/about-me", expected: 403);
        await hospice.PageAsync($"/records/{patient}");
        await app.Database.RunAsync("update organisations set contributes = true where ods_code = 'Y90020'");
    }

    [Fact]
    public async Task A_record_that_is_not_shared_passes_too_and_who_held_it_is_told_without_a_name()
    {
        var number = TestApp.NextNhsNumber();
        var patient = await app.StartRecordAsync(
            "hospice",
            ConsentStatus.Withdrawn,
            person => person with { NhsNumber = number, FamilyName = "Unshared" }
        );
        var hospice = await app.SignInAsAsync("hospice");
        await AskHillsideAsync(hospice, patient);
        var gp2 = await app.SignInAsAsync("gp2");

        await gp2.SubmitAsync(await gp2.PageAsync("/registrations"), new() { ["Number"] = number }, expected: 302, form: "#answer");

        Assert.Equal("Y90002", await HolderAsync(patient));
        await gp2.PageAsync($"/records/{patient}");
        await hospice.PageAsync($"/records/{patient}", expected: 404);
        var inbox = await hospice.PageAsync("/inbox");
        Assert.Contains("Registrations that passed to another practice", inbox.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("UNSHARED", inbox.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain($"{patient}", inbox.Html, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from notices join organisations on organisations.id = organisation_id where patient_id = $1 and ods_code = 'Y90001'",
                patient
            )
        );
    }

    [Fact]
    public async Task A_record_does_not_pass_to_a_practice_that_the_person_has_objected_to_since_it_was_asked()
    {
        var number = TestApp.NextNhsNumber();
        var patient = await app.StartRecordAsync("hospice", with: person => person with { NhsNumber = number, FamilyName = "Refuser" });
        var hospice = await app.SignInAsAsync("hospice");
        await AskHillsideAsync(hospice, patient);
        await hospice.SubmitAsync(
            await hospice.PageAsync($"/records/{patient}/consent/objections"),
            new() { ["Organisation"] = await OrganisationAsync("gp2") },
            expected: 302,
            form: "#add"
        );
        var gp2 = await app.SignInAsAsync("gp2");

        await gp2.SubmitAsync(await gp2.PageAsync("/registrations"), new() { ["Number"] = number }, expected: 400, form: "#answer");

        Assert.Equal("Y90020", await HolderAsync(patient));
        await gp2.PageAsync($"/records/{patient}", expected: 404);
    }

    [Fact]
    public async Task A_referral_is_listed_before_it_ends_and_work_with_the_plan_keeps_it()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Referred" });
        var gp = await app.SignInAsAsync("gp");
        var social = await AddAsync(gp, patient, "socialcare", "Referral");
        await app.Database.RunAsync(
            $"update relationships set ends_at = now() + interval '20 days' where patient_id = '{patient}' and source = 'referral'"
        );

        Assert.Contains("Referrals that end soon", (await social.PageAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Ends soon", (await gp.PageAsync($"/records/{patient}/team")).Text, StringComparison.Ordinal);
        await social.SubmitAsync(
            await social.PageAsync($"/records/{patient}/plan/about-me"),
            new() { ["Form.MostImportantToMe"] = "The garden" },
            expected: 302,
            form: "#section"
        );
        Assert.DoesNotContain("Referrals that end soon", (await social.PageAsync("/")).Text, StringComparison.Ordinal);

        await app.Database.RunAsync($"update relationships set ends_at = now() where patient_id = '{patient}' and source = 'referral'");
        await social.PageAsync($"/records/{patient}", expected: 404);
    }

    [Fact]
    public async Task The_third_unreviewed_emergency_needs_words_and_each_tells_the_team_and_alerts_without_a_name()
    {
        var hospital = await app.SignInAsAsync("hospital");
        const string Alerts = "select count(*) from outbox_mails where subject like '%emergency access%'";
        var before = await app.Database.ValueAsync<long>(Alerts);
        for (var use = 1; use <= 3; use++)
        {
            var patient = await app.StartRecordAsync(with: person => person with { FamilyName = $"Emergency{use}" });
            var page = await hospital.PageAsync($"/emergency/{patient}");
            if (use == 3)
            {
                await hospital.SubmitAsync(page, new() { ["Form.Reason"] = "Emergency" }, expected: 400, form: "#break-glass");
            }

            await hospital.SubmitAsync(
                page,
                new() { ["Form.Reason"] = "Emergency", ["Form.Words"] = use == 3 ? "Found collapsed" : "" },
                expected: 302,
                form: "#break-glass"
            );
            var record = await hospital.PageAsync($"/records/{patient}");
            Assert.Matches(
                @"Until .*, (60|59) minutes left|1 hour 0 minutes left",
                record.Document.QuerySelector(".app-emergency")!.TextContent
            );
            Assert.Contains($"EMERGENCY{use}", (await (await app.SignInAsAsync("gp")).PageAsync("/inbox")).Html, StringComparison.Ordinal);
        }

        Assert.Equal(before + 3, await app.Database.ValueAsync<long>(Alerts));
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from outbox_mails where body || subject ilike any(array['%emergency1%', '%haddad%', '%99905%'])"
            )
        );
    }

    [Fact]
    public async Task A_crew_is_shown_where_a_restricted_person_is_once_with_a_reason()
    {
        var patient = await app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            person => person with { Restricted = true, AddressLine1 = Hidden },
            new AccessToHome { KeySafe = "Hiddenplace-code" }
        );
        var crew = await app.SignInAsAsync("ambulance");
        await crew.PageAsync($"/records/{patient}/location", expected: 403);
        await crew.SubmitAsync(await crew.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        var card = await crew.PageAsync($"/records/{patient}/urgent");
        Assert.DoesNotContain(Hidden, card.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Riverside Surgery", card.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(card.Document.QuerySelector($"a[href='/records/{patient}/location']"));

        var ask = await crew.PageAsync($"/records/{patient}/location");
        Assert.DoesNotContain(Hidden, ask.Html, StringComparison.OrdinalIgnoreCase);
        await crew.SubmitAsync(ask, [], expected: 400);
        var shown = await crew.SubmitAsync(ask, new() { ["Reason"] = "On the way to the person" }, expected: 200);

        Assert.Contains($"{Hidden},", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Hiddenplace-code", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, (await crew.PageAsync($"/records/{patient}/urgent")).Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'location-shown'",
                patient
            )
        );
        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/location", expected: 403);
    }

    [Fact]
    public async Task Why_can_X_see_Y_is_answered_by_the_same_rules_without_a_name_and_to_administrators_of_their_own_only()
    {
        var number = TestApp.NextNhsNumber();
        await app.StartRecordAsync(with: person => person with { NhsNumber = number, FamilyName = "Whywhy" });
        var privacy = await app.SignInAsAsync("privacy");
        var page = await privacy.PageAsync("/admin/why");

        var yes = await AskAsync(privacy, page, "gp@demo.epaccs.example", number);
        Assert.Contains("Yes: this post opens the record", yes.Text, StringComparison.Ordinal);
        Assert.Contains("Opened by: Registered GP practice", yes.Text, StringComparison.Ordinal);
        var no = await AskAsync(privacy, page, "Dr Omar Haddad", number);
        Assert.Contains("No relationship in force", no.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("WHYWHY", yes.Html + no.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(400, (await AskAsync(privacy, page, "nobody@demo.epaccs.example", number)).Status);

        var admin = await app.SignInAsAsync("admin");
        var asked = await admin.PageAsync("/admin/why");
        Assert.Contains("Yes", (await AskAsync(admin, asked, "gp@demo.epaccs.example", number)).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await AskAsync(admin, asked, "gp2@demo.epaccs.example", number)).Status);
        var elsewhere = await AskAsync(admin, asked, "gp@demo.epaccs.example", "9990000069");
        var nobody = await AskAsync(admin, asked, "gp@demo.epaccs.example", TestApp.NextNhsNumber());
        Assert.Equal(
            nobody.Document.QuerySelector(".nhsuk-card")!.TextContent,
            elsewhere.Document.QuerySelector(".nhsuk-card")!.TextContent
        );

        var roles = await admin.PageAsync("/admin/roles");
        Assert.Equal(14, roles.Document.QuerySelectorAll("table tbody tr").Length);
        await (await app.SignInAsAsync("gp")).PageAsync("/admin/why", expected: 403);
    }

    [Fact]
    public async Task Every_blocked_cause_of_starting_has_the_same_words()
    {
        var withdrawn = TestApp.NextNhsNumber();
        var objected = TestApp.NextNhsNumber();
        var ended = TestApp.NextNhsNumber();
        await app.StartRecordAsync(share: ConsentStatus.Withdrawn, with: person => person with { NhsNumber = withdrawn });
        var patient = await app.StartRecordAsync(with: person => person with { NhsNumber = objected });
        await app.Database.RunAsync(
            $"insert into objections (id, patient_id, organisation_id, raised_at, raised_by) values (gen_random_uuid(), '{patient}', '{await OrganisationAsync("gp2")}', now(), 'Test')"
        );
        var error = await app.StartRecordAsync(with: person => person with { NhsNumber = ended });
        await app.Database.RunAsync($"update plans set ended_in_error = true, ended_as = 'entered-in-error' where patient_id = '{error}'");

        var gp2 = await app.ActorAsync("gp2");
        var today = Domain.Patients.London.Day(app.Clock.GetUtcNow());
        var given = new Domain.Consents.ConsentAnswers(ConsentStatus.Given, today, null, null, null, null);
        var words = new HashSet<string>();
        foreach (var number in new[] { withdrawn, objected, ended })
        {
            await using var scope = app.Services.CreateAsyncScope();
            var person = new PersonDetails
            {
                NhsNumber = number,
                FamilyName = "Started",
                GivenName = "Twice",
                DateOfBirth = new DateOnly(1950, 5, 17),
                Gender = Gender.Female,
                GpPracticeCode = "Y90002",
            };
            var outcome = await scope
                .ServiceProvider.GetRequiredService<RecordStarter>()
                .StartAsync(new NewRecord(person, given, given, []), gp2, Guid.NewGuid(), TestContext.Current.CancellationToken);
            var sentence = Assert.IsType<StartOutcome.Blocked>(outcome).Sentence;
            words.Add(sentence[..sentence.IndexOf("reference", StringComparison.Ordinal)]);
        }

        Assert.Equal("A record cannot be started here. Ring the coordination service, ", Assert.Single(words));
    }

    private static async Task AskHillsideAsync(TestBrowser browser, Guid patient) =>
        await browser.SubmitAsync(
            await browser.PageAsync($"/records/{patient}/person"),
            new() { ["Form.GpPracticeCode"] = "Y90002" },
            expected: 302,
            form: "#person"
        );

    private Task<string> HolderAsync(Guid patient) =>
        app.Database.ValueAsync<string>(
            """
            select holder.ods_code from plans join organisations holder on holder.id = plans.recording_organisation_id
            where plans.patient_id = $1
            """,
            patient
        );

    private static Task<TestPage> AskAsync(TestBrowser browser, TestPage page, string user, string number) =>
        browser.SubmitAsync(page, new() { ["Form.User"] = user, ["Form.Number"] = number });

    private async Task<string> OrganisationAsync(string account) => (await app.ActorAsync(account)).OrganisationId.ToString();

    private async Task<TestBrowser> AddAsync(TestBrowser gp, Guid patient, string account, string part)
    {
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/team"),
            new() { ["Organisation"] = await OrganisationAsync(account), ["Part"] = part },
            expected: 302,
            form: "#add"
        );
        return await app.SignInAsAsync(account);
    }
}
