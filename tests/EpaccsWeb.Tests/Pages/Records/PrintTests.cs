using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The plan on paper: whole for the reader, without what is left off for the person, and audited as printed.</summary>
public sealed class PrintTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Remark = "Remarkword";
    private const string HiddenPlace = "Hiddenplace";

    [Fact]
    public async Task The_whole_plan_is_printed_with_its_head_its_blanks_and_its_decisions_and_nothing_to_press()
    {
        var patient = await StartAsync(personAware: true);
        var gp = await app.SignInAsAsync("gp");

        var print = await gp.PageAsync($"/records/{patient}/print");

        var head = Folded(print, ".app-copy__head");
        Assert.Contains("TESTPERSON, Pat", head, StringComparison.Ordinal);
        Assert.Contains("NHS No. 999", head, StringComparison.Ordinal);
        Assert.Contains("by Dr Priya Nair, General practitioner, Riverside Surgery", head, StringComparison.Ordinal);
        Assert.Matches("Plan version [1-9]", head);
        Assert.Contains("Valid until checked: this copy may be out of date", head, StringComparison.Ordinal);
        Assert.Equal(
            Domain.Plans.SectionCatalogue.All.Select(section => section.Title).Append("Team and who to ring").Append("Consent"),
            print.Document.QuerySelectorAll(".app-copy .nhsuk-card > .nhsuk-card__content > h2").Select(title => title.TextContent)
        );
        var copy = Folded(print, ".app-copy");
        Assert.Contains("Devices not recorded.", copy, StringComparison.Ordinal);
        Assert.Contains("awaiting endorsement: check the form", copy, StringComparison.Ordinal);
        Assert.Contains(Remark, copy, StringComparison.Ordinal);
        Assert.Contains("Last weeks", copy, StringComparison.Ordinal);
        Assert.Contains("Consent given", copy, StringComparison.Ordinal);
        Assert.Contains("Riverside Surgery", Folded(print, "#ring"), StringComparison.Ordinal);
        Assert.Contains("01632 960001", Folded(print, "#ring"), StringComparison.Ordinal);
        Assert.Contains("Recorded", Folded(print, "#prognosis .app-provenance"), StringComparison.Ordinal);
        Assert.Empty(print.Document.QuerySelectorAll(".app-copy form, .app-copy button"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?for=door", true)]
    [InlineData("?for=person", false)]
    public async Task The_head_says_what_the_banner_says_and_the_persons_own_tells_of_no_restriction_and_no_reported_death(
        string query,
        bool forStaff
    )
    {
        var patient = await StartAsync(personAware: true, person => person with { PreferredName = "Patty", Restricted = true });
        await ReportDeadAsync(patient);

        var head = Folded(await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/print{query}"), ".app-copy__head");

        Assert.Contains("TESTPERSON, Pat Preferred name Patty", head, StringComparison.Ordinal);
        Assert.Matches(@"Born 17 May 1950 \(\d+y\)", head);
        Assert.Matches(@"NHS No\. 999 \d{3} \d{4}\b", head);
        foreach (var words in new[] { "Restricted record", "Reported dead by Dr Reporter, unconfirmed" })
        {
            Assert.Equal(forStaff, head.Contains(words, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("Died", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_the_team_the_head_does_not_say_who_reported_a_restricted_persons_death()
    {
        var patient = await StartAsync(personAware: true, person => person with { Restricted = true });
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await ReportDeadAsync(patient);

        var print = await ooh.PageAsync($"/records/{patient}/print?for=door");

        Assert.Contains("Restricted record Reported dead, unconfirmed", Folded(print, ".app-copy__head"), StringComparison.Ordinal);
        Assert.DoesNotContain("Dr Reporter", print.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_a_print_is_audited_as_printed_and_a_refusal_as_refused()
    {
        var patient = await StartAsync(personAware: true);

        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/print");
        await (await app.SignInAsAsync("gp2")).PageAsync($"/records/{patient}/print", expected: 403);

        Assert.Equal(1L, await CountAsync(patient, "action = 'printed' and detail = 'print'"));
        Assert.Equal(0L, await CountAsync(patient, "action = 'view'"));
        Assert.Equal(1L, await CountAsync(patient, "action = 'refused' and detail like 'print:%'"));
    }

    [Fact]
    public async Task It_prints_the_plan_as_it_stood_and_refuses_a_moment_it_cannot_read()
    {
        var patient = await app.StartRecordAsync("gp", ConsentStatus.Given, null, new AccessToHome { Notes = "Porchword" });
        var was = app.Clock.GetUtcNow();
        var before = London.Local(was.AddMinutes(2)).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var long_ = London.Local(was.AddDays(-2)).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        try
        {
            var gp = await app.SignInAsAsync("gp");
            await gp.SubmitAsync(
                await gp.PageAsync($"/records/{patient}/plan/access-to-home"),
                new() { ["Form.Notes"] = "Gardenword" },
                expected: 302,
                form: "#section"
            );

            var now = await gp.PageAsync($"/records/{patient}/print");
            var then = await gp.PageAsync($"/records/{patient}/print?as-at={before}");
            var empty = await gp.PageAsync($"/records/{patient}/print?as-at={long_}");
            var wrong = await gp.PageAsync($"/records/{patient}/print?as-at=yesterday", expected: 400);

            Assert.Contains("Gardenword", Folded(now, "#access-to-home"), StringComparison.Ordinal);
            Assert.Contains("Porchword", Folded(then, "#access-to-home"), StringComparison.Ordinal);
            Assert.Contains("Care plan as it stood on", Folded(then, ".app-copy h1"), StringComparison.Ordinal);
            Assert.NotEqual(Version(now), Version(then));
            Assert.Contains("Access to home not recorded.", Folded(empty, "#access-to-home"), StringComparison.Ordinal);
            Assert.Contains("Consent not recorded.", Folded(empty, "#consent"), StringComparison.Ordinal);
            Assert.Equal(["Enter a date and time such as 2026-03-31T02:14."], wrong.Errors);
        }
        finally
        {
            app.Clock.Advance(was - app.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task The_persons_copy_leaves_off_prognosis_alerts_and_remarks_and_says_so_on_the_screen_only()
    {
        var patient = await StartAsync(personAware: true);
        var gp = await app.SignInAsAsync("gp");

        var print = await gp.PageAsync($"/records/{patient}/print?for=person");

        var copy = Folded(print, ".app-copy");
        Assert.Contains("Your care plan", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("rognosis", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("Last weeks", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("Alert", copy, StringComparison.Ordinal);
        Assert.DoesNotContain(Remark, copy, StringComparison.Ordinal);
        Assert.Contains("Not for CPR", Folded(print, ".app-copy #resuscitation"), StringComparison.Ordinal);
        Assert.DoesNotContain(print.Document.QuerySelectorAll("#resuscitation dt"), key => key.TextContent is "Reason");
        Assert.DoesNotContain("Safeword", copy, StringComparison.Ordinal);
        Assert.Contains("Carerword", copy, StringComparison.Ordinal);
        var told = Folded(print, ".app-no-print .nhsuk-card--warning");
        Assert.Contains("Prognosis and stage: How long", told, StringComparison.Ordinal);
        Assert.Contains("Resuscitation, reason: A remark between professionals.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Functional status", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_the_person_does_not_know_of_is_not_even_a_heading_on_their_copy()
    {
        var patient = await StartAsync(personAware: false);
        var gp = await app.SignInAsAsync("gp");

        var print = await gp.PageAsync($"/records/{patient}/print?for=person");

        var copy = Folded(print, ".app-copy");
        Assert.DoesNotContain("Resuscitation", copy, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("CPR", copy, StringComparison.Ordinal);
        Assert.Contains("Resuscitation: The person is recorded as not knowing", print.Text, StringComparison.Ordinal);
        Assert.Contains("Not for CPR", Folded(await gp.PageAsync($"/records/{patient}/print"), "#resuscitation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_the_copy_is_recorded_and_shown_until_the_plan_changes()
    {
        var patient = await StartAsync(personAware: true);
        var gp = await app.SignInAsAsync("gp");
        var address = $"/records/{patient}/print?for=person";
        var print = await gp.PageAsync(address);
        Assert.Contains("No copy was given to the person yet.", print.Text, StringComparison.Ordinal);

        Assert.Equal(address, (await gp.SubmitAsync(print, [], expected: 302, form: "#given")).Location);

        var given = (await gp.PageAsync(address)).Text;
        Assert.Contains("by Dr Priya Nair (General practitioner, Riverside Surgery), version", given, StringComparison.Ordinal);
        Assert.Contains("Nothing has changed since.", given, StringComparison.Ordinal);
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/plan/devices"),
            new() { ["Form.OtherDevices"] = "Frame" },
            expected: 302,
            form: "#section"
        );
        Assert.Contains("; the plan has changed since.", (await gp.PageAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_saved_while_the_copy_lay_on_the_desk_is_not_marked_as_given()
    {
        var patient = await StartAsync(personAware: true);
        var gp = await app.SignInAsAsync("gp");
        var print = await gp.PageAsync($"/records/{patient}/print?for=person");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/plan/devices"),
            new() { ["Form.OtherDevices"] = "Frame" },
            expected: 302,
            form: "#section"
        );

        await gp.SubmitAsync(print, [], expected: 302, form: "#given");

        Assert.Contains(
            "the plan has changed since",
            (await gp.PageAsync($"/records/{patient}/print?for=person")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Care_home_staff_print_without_prognosis_and_are_not_told_that_there_is_one()
    {
        var patient = await StartAsync(personAware: true, person => person with { CareHomeCode = "Y90060" });
        var home = await app.SignInAsAsync("carehome");

        foreach (var query in new[] { "", "?for=person" })
        {
            var print = await home.PageAsync($"/records/{patient}/print{query}");
            Assert.DoesNotContain("rognosis", print.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Last weeks", print.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Safeword", print.Text, StringComparison.Ordinal);
            Assert.Contains("Not for CPR", print.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_restricted_persons_place_is_on_no_print_of_a_reader_outside_the_team()
    {
        var patient = await StartAsync(
            personAware: true,
            person => person with { Restricted = true, AddressLine1 = HiddenPlace, Phone = HiddenPlace, CareHomeCode = "Y90060" }
        );
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        foreach (var query in new[] { "", "?for=person", "?as-at=2099-01-01T00:00" })
        {
            var print = await ooh.PageAsync($"/records/{patient}/print{query}");
            foreach (var place in new[] { HiddenPlace, "Safeword", "Carerword", "The Limes" })
            {
                Assert.DoesNotContain(place, print.Html, StringComparison.OrdinalIgnoreCase);
            }

            Assert.DoesNotContain("Riverside Surgery", Folded(print, "#ring"), StringComparison.Ordinal);
            Assert.Contains("Not for CPR", print.Text, StringComparison.Ordinal);
        }

        Assert.Contains(
            HiddenPlace,
            (await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/print")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task After_a_confirmed_death_the_plan_is_still_printed_and_nothing_can_be_marked()
    {
        var patient = await StartAsync(personAware: true);
        var gp = await app.SignInAsAsync("gp");
        var print = await gp.PageAsync($"/records/{patient}/print?for=person");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/death"),
            new()
            {
                ["Form.DiedOn.Day"] = "1",
                ["Form.DiedOn.Month"] = "1",
                ["Form.DiedOn.Year"] = "2026",
                ["Form.Status"] = "Formal",
            },
            expected: 302
        );

        await gp.SubmitAsync(print, [], expected: 403, form: "#given");
        var after = await gp.PageAsync($"/records/{patient}/print");

        Assert.Contains("Death recorded", after.Text, StringComparison.Ordinal);
        Assert.Contains("Born 17 May 1950 Died 1 January 2026, aged 75y", Folded(after, ".app-copy__head"), StringComparison.Ordinal);
        Assert.Null((await gp.PageAsync($"/records/{patient}/print?for=person")).Document.QuerySelector("#given"));
    }

    private Task<Guid> StartAsync(bool personAware, Func<PersonDetails, PersonDetails>? with = null) =>
        app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            with,
            new Alerts { Alert = "Alert Remarkword" },
            new PrognosisAndStage { Prognosis = Prognosis.LastWeeks, CarerAware = true },
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                Reason = Remark,
                DiscussedWithPerson = Discussion.No,
                WhyNotDiscussed = Remark,
                WhoWasInvolved = Remark,
                PersonAware = personAware,
            },
            new AccessToHome { KeySafe = "Safeword", Notes = Remark },
            new PersonalContacts
            {
                Carer = CarerStatus.HasCarer,
                CarerName = "Carerword",
                CarerPhone = "01632 960999",
            }
        );

    private Task ReportDeadAsync(Guid patient) =>
        app.Database.RunAsync(
            $"update plan_facts set died_on = current_date, death_confirmed = false, death_reported_by = 'Dr Reporter' where patient_id = '{patient}'"
        );

    private Task<long> CountAsync(Guid patient, string where) =>
        app.Database.ValueAsync<long>($"select count(*) from audit_entries where patient_id = $1 and {where}", patient);

    private static string Version(TestPage page) =>
        System.Text.RegularExpressions.Regex.Match(Folded(page, ".app-copy__head"), "Plan version \\d+").Value;

    private static string Folded(TestPage page, string selector) =>
        string.Join(' ', page.Document.QuerySelector(selector)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
