using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Patients;

/// <summary>A first plan takes two minutes: few fields to type, three requests, one preference.</summary>
public sealed class FirstPlanTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>The most fields to type on the page as it is first shown. A new one takes the place of another.</summary>
    private const int Budget = 15;

    /// <summary>What stays out of sight until it is wanted.</summary>
    private const string Folded = "details, .nhsuk-radios__conditional, .nhsuk-checkboxes__conditional";

    private static readonly string[] Typed =
    [
        "Person.AddressLine1",
        "Person.DateOfBirth",
        "Person.FamilyName",
        "Person.GivenName",
        "Person.NhsNumber",
        "Person.Phone",
        "Person.Postcode",
        "Person.Title",
        "Person.UsualGp",
        "Start.Diagnosis",
        "ToRecord.On",
        "ToShare.On",
    ];

    [Fact]
    public async Task The_page_asks_for_no_more_typing_than_its_budget()
    {
        var page = await (await app.SignInAsAsync("gp")).PageAsync("/patients/new");

        var shown = TypedFields(page).Where(field => field.Element.Closest(Folded) is null).Select(field => field.Name).Distinct().Order();

        // Listed by name, so that whoever adds a field sees which ones it stands beside.
        Assert.Equal(Typed, shown);
        Assert.True(Typed.Length <= Budget);
    }

    [Fact]
    public async Task What_is_rare_is_folded_away_and_reached_without_script()
    {
        var page = await (await app.SignInAsAsync("gp")).PageAsync("/patients/new");
        var folded = TypedFields(page).Where(field => field.Element.Closest(Folded) is not null).Select(field => field.Name);

        Assert.Equal(
            [
                "Person.AddressLine2",
                "Person.AddressLine3",
                "Person.PreferredName",
                "Person.Religion",
                "Person.Town",
                "PreferredPlaces.ExpressedOn",
                "PreferredPlaces.Name",
                "Start.CarerName",
                "Start.CarerPhone",
                "ToRecord.DecidedBy",
                "ToRecord.Notes",
                "ToRecord.WhoWasConsulted",
                "ToShare.DecidedBy",
                "ToShare.Notes",
                "ToShare.WhoWasConsulted",
            ],
            folded.Distinct().Order()
        );
        Assert.All(
            page.Document.QuerySelectorAll("form[method=post] details"),
            box => Assert.NotNull(box.QuerySelector(":scope > summary"))
        );
    }

    [Fact]
    public async Task The_minimum_and_one_preference_make_a_plan_in_three_requests()
    {
        var gp = await app.SignInAsAsync("gp");
        var values = StartTests.Complete(TestApp.NextNhsNumber());

        // What the page chooses by itself is not typed.
        values.Remove("Person.GpPracticeCode");
        values["PreferredPlaces.Place"] = "Hospice";
        values["PreferredPlaces.Name"] = "St Clare's Hospice";

        var form = await gp.PageAsync("/patients/new");
        var started = await gp.SubmitAsync(form, values, expected: 302);
        var plan = await gp.PageAsync(started.Location!);

        var places = plan.Document.GetElementById("preferred-places")!.TextContent;
        Assert.Contains("Hospice: St Clare's Hospice", places, StringComparison.Ordinal);
        Assert.Contains(London.Show(London.Day(app.Clock.GetUtcNow())), places, StringComparison.Ordinal);
        Assert.DoesNotContain("Preferred place of death is not recorded", plan.Text, StringComparison.Ordinal);
        Assert.Contains("No fixed abode", plan.Html, StringComparison.Ordinal);
        Assert.Equal(
            "Y90001 not-traced not known 5",
            await app.Database.ValueAsync<string>(
                """
                select practice.ods_code || ' ' || patient.nhs_number_status || ' ' || lower(person.answers->>'usualGp') || ' '
                    || (select count(*) from section_versions version where version.patient_id = patient.id)
                from patients patient
                join organisations practice on practice.id = patient.gp_practice_id
                join section_versions person on person.patient_id = patient.id and person.section = 'person'
                where patient.nhs_number = $1
                """,
                values["Person.NhsNumber"]!
            )
        );
    }

    [Theory]
    [InlineData("Unable", "Unable to express a preference")]
    [InlineData("NotAppropriate", "Discussion not appropriate")]
    [InlineData("Declined", "Declined to discuss")]
    [InlineData("Undecided", "Undecided")]
    public async Task A_finding_is_a_preference_too(string finding, string shown)
    {
        var gp = await app.SignInAsAsync("gp");
        var values = StartTests.Complete(TestApp.NextNhsNumber());
        values["PreferredPlaces.Finding"] = finding;

        var started = await gp.SubmitAsync(await gp.PageAsync("/patients/new"), values, expected: 302);
        var plan = await gp.PageAsync(started.Location!);

        Assert.Contains(shown, plan.Document.GetElementById("preferred-places")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Preferred place of death is not recorded", plan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_and_a_finding_together_are_refused_and_neither_is_lost()
    {
        var gp = await app.SignInAsAsync("gp");
        var values = StartTests.Complete(TestApp.NextNhsNumber());
        (values["PreferredPlaces.Finding"], values["PreferredPlaces.Place"]) = ("Declined", "Hospice");

        var refused = await gp.SubmitAsync(await gp.PageAsync("/patients/new"), values, expected: 400);

        Assert.Contains("not both", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("Declined", refused.ValueOf("PreferredPlaces.Finding"));
        Assert.Equal("Hospice", refused.ValueOf("PreferredPlaces.Place"));
    }

    [Fact]
    public async Task A_place_where_people_only_happen_to_die_is_no_wish()
    {
        var gp = await app.SignInAsAsync("gp");
        var values = StartTests.Complete(TestApp.NextNhsNumber());
        values["PreferredPlaces.Place"] = "Ambulance";

        var refused = await gp.SubmitAsync(await gp.PageAsync("/patients/new"), values, expected: 400);

        Assert.Contains(
            "from the list",
            refused.Document.GetElementById("PreferredPlaces_Place-error")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_wish_of_tomorrow_is_refused_where_it_was_typed_and_the_fold_stands_open()
    {
        var gp = await app.SignInAsAsync("gp");
        var values = StartTests.Complete(TestApp.NextNhsNumber());
        var tomorrow = London.Day(app.Clock.GetUtcNow()).AddDays(1);
        values["PreferredPlaces.Finding"] = "Undecided";
        (
            values["PreferredPlaces.ExpressedOn.Day"],
            values["PreferredPlaces.ExpressedOn.Month"],
            values["PreferredPlaces.ExpressedOn.Year"]
        ) = ($"{tomorrow.Day}", $"{tomorrow.Month}", $"{tomorrow.Year}");

        var refused = await gp.SubmitAsync(await gp.PageAsync("/patients/new"), values, expected: 400);

        Assert.Contains("today or in the past", Assert.Single(refused.Errors), StringComparison.Ordinal);
        var fold = refused.Document.GetElementById("PreferredPlaces_ExpressedOn-error")!.Closest("details")!;
        Assert.True(fold.HasAttribute("open"));
        Assert.Single(refused.Document.QuerySelectorAll("form[method=post] details[open]"));
    }

    [Fact]
    public async Task The_practice_is_chosen_for_a_practices_own_post_only()
    {
        Assert.Equal("Y90001", (await (await app.SignInAsAsync("gp")).PageAsync("/patients/new")).ValueOf("Person.GpPracticeCode"));
        Assert.Equal("", (await (await app.SignInAsAsync("hospice")).PageAsync("/patients/new")).ValueOf("Person.GpPracticeCode"));
    }

    /// <summary>Everything with a keyboard's worth of answer; a date's three boxes are one field.</summary>
    private static IEnumerable<(string Name, IElement Element)> TypedFields(TestPage page) =>
        page
            .Document.QuerySelectorAll("form[method=post] input, form[method=post] textarea")
            .Where(element =>
                element.Closest("main") is not null
                && element
                    is IHtmlTextAreaElement
                        or IHtmlInputElement { Type: not ("hidden" or "radio" or "checkbox" or "submit" or "button") }
            )
            .Select(element => (Name: element.GetAttribute("name")!, element))
            .Select(field =>
                field.element.Closest(".nhsuk-date-input") is null ? field : (field.Name[..field.Name.LastIndexOf('.')], field.element)
            );
}
