using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Steps taken towards financial support, and codes that are read but no longer offered.</summary>
public sealed class FinancialSupportSectionTests(SectionApp app) : SectionTests(app, "financial-support")
{
    private static readonly FinancialSupport Old = new() { Kinds = [FinancialSupportKind.Ds1500Completed], Notes = "In 2021" };

    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Financial support not recorded.");

    [Fact]
    public Task Saves_the_form_with_its_date() =>
        SavesAsync(
            With(new() { ["Form.Kinds"] = "Sr1Completed", ["Form.Notes"] = "Sent by Meera" }, Date("Date", new(2026, 1, 31))),
            "What has been done SR1 form completed",
            "Date 31-Jan-2026",
            "Notes Sent by Meera"
        );

    [Fact]
    public Task Nothing_ticked_is_not_recorded() =>
        SavesAsync(new() { ["Form.Notes"] = "To be discussed" }, "What has been done Not recorded", "Date Not recorded");

    [Fact]
    public async Task A_new_entry_offers_only_what_is_in_use()
    {
        Assert.Equal(["Sr1Completed", "AttendanceAllowanceExam"], Offered(await FormAsync(await RecordAsync())));
    }

    [Fact]
    public async Task What_is_retired_is_shown_kept_and_joined_by_what_is_new()
    {
        var patient = await RecordAsync(Old);
        Assert.Contains("What has been done DS1500 completed", await CardAsync(patient), StringComparison.Ordinal);
        Assert.Equal(["Sr1Completed", "AttendanceAllowanceExam", "Ds1500Completed"], Offered(await FormAsync(patient)));

        await SubmitAsync(patient, new() { ["Form.Notes"] = "Still so" });
        Assert.Contains(
            "What has been done DS1500 completed Date Not recorded Notes Still so",
            await CardAsync(patient),
            StringComparison.Ordinal
        );

        await SubmitAsync(patient, new() { ["Form.Kinds"] = "AttendanceAllowanceExam" });
        Assert.Contains("What has been done Attendance allowance examination", await CardAsync(patient), StringComparison.Ordinal);
        Assert.DoesNotContain("Ds1500Completed", Offered(await FormAsync(patient)));
    }

    [Fact]
    public async Task Several_steps_are_kept_together()
    {
        var patient = await RecordAsync(
            new FinancialSupport { Kinds = [FinancialSupportKind.Sr1Completed, FinancialSupportKind.AttendanceAllowanceExam] }
        );

        await SubmitAsync(patient, new() { ["Form.Notes"] = "Both" });

        Assert.Contains(
            "What has been done SR1 form completed; Attendance allowance examination",
            await CardAsync(patient),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Refuses_to_add_what_is_retired()
    {
        var refused = await PostAsync(new() { ["Form.Kinds"] = "Ds1500Completed", ["Form.Notes"] = "Typed" });

        Assert.Equal("DS1500 has been replaced by form SR1. Choose what is in use now.", Assert.Single(refused.Errors));
        Assert.Equal("Typed", refused.ValueOf("Form.Notes"));
    }

    [Fact]
    public Task Refuses_a_date_to_come() => RefusesAsync("Date", "The date must be today or in the past.", Date("Date", Today.AddDays(1)));

    [Fact]
    public async Task Care_homes_do_not_see_it_because_it_tells_the_prognosis()
    {
        var (patient, staff) = await ResidentAsync(Old);

        Assert.DoesNotContain("DS1500", (await staff.PageAsync($"/records/{patient}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("DS1500", (await staff.PageAsync($"/records/{patient}/history")).Html, StringComparison.Ordinal);
        await staff.PageAsync($"/records/{patient}/plan/financial-support", expected: 403);
    }

    private static IEnumerable<string?> Offered(TestPage form) =>
        form.Document.QuerySelectorAll("[name='Form.Kinds']").Select(box => box.GetAttribute("value"));
}
