using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The person page's own questions, which are not asked when a record is started.</summary>
[Collection(nameof(SectionApp))]
public sealed class PersonTests(SectionApp shared)
{
    [Fact]
    public async Task Marital_status_and_other_identifiers_are_kept()
    {
        var patient = await shared.App.StartRecordAsync();
        var form = await shared.Gp.PageAsync($"/records/{patient}/person");
        Assert.Equal("", form.ValueOf("Form.MaritalStatus"));

        await shared.Gp.SubmitAsync(
            form,
            new() { ["Form.MaritalStatus"] = "WidowedOrSurvivingPartner", ["Form.OtherIdentifiers"] = "Northfield N0042\nSouthfield S17" },
            expected: 302
        );

        var again = await shared.Gp.PageAsync($"/records/{patient}/person");
        Assert.Equal("WidowedOrSurvivingPartner", again.ValueOf("Form.MaritalStatus"));
        Assert.Equal("Northfield N0042\nSouthfield S17", again.ValueOf("Form.OtherIdentifiers"));
    }

    [Fact]
    public async Task Readers_see_them_and_not_disclosed_differs_from_not_recorded()
    {
        var told = await ResidentAsync(MaritalStatus.NotDisclosed);
        var blank = await ResidentAsync(null);

        Assert.Contains("Marital status Not disclosed", told, StringComparison.Ordinal);
        Assert.Contains("Marital status Not recorded", blank, StringComparison.Ordinal);
        Assert.Contains("Other identifiers N0042", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_a_record_does_not_ask_for_them()
    {
        var form = await shared.Gp.PageAsync("/patients/new");

        Assert.Null(form.ValueOf("Person.MaritalStatus"));
        Assert.Null(form.ValueOf("Person.OtherIdentifiers"));
    }

    [Theory]
    [InlineData("AddressLine1", "Enter the first line of the address, or “not known” or “no fixed abode”.")]
    [InlineData("UsualGp", "Enter the usual GP's name, or “not known”.")]
    [InlineData("NhsNumberStatus", "Choose the NHS number status.")]
    public async Task What_the_standard_demands_is_asked_for_when_it_is_blanked_and_nothing_is_lost(string field, string sentence)
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { NhsNumberStatus = NhsNumberStatus.Verified });

        var refused = await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/person"),
            new() { [$"Form.{field}"] = "", ["Form.PreferredName"] = "Patty" },
            expected: 400
        );

        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Contains(sentence, refused.Document.GetElementById($"Form_{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("", "Patty"), (refused.ValueOf($"Form.{field}"), refused.ValueOf("Form.PreferredName")));
        var kept = await shared.Gp.PageAsync($"/records/{patient}/person");
        Assert.Equal(("Verified", ""), (kept.ValueOf("Form.NhsNumberStatus"), kept.ValueOf("Form.PreferredName")));
    }

    [Fact]
    public async Task What_an_import_left_open_may_stay_open_beside_what_may_not()
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { AddressLine1 = null });
        var refused = await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/person"),
            new() { ["Form.UsualGp"] = "" },
            expected: 400
        );

        Assert.Equal("Enter the usual GP's name, or “not known”.", Assert.Single(refused.Errors));
        await shared.Gp.SubmitAsync(refused, new() { ["Form.UsualGp"] = "Not known" }, expected: 302);
    }

    [Fact]
    public async Task The_practice_and_the_home_are_named_beside_their_codes_also_on_the_persons_own_copy()
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });

        foreach (var page in new[] { "", "/print?for=person" })
        {
            var text = (await shared.Gp.PageAsync($"/records/{patient}{page}")).Text;
            Assert.Contains("GP practice Riverside Surgery (Y90001)", text, StringComparison.Ordinal);
            Assert.Contains("Care home The Limes (Y90060)", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_keeps_the_demographics_keeps_the_personal_contacts_from_there_and_sees_nothing_clinical()
    {
        shared.App.Clock.Advance(-TimeSpan.FromDays(2));
        Domain.Plans.ISectionAnswers[] written =
        [
            new PersonalContacts { Carer = CarerStatus.HasCarer, CarerName = "Sam Invented" },
            new Diagnoses { Primary = "Clinicalword" },
            new ProfessionalContacts { Contacts = [new() { Name = "Dr A Madeup", Speciality = "Clinicalword" }] },
            new Allergies { Status = AllergyStatus.NoneKnown },
        ];
        var patient = await shared.App.StartRecordAsync(sections: written);
        shared.App.Clock.Advance(TimeSpan.FromDays(2));
        // Later the contacts are still theirs to change; to confirm them is offered to nobody whom the page would refuse.
        var keeper = await shared.App.SignInAsAsync("practice");
        var person = await keeper.PageAsync($"/records/{patient}/person");
        Assert.Contains("Sam Invented", person.Document.GetElementById("contacts")!.TextContent, StringComparison.Ordinal);
        var link = person.Document.QuerySelector("#contacts a")!.GetAttribute("href")!;
        Assert.Empty((await keeper.PageAsync($"/records/{patient}")).Document.QuerySelectorAll("#personal-contacts form"));

        var form = await keeper.PageAsync(link);
        var saved = await keeper.SubmitAsync(
            form,
            new() { ["Form.CarerPhone"] = "01632 960130", ["Form.Contacts[0].Name"] = "Jo Invented" },
            expected: 302,
            form: "#section"
        );

        var overview = await keeper.PageAsync(saved.Location!.Split('#')[0]);
        Assert.Contains("01632 960130", overview.Document.GetElementById("personal-contacts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Jo Invented", overview.Document.GetElementById("personal-contacts")!.TextContent, StringComparison.Ordinal);
        foreach (var page in new[] { person, form, overview })
        {
            Assert.DoesNotContain("Clinicalword", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("No known allergies", page.Html, StringComparison.Ordinal);
        }

        await keeper.PageAsync($"/records/{patient}/plan/professional-contacts", expected: 403);
        await keeper.PageAsync($"/records/{patient}/history", expected: 403);
    }

    [Fact]
    public async Task Outside_the_team_of_a_restricted_person_the_contacts_are_neither_shown_nor_changed()
    {
        var patient = await shared.App.StartRecordAsync(
            with: person => person with { Restricted = true },
            sections: new PersonalContacts { Carer = CarerStatus.HasCarer, CarerName = "Sam Invented" }
        );
        var coordinator = await shared.App.SignInAsAsync("coordinator");

        var person = await coordinator.PageAsync($"/records/{patient}/person");

        Assert.DoesNotContain("Sam Invented", person.Html, StringComparison.Ordinal);
        Assert.Null(person.Document.GetElementById("contacts"));
        await coordinator.PageAsync($"/records/{patient}/plan/personal-contacts", expected: 403);
    }

    /// <summary>The person page of a resident of The Limes as the home's staff read it.</summary>
    private async Task<string> ResidentAsync(MaritalStatus? status)
    {
        var patient = await shared.App.StartRecordAsync(with: person =>
            person with
            {
                CareHomeCode = "Y90060",
                MaritalStatus = status,
                OtherIdentifiers = "N0042",
            }
        );
        return (await (await shared.App.SignInAsAsync("carehome")).PageAsync($"/records/{patient}/person")).Text;
    }
}
