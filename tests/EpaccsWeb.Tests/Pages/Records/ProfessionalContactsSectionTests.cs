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
}
