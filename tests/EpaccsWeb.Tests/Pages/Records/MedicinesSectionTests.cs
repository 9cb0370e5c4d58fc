using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Medicines taken and stopped, and what every list of entries does.</summary>
public sealed class MedicinesSectionTests(SectionApp app) : SectionTests(app, "medicines")
{
    private const string First = "Form.Taken[0].";
    private const string Second = "Form.Taken[1].";

    private static Dictionary<string, string?> Morphine { get; } =
        new()
        {
            ["Form.Status"] = "Listed",
            [First + "Name"] = "Morphine sulfate",
            [First + "Dose"] = "10",
            [First + "Unit"] = "mg",
            [First + "Route"] = "By mouth",
            [First + "Frequency"] = "Twice a day",
            [First + "Indication"] = "Pain",
        };

    [Fact]
    public Task Says_that_nothing_is_recorded() =>
        SaysAbsentAsync("Medicines not recorded. This is not the same as “takes no regular medicines”.");

    [Fact]
    public async Task Shows_name_dose_route_and_frequency_apart()
    {
        var patient = await SavesAsync(
            With(
                Morphine,
                new Dictionary<string, string?>
                {
                    ["Form.Discontinued[0].Name"] = "Ramipril",
                    ["Form.Discontinued[0].Reason"] = "Falls",
                    ["Form.Discontinued[0].Date"] = "March 2026",
                }
            ),
            "Medicines listed Morphine sulfate — dose 10 mg — By mouth — Twice a day For: Pain",
            "Ramipril — stopped March 2026 — Falls"
        );

        Assert.Contains(">Morphine sulfate</strong>", await CardHtmlAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public Task Says_what_is_not_recorded_of_a_medicine() =>
        SavesAsync(
            new() { ["Form.Status"] = "Listed", [First + "Name"] = "Paracetamol" },
            "Paracetamol — dose not recorded — route not recorded — how often not recorded"
        );

    [Theory]
    [InlineData("NoneRegular", "Takes no regular medicines")]
    [InlineData("Unavailable", "Medicines list unavailable")]
    [InlineData("", "Medicines not recorded")]
    public Task No_medicines_unavailable_and_not_recorded_stay_different(string status, string words) =>
        SavesAsync(new() { ["Form.Status"] = status }, words);

    [Fact]
    public async Task Another_entry_is_added_without_saving_or_judging_anything()
    {
        var patient = await RecordAsync();
        var longer = await Gp.SubmitAsync(
            await FormAsync(patient),
            With(Morphine, new Dictionary<string, string?> { [First + "Dose"] = "1.0", ["Add"] = "Taken" }),
            expected: 200
        );

        Assert.Empty(longer.Errors);
        Assert.DoesNotContain("Error:", longer.Document.Title, StringComparison.Ordinal);
        Assert.Equal("1.0", longer.ValueOf(First + "Dose"));
        Assert.Equal("", longer.ValueOf(Second + "Name"));
        Assert.Null(longer.ValueOf("Form.Taken[2].Name"));
        Assert.Null(longer.ValueOf("Form.Discontinued[1].Name"));
        Assert.Contains("Medicines not recorded", await CardAsync(patient), StringComparison.Ordinal);

        await Gp.SubmitAsync(longer, new() { [First + "Dose"] = "1", [Second + "Name"] = "Senna" }, expected: 302);
        Assert.Contains("Senna", await CardAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_points_at_its_own_entry_past_blank_and_removed_ones()
    {
        var patient = await RecordAsync(Listed("Paracetamol", "Morphine sulfate", "Senna"));
        var refused = await Gp.SubmitAsync(
            await FormAsync(patient),
            new()
            {
                [First + "Name"] = " ",
                [Second + "Remove"] = "true",
                ["Form.Taken[2].Dose"] = ".5",
            },
            expected: 400
        );

        Assert.Equal("Write 0.5 in place of .5: a point that is missed makes the dose larger.", Assert.Single(refused.Errors));
        Assert.Equal("#Form_Taken_2__Dose", refused.Document.QuerySelector(".nhsuk-error-summary a")?.GetAttribute("href"));
        Assert.NotNull(refused.Document.GetElementById("Form_Taken_2__Dose-error"));
        Assert.NotNull(refused.Document.QuerySelector("[name='Form.Taken[1].Remove'][checked]"));
    }

    [Fact]
    public async Task Entries_are_removed_by_ticking_or_by_blanking()
    {
        var patient = await RecordAsync(Listed("Paracetamol", "Morphine sulfate", "Senna"));
        await SubmitAsync(patient, new() { [First + "Remove"] = "true", [Second + "Name"] = "" });

        var card = await CardAsync(patient);
        Assert.DoesNotContain("Paracetamol", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Morphine", card, StringComparison.Ordinal);
        Assert.Contains("Senna", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_tells_what_changed_in_which_entry()
    {
        var patient = await RecordAsync(Listed("Paracetamol", "Morphine sulfate"));
        await SubmitAsync(patient, new() { [Second + "Dose"] = "10" });

        var history = await Gp.PageAsync($"/records/{patient}/history");
        Assert.Contains("Medicine 2, dose is now 10", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_keeps_its_entries_and_room_for_one_more()
    {
        var patient = await RecordAsync(Listed("Paracetamol"));
        var typed = TestFields(await FormAsync(patient)).Where(field => field.Key != Second + "Name").Append(new(Second + "Name", "Senna"));
        await Gp.PostAsync($"/records/{patient}/plan/medicines?handler=Draft", typed, expected: 204);

        var draft = await FormAsync(patient);
        Assert.Equal("Paracetamol", draft.ValueOf(First + "Name"));
        Assert.Equal("Senna", draft.ValueOf(Second + "Name"));
        Assert.Equal("", draft.ValueOf("Form.Taken[2].Name"));
        Assert.Null(draft.ValueOf("Form.Taken[3].Name"));
        await Gp.SubmitAsync(draft, new() { ["Form.Taken[2].Name"] = "Morphine sulfate" }, expected: 302, form: "#section");
        Assert.Contains("Senna", await CardAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_keeps_every_entry_that_was_typed()
    {
        var patient = await RecordAsync(Listed("Paracetamol"));
        var mine = await FormAsync(patient);
        await SubmitAsync(patient, new() { [First + "Dose"] = "1", [First + "Unit"] = "g" });

        var both = await Gp.SubmitAsync(mine, new() { [Second + "Name"] = "Senna" }, expected: 409);
        Assert.Contains("dose 1 g", both.Text, StringComparison.Ordinal);
        Assert.Equal("Senna", both.ValueOf(Second + "Name"));
        await Gp.SubmitAsync(both, new() { ["Merge.Taken"] = "Both" }, expected: 302, form: "#section");
        var card = await CardAsync(patient);
        Assert.Contains("Senna", card, StringComparison.Ordinal);
        Assert.Contains("Paracetamol — dose 1", card, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "dose not recorded — route not recorded — how often not recorded Paracetamol",
            card,
            StringComparison.Ordinal
        );
        Assert.Equal(2, card.Split("route not recorded").Length - 1);
    }

    [Fact]
    public async Task Fifty_entries_are_the_most()
    {
        var patient = await RecordAsync(Listed([.. Enumerable.Range(1, FormRows.Most).Select(number => $"Medicine {number}")]));
        var full = await FormAsync(patient);

        Assert.Contains("50 is the most that can be recorded here.", full.Text, StringComparison.Ordinal);
        Assert.Null(full.ValueOf("Form.Taken[50].Name"));
        Assert.Null(full.Document.QuerySelector("button[value='Taken']"));
        var fields = TestFields(full).Append(new("Form.Taken[50].Name", "One more"));
        var refused = await Gp.PostAsync($"/records/{patient}/plan/medicines", fields, expected: 400);
        Assert.Equal("No more than 50 can be recorded here; this has 51.", Assert.Single(refused.Errors));
    }

    [Fact]
    public async Task Gaps_in_the_numbers_of_entries_do_no_harm()
    {
        var patient = await RecordAsync();
        var fields = TestFields(await FormAsync(patient))
            .Where(field => !field.Key.StartsWith("Form.Taken", StringComparison.Ordinal) && field.Key != "Form.Status")
            .Concat([
                new("Form.Status", "Listed"),
                new("Form.Taken.index", "0"),
                new("Form.Taken.index", "7"),
                new("Form.Taken[7].Name", "Senna"),
            ]);
        await Gp.PostAsync($"/records/{patient}/plan/medicines", fields, expected: 302);

        Assert.Contains("Senna", await CardAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_a_text_in_an_entry_that_is_too_long() =>
        RefusesAsync(
            "Taken_0__Name",
            "Must be 200 characters or fewer; this has 201.",
            new() { ["Form.Status"] = "Listed", [First + "Name"] = new string('x', 201) }
        );

    [Fact]
    public Task Refuses_a_list_without_medicines() =>
        RefusesAsync("Taken", "Enter at least one medicine.", new() { ["Form.Status"] = "Listed" });

    [Fact]
    public Task Refuses_an_abbreviation_that_can_be_misread() =>
        RefusesAsync(
            "Taken_0__Frequency",
            "Write \"twice a day\" in place of \"BD\", which can be misread.",
            With(Morphine, new Dictionary<string, string?> { [First + "Frequency"] = "BD" })
        );

    private static Medicines Listed(params string[] names) =>
        new() { Status = MedicinesStatus.Listed, Taken = [.. names.Select(name => new Medicine { Name = name })] };
}
