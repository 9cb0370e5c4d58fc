using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Professionals who look after the person.</summary>
public sealed class ProfessionalContactsSectionTests(SectionApp app) : SectionTests(app, "professional-contacts")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Professional contacts not recorded.");

    [Fact]
    public async Task Saves_the_key_worker_and_rings_from_the_plan()
    {
        var patient = await SavesAsync(
            new()
            {
                ["Form.KeyWorkerName"] = "Jo Invented",
                ["Form.KeyWorkerRole"] = "Palliative care nurse",
                ["Form.KeyWorkerPhone"] = "01632 960126",
                ["Form.Others"] = "Dr A Madeup, oncologist, 01632 960127",
            },
            "Key worker Jo Invented",
            "Palliative care nurse",
            "Dr A Madeup, oncologist, 01632 960127"
        );

        Assert.Contains("""<a href="tel:01632960126">01632 960126</a>""", await CardHtmlAsync(patient), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KeyWorkerRole")]
    [InlineData("KeyWorkerPhone")]
    public Task Refuses_a_key_worker_without_a_name(string field) =>
        RefusesAsync("KeyWorkerName", "Enter the key worker's name.", new() { [$"Form.{field}"] = "01632 960126" });

    [Fact]
    public async Task Hides_telephones_outside_the_team()
    {
        var card = await CardOutsideTheTeamAsync(
            new ProfessionalContacts
            {
                KeyWorkerName = "Jo Invented",
                KeyWorkerPhone = "01632 960126",
                Others = "Dr A Madeup, 01632 960127",
            }
        );

        Assert.Contains("Key worker Jo Invented", card, StringComparison.Ordinal);
        Assert.DoesNotContain("96012", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saves_a_contact_with_what_is_known_of_it()
    {
        var patient = await SavesAsync(
            new()
            {
                ["Form.Contacts[0].Name"] = "Dr A Madeup",
                ["Form.Contacts[0].Role"] = "Consultant",
                ["Form.Contacts[0].Group"] = "PalliativeCarePhysician",
                ["Form.Contacts[0].Speciality"] = "Palliative medicine",
                ["Form.Contacts[0].Team"] = "Community team",
                ["Form.Contacts[0].Organisation"] = "Invented Hospice",
                ["Form.Contacts[0].Telephone"] = "01632 960127",
                ["Form.Contacts[0].KeyWorker"] = "yes",
                ["Form.Contacts[0].Start"] = "May 2026",
                ["Form.Contacts[0].End"] = "June 2026",
            },
            "Professional contact 1 Was key worker Dr A Madeup, Consultant, Palliative care physician, Palliative medicine, Community team, Invented Hospice, since May 2026 (left June 2026)"
        );

        Assert.Contains("""<a href="tel:01632960127">01632 960127</a>""", await CardHtmlAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_a_contact_without_a_name_a_team_or_an_organisation() =>
        RefusesAsync(
            "Contacts_0__Name",
            "Enter a name, a team or an organisation.",
            new() { ["Form.Contacts[0].Telephone"] = "01632 960127" }
        );

    [Fact]
    public async Task Refuses_an_answer_about_the_key_worker_that_is_not_offered() =>
        Assert.Equal(
            "Choose yes, no or not recorded.",
            Assert.Single((await PostAsync(new() { ["Form.Contacts[0].Name"] = "A", ["Form.Contacts[0].KeyWorker"] = "perhaps" })).Errors)
        );

    [Fact]
    public async Task A_contact_marked_as_key_worker_is_the_key_worker_until_they_leave()
    {
        var patient = await RecordAsync(
            new ProfessionalContacts
            {
                Contacts =
                [
                    new()
                    {
                        Name = "Gone Before",
                        KeyWorker = true,
                        End = "March 2020",
                    },
                    new()
                    {
                        Name = "Jo Invented",
                        Role = "Nurse",
                        Telephone = "01632 960126",
                        KeyWorker = true,
                        End = "the summer",
                    },
                ],
            }
        );

        var card = await CardAsync(patient);
        Assert.Contains(
            "Key worker Jo Invented Key worker's role Nurse Key worker's telephone 01632 960126",
            card,
            StringComparison.Ordinal
        );
        Assert.Contains("Professional contact 1 Was key worker Gone Before (left March 2020)", card, StringComparison.Ordinal);
        Assert.Contains("Professional contact 2 Key worker Jo Invented, Nurse (until the summer)", card, StringComparison.Ordinal);
        var ring = (await Gp.PageAsync($"/records/{patient}/print")).Document.QuerySelector("#ring")!.TextContent;
        Assert.Contains("Jo Invented", ring, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone Before", ring, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_where_the_person_lives_keeps_it()
    {
        var (patient, staff) = await ResidentAsync(new ProfessionalContacts { Others = "Meera, 01632 960129" });
        Assert.NotNull(
            (await staff.PageAsync($"/records/{patient}")).Document.QuerySelector(
                $"a[href='/records/{patient}/plan/professional-contacts']"
            )
        );

        await staff.SubmitAsync(
            await staff.PageAsync($"/records/{patient}/plan/professional-contacts"),
            new() { ["Form.KeyWorkerName"] = "Sam Keyworker" },
            expected: 302,
            form: "#section"
        );

        var card = await CardAsync(patient);
        Assert.Contains("Sam Keyworker", card, StringComparison.Ordinal);
        Assert.Contains("Meera, 01632 960129", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hides_team_and_organisation_outside_the_team()
    {
        var card = await CardOutsideTheTeamAsync(
            new ProfessionalContacts
            {
                Contacts =
                [
                    new()
                    {
                        Name = "Dr A Madeup",
                        Team = "Limes team",
                        Organisation = "The Limes",
                    },
                ],
            }
        );

        Assert.Contains("Dr A Madeup Hidden: the person's location is restricted", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Limes", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hides_the_telephone_of_a_contact_outside_the_team()
    {
        var card = await CardOutsideTheTeamAsync(
            new ProfessionalContacts { Contacts = [new() { Name = "Dr A Madeup", Telephone = "01632 960127" }] }
        );

        Assert.Contains("Dr A Madeup Hidden: the person's location is restricted", card, StringComparison.Ordinal);
        Assert.DoesNotContain("96012", card, StringComparison.Ordinal);
    }
}
