using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>What any user must see before anything else.</summary>
public sealed class AlertsSectionTests(SectionApp app) : SectionTests(app, "alerts")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Alerts not recorded.");

    [Fact]
    public Task Saves_an_alert() =>
        SavesAsync(new() { ["Form.Alert"] = "Visit in pairs\nRing 01632 960010 first" }, "Alert Visit in pairs Ring 01632 960010 first");

    [Fact]
    public async Task An_alert_is_a_warning_and_can_be_taken_away()
    {
        var patient = await RecordAsync(new Alerts { Alert = "Visit in pairs" });
        Assert.Contains("nhsuk-card--warning", await CardHtmlAsync(patient), StringComparison.Ordinal);

        await SubmitAsync(patient, new() { ["Form.Alert"] = "" });

        Assert.Contains("Alerts not recorded.", await CardAsync(patient), StringComparison.Ordinal);
        Assert.DoesNotContain("nhsuk-card--warning", await CardHtmlAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_a_text_that_is_too_long() =>
        RefusesAsync("Alert", "Must be 1,000 characters or fewer; this has 1,001.", new() { ["Form.Alert"] = new string('x', 1001) });

    [Fact]
    public async Task Care_home_staff_see_it()
    {
        var (patient, staff) = await ResidentAsync(new Alerts { Alert = "Visit in pairs" });

        Assert.Contains("Visit in pairs", (await staff.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        Assert.Contains("Visit in pairs", (await staff.PageAsync($"/records/{patient}/urgent")).Text, StringComparison.Ordinal);
    }
}
