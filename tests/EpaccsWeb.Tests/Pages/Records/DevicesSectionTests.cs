namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Devices in or on the person.</summary>
public sealed class DevicesSectionTests(SectionApp app) : SectionTests(app, "devices")
{
    private const string DateField = "DefibrillatorDeactivatedOn";

    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Devices not recorded.");

    [Fact]
    public Task Saves_every_answer() =>
        SavesAsync(
            With(
                new()
                {
                    ["Form.Defibrillator"] = "Deactivated",
                    ["Form.DefibrillatorDetails"] = "By the heart team",
                    ["Form.SyringePump"] = "yes",
                    ["Form.SyringePumpDetails"] = "Renewed at 10:00",
                    ["Form.Oxygen"] = "no",
                    ["Form.OxygenDetails"] = "Took it off",
                    ["Form.Catheter"] = "yes",
                    ["Form.CatheterDetails"] = "Size 12",
                    ["Form.OtherDevices"] = "Pacemaker",
                },
                Date(DateField, new(2026, 1, 31))
            ),
            "Implanted defibrillator Deactivated",
            "Date deactivated 31-Jan-2026",
            "Details of the defibrillator By the heart team",
            "Syringe pump Yes Details of the syringe pump Renewed at 10:00",
            "Oxygen No Details of the oxygen Took it off",
            "Catheter Yes Details of the catheter Size 12",
            "Other devices Pacemaker"
        );

    [Theory]
    [InlineData("Active", "Implanted defibrillator is active: it can still give shocks")]
    [InlineData("NotFitted", "Implanted defibrillator Not fitted")]
    [InlineData("", "Implanted defibrillator Not recorded")]
    public Task Not_fitted_differs_from_no_answer(string chosen, string shown) =>
        SavesAsync(new() { ["Form.Defibrillator"] = chosen }, shown, "Syringe pump Not recorded Oxygen Not recorded Catheter Not recorded");

    [Theory]
    [InlineData("Active")]
    [InlineData("NotFitted")]
    [InlineData("")]
    public Task Refuses_a_date_of_what_was_not_deactivated(string chosen) =>
        RefusesAsync(
            DateField,
            "Leave the date blank unless the defibrillator is deactivated.",
            With(new() { ["Form.Defibrillator"] = chosen }, Date(DateField, new(2026, 1, 31)))
        );

    [Fact]
    public Task Refuses_a_date_to_come() =>
        RefusesAsync(
            DateField,
            "The date of deactivation must be today or in the past.",
            With(new() { ["Form.Defibrillator"] = "Deactivated" }, Date(DateField, Today.AddDays(1)))
        );

    [Theory]
    [InlineData("SyringePump")]
    [InlineData("Oxygen")]
    [InlineData("Catheter")]
    public async Task Refuses_another_answer_than_those_offered(string field)
    {
        var refused = await PostAsync(new() { [$"Form.{field}"] = "perhaps", ["Form.OtherDevices"] = "Pacemaker" });

        Assert.Equal("Choose yes, no or not recorded.", Assert.Single(refused.Errors));
        Assert.Equal("Pacemaker", refused.ValueOf("Form.OtherDevices"));
    }
}
