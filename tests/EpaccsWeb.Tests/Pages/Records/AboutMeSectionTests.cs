using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>What the person wants everyone to know, in their own words.</summary>
public sealed class AboutMeSectionTests(SectionApp app) : SectionTests(app, "about-me")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("About me not recorded.");

    [Fact]
    public Task Saves_every_answer() =>
        SavesAsync(
            With(
                new()
                {
                    ["Form.MostImportantToMe"] = "My garden\nMy prayers",
                    ["Form.PeopleImportantToMe"] = "My sister Kokila",
                    ["Form.HowICommunicate"] = "Face me and speak slowly",
                    ["Form.MyWellness"] = "In pain I go quiet",
                    ["Form.PleaseDoAndPleaseDont"] = "Please don't talk over my head",
                    ["Form.HowAndWhenToSupportMe"] = "Help me to wash in the morning",
                    ["Form.AlsoWorthKnowing"] = "I taught mathematics",
                    ["Form.SupportedToWriteThisBy"] = "Meera, my daughter",
                },
                Date("Date", new(2026, 1, 31))
            ),
            "What is most important to me My garden My prayers",
            "People who are important to me My sister Kokila",
            "How I communicate and how to communicate with me Face me and speak slowly",
            "My wellness In pain I go quiet",
            "Please do and please don't Please don't talk over my head",
            "How and when to support me Help me to wash in the morning",
            "Also worth knowing about me I taught mathematics",
            "Date 31-Jan-2026",
            "Supported to write this by Meera, my daughter"
        );

    [Fact]
    public Task What_was_not_said_is_not_recorded() =>
        SavesAsync(new() { ["Form.MyWellness"] = "Well" }, "Date Not recorded", "Supported to write this by Not recorded");

    [Fact]
    public Task Refuses_a_date_to_come() => RefusesAsync("Date", "The date must be today or in the past.", Date("Date", Today.AddDays(1)));

    [Fact]
    public Task Refuses_a_text_that_is_too_long() =>
        RefusesAsync(
            "MyWellness",
            "Must be 4,000 characters or fewer; this has 4,001.",
            new() { ["Form.MyWellness"] = new string('x', 4001) }
        );

    [Fact]
    public async Task Care_home_staff_write_it_for_their_resident_and_no_other_section()
    {
        var (patient, staff) = await ResidentAsync(new Devices { Oxygen = true });

        var form = await staff.PageAsync($"/records/{patient}/plan/about-me");
        await staff.SubmitAsync(form, new() { ["Form.MyWellness"] = "Hums when well" }, expected: 302);

        Assert.Contains("Hums when well", await CardAsync(patient), StringComparison.Ordinal);
        await staff.PageAsync($"/records/{patient}/plan/devices", expected: 403);
    }
}
