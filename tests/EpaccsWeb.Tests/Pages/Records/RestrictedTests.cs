using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Pages.Records;
using EpaccsWeb.Tests.Support;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Where a restricted person is, is for the team only: on every page, summary and form.</summary>
public sealed class RestrictedTests(TestApp app) : IClassFixture<TestApp>
{
    private const string HiddenPlace = "Hiddenplace";

    /// <summary>Forms of which a part is hidden: an answer that is shown, and those that are not.</summary>
    private static readonly (string Section, string Shown, string Answer, string[] Hidden)[] Forms =
    [
        ("resuscitation", "Form.Reason", "Frailty of the heart", ["Form.FormLocation"]),
        ("treatment-escalation", "Form.WhatMatters", "To be at peace", ["Form.FormLocation"]),
        (
            "legal",
            "Form.AdrtSeenBy",
            "Dr Seen",
            [
                "Form.AdrtLocation",
                "Form.AttorneyPhone",
                "Form.LpaLocation",
                "Form.PropertyAttorneyDetails",
                "Form.DeputyPhone",
                "Form.CapacityLocation",
                "Form.AdvanceStatementLocation",
            ]
        ),
        ("preferred-places", "Form.Notes", "By the sea", ["Form.Death.First.Name", "Form.Death.First.Address"]),
        ("contingency", "Form.EarlyWarningSigns", "Pallor", ["Form.Emergencies[0].WhoToContact"]),
        ("anticipatory-medicines", "Form.Medicines", "Midazolam", ["Form.Location", "Form.ChartLocation"]),
        (
            "professional-contacts",
            "Form.KeyWorkerRole",
            "Nurse",
            [
                "Form.KeyWorkerPhone",
                "Form.Others",
                "Form.Contacts[0].Team",
                "Form.Contacts[0].Organisation",
                "Form.Contacts[0].Telephone",
                "Form.Contacts[1].Organisation",
                "Form.Contacts[2].Team",
            ]
        ),
        ("individual-requirements", "Form.Mobility", "With a frame", ["Form.ContactMethod"]),
        ("documents", "Form.Listed[0].Author", "Meera", ["Form.Listed[0].Location"]),
    ];

    [Fact]
    public async Task An_out_of_hours_doctor_caring_now_sees_no_location_on_any_page_and_changes_the_rest_of_a_form_without_losing_it()
    {
        var patient = await StartAsync();
        var ooh = await CaringAsync("ooh", patient);

        foreach (
            var page in new[]
            {
                "",
                "/urgent",
                "/person",
                "/team",
                "/history",
                "/history?as-at=2099-01-01T00:00",
                "/activity",
                "/consent",
                "/death",
                "/print",
                "/print?for=person",
                "/print?for=door",
                "/print?as-at=2099-01-01T00:00",
                "/copy",
            }
        )
        {
            NotShown(await ooh.PageAsync($"/records/{patient}{page}"));
        }

        foreach (var section in new[] { "access-to-home", "personal-contacts", "social-context" })
        {
            await ooh.PageAsync($"/records/{patient}/plan/{section}", expected: 403);
        }

        var gp = await app.SignInAsAsync("gp");
        foreach (var (section, shown, answer, hidden) in Forms)
        {
            var address = $"/records/{patient}/plan/{section}";
            var overview = await ooh.PageAsync($"/records/{patient}");
            Assert.NotNull(overview.Document.QuerySelector($"a[href='{address}']"));
            var form = await ooh.PageAsync(address);
            NotShown(form);
            Assert.All(hidden, name => Assert.Null(form.ValueOf(name)));

            var saved = await ooh.SubmitAsync(form, new() { [shown] = answer }, expected: 302, form: "#section");

            var receipt = await ooh.PageAsync(saved.Location!.Split('#')[0]);
            NotShown(receipt);
            Assert.Contains("saved. What is hidden stays as it was.", receipt.Text, StringComparison.Ordinal);
            var whole = await gp.PageAsync(address);
            Assert.Equal(answer, whole.ValueOf(shown));
            Assert.All(hidden, name => Assert.Equal($"{section} {name} {HiddenPlace}", $"{section} {name} {whole.ValueOf(name)}"));
        }
    }

