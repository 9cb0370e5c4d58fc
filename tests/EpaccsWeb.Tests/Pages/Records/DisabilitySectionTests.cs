using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Disabilities and what they mean for care.</summary>
public sealed class DisabilitySectionTests(SectionApp app) : SectionTests(app, "disability")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Disability not recorded.");

    [Fact]
    public Task Saves_a_disability() =>
        SavesAsync(
            new() { ["Form.NoneKnown"] = "no", ["Form.Description"] = "Hearing loss\nCannot ring for help" },
            "Has a disability",
            "Hearing loss Cannot ring for help"
        );

    [Fact]
    public async Task Saves_each_of_several_kinds_and_takes_them_for_a_disability()
    {
        var patient = await SavesAsync(
            new() { ["Form.Kinds"] = "HearingLoss" },
            "Has a disability Hearing loss (affecting verbal communication)"
        );
        var fields = TestFields(await FormAsync(patient)).Append(new("Form.Kinds", "UnableToSummonHelp"));
        await Gp.PostAsync($"/records/{patient}/plan/disability", fields, expected: 302);

        Assert.Contains(
            "Hearing loss (affecting verbal communication) Unable to summon help in an emergency",
            await CardAsync(patient),
            StringComparison.Ordinal
        );
        Assert.Equal("no", (await FormAsync(patient)).ValueOf("Form.NoneKnown"));
    }

    [Fact]
    public async Task What_the_person_reports_is_not_that_none_is_known()
    {
        var patient = await RecordAsync(new Disabilities { Kinds = [Disability.ReportsNoCurrentDisability] });

        var card = await CardAsync(patient);

        Assert.Contains("The person reports no current disability", card, StringComparison.Ordinal);
        Assert.DoesNotContain("No known disability", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Whether there is a disability", card, StringComparison.Ordinal);
        Assert.Equal("", (await FormAsync(patient)).ValueOf("Form.NoneKnown") ?? "");
    }

    [Fact]
    public async Task History_says_that_there_is_a_disability_now_rather_than_that_nothing_is_recorded()
    {
        var patient = await RecordAsync(new Disabilities { NoneKnown = true });
        await SubmitAsync(patient, new() { ["Form.NoneKnown"] = "no", ["Form.Kinds"] = "HearingLoss" });

        var history = (await Gp.PageAsync($"/records/{patient}/history")).Text;

        Assert.Contains("is now No: has a disability", history, StringComparison.Ordinal);
        Assert.DoesNotContain("was Yes not recorded", history, StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_a_kind_when_none_is_known() =>
        RefusesAsync(
            "Kinds",
            "Choose no disability when there is no known disability.",
            new() { ["Form.NoneKnown"] = "yes", ["Form.Kinds"] = "HearingLoss" }
        );

    [Fact]
    public async Task Refuses_a_kind_that_is_not_offered() => Assert.Single((await PostAsync(new() { ["Form.Kinds"] = "perhaps" })).Errors);

    [Fact]
    public Task Saves_that_none_is_known() => SavesAsync(new() { ["Form.NoneKnown"] = "yes" }, "No known disability");

    [Fact]
    public Task No_answer_is_not_taken_for_no_disability() =>
        SavesAsync(new() { ["Form.Description"] = "Being assessed" }, "Whether there is a disability is not recorded", "Being assessed");

    [Fact]
    public Task Refuses_a_disability_without_words() =>
        RefusesAsync("Description", "Choose which disability it is, or describe it.", new() { ["Form.NoneKnown"] = "no" });

    [Fact]
    public Task Refuses_words_for_no_disability() =>
        RefusesAsync(
            "Description",
            "Leave the description blank when there is no known disability.",
            new() { ["Form.NoneKnown"] = "yes", ["Form.Description"] = "Hearing loss" }
        );
}
