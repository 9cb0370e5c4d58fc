using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The main carer and others close to the person.</summary>
public sealed class PersonalContactsSectionTests(SectionApp app) : SectionTests(app, "personal-contacts")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Carer and personal contacts not recorded.");

    [Fact]
    public async Task Saves_the_carer_and_rings_from_the_plan()
    {
        var patient = await SavesAsync(
            new()
            {
                ["Form.Carer"] = "HasCarer",
                ["Form.CarerName"] = "Sam Invented",
                ["Form.CarerRelationship"] = "Son",
                ["Form.CarerPhone"] = "07700 900123, nights +44 (0)1632 960124",
                ["Form.Others"] = "Jo Invented, daughter, 01632 960125\nFlat 12, born 17 5 1950, NHS 999 000 0018",
            },
            "Carer Has a carer",
            "Sam Invented",
            "Son",
            "Jo Invented, daughter, 01632 960125"
        );

        var card = await CardHtmlAsync(patient);
        Assert.Contains(
            """<a href="tel:07700900123">07700 900123</a>, nights <a href="tel:+441632960124">+44 (0)1632 960124</a>""",
            card,
            StringComparison.Ordinal
        );
        Assert.Contains("""<a href="tel:01632960125">01632 960125</a>""", card, StringComparison.Ordinal);
        Assert.Equal(3, card.Split("tel:").Length - 1);
    }

    [Theory]
    [InlineData("NoCarer", "Carer Does not have a carer")]
    [InlineData("Unknown", "Carer Not known whether the person has a carer")]
    [InlineData("", "Carer Not recorded")]
    public Task No_carer_unknown_and_not_recorded_stay_different(string carer, string words) =>
        SavesAsync(new() { ["Form.Carer"] = carer }, words);

    [Fact]
    public async Task Whether_there_is_a_carer_is_asked_for_again_when_it_is_blanked()
    {
        var patient = await RecordAsync(new PersonalContacts { Carer = CarerStatus.NoCarer });

        var refused = await Gp.SubmitAsync(await FormAsync(patient), new() { ["Form.Carer"] = "", ["Form.Others"] = "Jo" }, expected: 400);

        Assert.Equal("Choose whether the person has a carer. “Unknown” is an answer.", Assert.Single(refused.Errors));
        Assert.NotNull(refused.Document.GetElementById("Form_Carer-error"));
        Assert.Equal("Jo", refused.ValueOf("Form.Others"));
        await Gp.SubmitAsync(refused, new() { ["Form.Carer"] = "Unknown" }, expected: 302);
    }

    [Theory]
    [InlineData("CarerName")]
    [InlineData("CarerRelationship")]
    [InlineData("CarerPhone")]
    public Task Refuses_details_of_no_carer(string field) =>
        RefusesAsync(
            "Carer",
            "Say that the person has a carer, or leave the carer's details blank.",
            new() { ["Form.Carer"] = "NoCarer", [$"Form.{field}"] = "Sam Invented" }
        );

    [Fact]
    public async Task Is_hidden_whole_outside_the_team() =>
        Assert.Empty(await CardOutsideTheTeamAsync(new PersonalContacts { Others = "Jo Invented" }));

    [Fact]
    public async Task Saves_a_contact_with_what_is_known_of_it()
    {
        var patient = await SavesAsync(
            new()
            {
                ["Form.Contacts[0].Name"] = "Jo Invented",
                ["Form.Contacts[0].Relationship"] = "Daughter",
                ["Form.Contacts[0].RelationshipType"] = "InvolveInDecisions",
                ["Form.Contacts[0].Telephone"] = "01632 960125",
                ["Form.Contacts[0].Comments"] = "Not before nine",
            },
            "Person to involve in decisions Jo Invented, Daughter 01632 960125 Not before nine"
        );

        Assert.Contains("""<a href="tel:01632960125">01632 960125</a>""", await CardHtmlAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_a_contact_without_a_name() =>
        RefusesAsync("Contacts_0__Name", "Enter the contact's name.", new() { ["Form.Contacts[0].Telephone"] = "01632 960125" });
}