    [Fact]
    public async Task A_conflict_shows_no_location_either_and_what_somebody_else_saved_of_it_is_kept()
    {
        var patient = await StartAsync();
        var address = $"/records/{patient}/plan/professional-contacts";
        var (ooh, gp) = (await CaringAsync("ooh", patient), await app.SignInAsAsync("gp"));
        var mine = await ooh.PageAsync(address);
        await gp.SubmitAsync(
            await gp.PageAsync(address),
            new()
            {
                ["Form.KeyWorkerRole"] = "Matron",
                ["Form.KeyWorkerPhone"] = "Hiddenplace two",
                ["Form.Contacts[0].Telephone"] = "Hiddenplace three",
            },
            expected: 302,
            form: "#section"
        );

        var conflict = await ooh.SubmitAsync(
            mine,
            new() { ["Form.KeyWorkerRole"] = "Nurse", ["Form.Contacts[0].Role"] = "Consultant" },
            expected: 409,
            form: "#section"
        );
        NotShown(conflict);
        Assert.Contains("Matron", conflict.Text, StringComparison.Ordinal);
        Assert.Equal("Mine", conflict.ValueOf("Merge.Contacts"));
        var asked = await ooh.SubmitAsync(conflict, [], expected: 400, form: "#section");
        NotShown(asked);
        NotShown(await ooh.SubmitAsync(asked, new() { ["Add"] = "Contacts" }, expected: 200, form: "#section"));
        await ooh.SubmitAsync(asked, new() { ["Merge.KeyWorkerRole"] = "Mine" }, expected: 302, form: "#section");

        var whole = await gp.PageAsync(address);
        Assert.Equal(("Nurse", "Hiddenplace two"), (whole.ValueOf("Form.KeyWorkerRole"), whole.ValueOf("Form.KeyWorkerPhone")));
        Assert.Equal(
            ("Consultant", "Hiddenplace three", HiddenPlace),
            (whole.ValueOf("Form.Contacts[0].Role"), whole.ValueOf("Form.Contacts[0].Telephone"), whole.ValueOf("Form.Contacts[0].Team"))
        );
        Assert.Equal(HiddenPlace, whole.ValueOf("Form.Contacts[1].Organisation"));
        Assert.Equal(HiddenPlace, whole.ValueOf("Form.Contacts[2].Team"));
        Assert.Equal(HiddenPlace, whole.ValueOf("Form.Others"));
    }

    [Theory]
    [InlineData("preferred-places", "Form.Death.First.Place", "Hospital", "Form.Death.First.Name")]
    [InlineData("anticipatory-medicines", "Form.Status", "NotInPlace", "Form.Location")]
    [InlineData("legal", "Form.AttorneyName", "Another Attorney", "Form.AttorneyPhone")]
    [InlineData("legal", "Form.Adrt", "None", "Form.AdrtLocation")]
    [InlineData("professional-contacts", "Form.Contacts[0].Name", "Dr B Madeup", "Form.Contacts[0].Telephone")]
    public async Task What_belongs_to_what_was_changed_goes_with_it_and_that_is_said(
        string section,
        string shown,
        string answer,
        string hidden
    )
    {
        var patient = await StartAsync();
        var address = $"/records/{patient}/plan/{section}";
        var ooh = await CaringAsync("ooh", patient);

        var saved = await ooh.SubmitAsync(await ooh.PageAsync(address), new() { [shown] = answer }, expected: 302, form: "#section");

        Assert.Contains(
            "Something that is hidden belonged to what you changed, and was not kept with it.",
            (await ooh.PageAsync(saved.Location!.Split('#')[0])).Text,
            StringComparison.Ordinal
        );
        var whole = await (await app.SignInAsAsync("gp")).PageAsync(address);
        Assert.Equal((answer, ""), (whole.ValueOf(shown), whole.ValueOf(hidden)));
    }

    [Fact]
    public async Task What_is_sent_for_a_hidden_answer_is_not_taken()
    {
        var patient = await StartAsync();
        var address = $"/records/{patient}/plan/resuscitation";
        var ooh = await CaringAsync("ooh", patient);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await ooh.PageAsync(address)).Document.QuerySelector("#section")!;

        await ooh.PostAsync(
            address,
            TestBrowser
                .FieldsOf(form, [])
                .Where(field => field.Key is not "WithoutLocation")
                .Append(new("Form.FormLocation", "Typed past the form")),
            expected: 302
        );

