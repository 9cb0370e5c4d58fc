using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>When the plan is next looked at.</summary>
public sealed class ReviewSectionTests(SectionApp app) : SectionTests(app, "review")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Review date not recorded.");

    [Fact]
    public async Task Offers_three_months_from_today()
    {
        var form = await FormAsync(await RecordAsync());

        Assert.All(Date("NextOn", Today.AddMonths(3)), box => Assert.Equal(box.Value, form.ValueOf(box.Key)));
    }

    [Fact]
    public async Task Offers_three_months_from_today_when_the_review_is_overdue()
    {
        var form = await FormAsync(
            await PastRecordAsync(TimeSpan.FromDays(100), new Review { NextOn = Today.AddDays(-20), Responsible = "Dr Priya Nair, GP" })
        );

        Assert.All(Date("NextOn", Today.AddMonths(3)), box => Assert.Equal(box.Value, form.ValueOf(box.Key)));
        Assert.Equal("Dr Priya Nair, GP", form.ValueOf("Form.Responsible"));
    }

    [Fact]
    public Task Saves_the_next_review() =>
        SavesAsync(
            With(new() { ["Form.Responsible"] = "Dr Priya Nair, GP" }, Date("NextOn", Today.AddMonths(1))),
            "Next review",
            "Dr Priya Nair, GP"
        );

    [Fact]
    public Task Saves_a_later_review_with_its_reason() =>
        SavesAsync(
            With(new() { ["Form.LaterBecause"] = "Stable; the person asked" }, Date("NextOn", Today.AddMonths(6))),
            "Why it is more than three months ahead Stable; the person asked"
        );

    [Fact]
    public Task Refuses_a_later_review_without_a_reason() =>
        RefusesAsync("LaterBecause", "Say why the review is more than three months ahead.", Date("NextOn", Today.AddMonths(3).AddDays(2)));

    [Fact]
    public Task Refuses_a_review_in_the_past() =>
        RefusesAsync("NextOn", "The next review must be today or later.", Date("NextOn", Today.AddDays(-1)));

    [Fact]
    public Task Refuses_no_date() =>
        RefusesAsync(
            "NextOn",
            "Enter the date of the next review.",
            new()
            {
                ["Form.NextOn.Day"] = "",
                ["Form.NextOn.Month"] = "",
                ["Form.NextOn.Year"] = "",
                ["Form.Responsible"] = "Dr Priya Nair",
            }
        );
}