        Assert.Equal(HiddenPlace, (await (await app.SignInAsAsync("gp")).PageAsync(address)).ValueOf("Form.FormLocation"));
    }

    [Fact]
    public async Task Once_the_location_is_shown_the_whole_form_opens_on_that_visit_and_nothing_kept_without_it_is_lost()
    {
        var patient = await StartAsync();
        var address = $"/records/{patient}/plan/professional-contacts";
        var (ooh, gp) = (await CaringAsync("ooh", patient), await app.SignInAsAsync("gp"));
        var before = await ooh.PageAsync(address);
        var fields = TestBrowser.FieldsOf(
            (AngleSharp.Html.Dom.IHtmlFormElement)before.Document.QuerySelector("#section")!,
            new() { ["Form.KeyWorkerRole"] = "Drafted" }
        );
        await ooh.PostAsync($"{address}?handler=Draft", fields);
        NotShown(await ooh.PageAsync(address));

        await ooh.SubmitAsync(
            await ooh.PageAsync($"/records/{patient}/location"),
            new() { ["Reason"] = "On the way to the person" },
            expected: 200
        );

        var draft = await ooh.PageAsync(address);
        Assert.Equal(
            ("Drafted", HiddenPlace, HiddenPlace),
            (draft.ValueOf("Form.KeyWorkerRole"), draft.ValueOf("Form.KeyWorkerPhone"), draft.ValueOf("Form.Contacts[2].Team"))
        );
        await ooh.PageAsync($"/records/{patient}/plan/access-to-home");
        // The form that was opened before has no such fields, and takes nothing away.
        await ooh.SubmitAsync(before, new() { ["Form.KeyWorkerRole"] = "Nurse" }, expected: 302, form: "#section");
        var whole = await gp.PageAsync(address);
        Assert.All(
            Forms.Single(form => form.Section == "professional-contacts").Hidden,
            name => Assert.Equal(HiddenPlace, whole.ValueOf(name))
        );
        await ooh.SubmitAsync(
            await ooh.PageAsync(address),
            new() { ["Form.KeyWorkerPhone"] = "Found there" },
            expected: 302,
            form: "#section"
        );
        Assert.Equal("Found there", (await gp.PageAsync(address)).ValueOf("Form.KeyWorkerPhone"));

        // The next visit begins as the first one did.
        await ooh.SubmitAsync(await ooh.PageAsync($"/records/{patient}/urgent"), [], form: "form[action$='handler=Finish']");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        NotShown(await ooh.PageAsync(address));
        await ooh.PageAsync($"/records/{patient}/plan/access-to-home", expected: 403);
    }

    [Fact]
    public void Every_section_that_holds_some_location_says_which_fields_of_its_form_tell_it()
    {
        var forms = typeof(Program).Assembly.GetTypes();
        foreach (var section in SectionCatalogue.Plan)
        {
            var form = forms.Single(type =>
                type.GetInterfaces()
                    .Any(one =>
                        one.IsGenericType
                        && one.GetGenericTypeDefinition() == typeof(ISectionForm<,>)
                        && one.GetGenericArguments()[1] == section.Answers
                    )
            );
            var marked = forms
                .Where(type => type.Namespace == form.Namespace)
                .SelectMany(type => type.GetProperties().Where(property => LocationFields.Has(type, property.Name)));
            Assert.True((section.Location is LocationHeld.Some) == marked.Any(), section.Key);
        }
    }

    private static void NotShown(TestPage page) => Assert.DoesNotContain(HiddenPlace, page.Html, StringComparison.OrdinalIgnoreCase);

    private async Task<TestBrowser> CaringAsync(string account, Guid patient)
    {
        var browser = await app.SignInAsAsync(account);
        await browser.SubmitAsync(await browser.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        return browser;
    }

    /// <summary>A restricted person of whom every answer that tells the location is given.</summary>
    private Task<Guid> StartAsync() =>
        app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            person => person with { Restricted = true, AddressLine1 = HiddenPlace, Phone = HiddenPlace, UsualGp = HiddenPlace },
            new AccessToHome { KeySafe = HiddenPlace },
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                FormLocation = HiddenPlace,
            },
            new LegalDecisions
            {
                Adrt = AdrtStatus.HasAdrt,
                AdrtLocation = HiddenPlace,
                Lpa = LpaStatus.HealthAndWelfare,
                AttorneyName = "Al Attorney",
                AttorneyPhone = HiddenPlace,
                LpaLocation = HiddenPlace,
                PropertyAttorney = true,
                PropertyAttorneyDetails = HiddenPlace,
                CourtDeputy = true,
                DeputyPhone = HiddenPlace,
                CapacityLocation = HiddenPlace,
                AdvanceStatementMade = true,
                AdvanceStatementLocation = HiddenPlace,
            },
            new TreatmentEscalation
            {
                Ceiling = CeilingOfTreatment.ComfortOnly,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                FormLocation = HiddenPlace,
            },
            new ContingencyPlans { Emergencies = [new() { Trigger = "Bleeding", WhoToContact = HiddenPlace }] },
            new IndividualRequirements { ContactMethod = HiddenPlace },
            new Documents { Listed = [new() { Title = "Scan of the plan", Location = HiddenPlace }] },
            new AnticipatoryMedicines
            {
                Status = AnticipatoryStatus.BoxIssued,
                Location = HiddenPlace,
                ChartLocation = HiddenPlace,
            },
            new ProfessionalContacts
            {
                KeyWorkerName = "Key",
                KeyWorkerPhone = HiddenPlace,
                Others = HiddenPlace,
                Contacts =
                [
                    new()
                    {
                        Name = "Dr A Madeup",
                        Team = HiddenPlace,
                        Organisation = HiddenPlace,
                        Telephone = HiddenPlace,
                    },
                    new() { Organisation = HiddenPlace, KeyWorker = true },
                    new() { Team = HiddenPlace },
                ],
            },
            new PersonalContacts
            {
                Carer = CarerStatus.HasCarer,
                CarerName = "Carer",
                CarerPhone = HiddenPlace,
            },
            new PreferredPlaces
            {
                ExpressedOn = new(2026, 1, 1),
                Death = new()
                {
                    First = new()
                    {
                        Place = Place.Hospice,
                        Name = HiddenPlace,
                        Address = HiddenPlace,
                    },
                },
            }
        );
}
