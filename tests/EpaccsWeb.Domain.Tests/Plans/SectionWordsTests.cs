using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>Answers in words, entries of lists among them.</summary>
public sealed class SectionWordsTests
{
    private static readonly Medicines Before = new()
    {
        Status = MedicinesStatus.Listed,
        Taken =
        [
            new() { Name = "Paracetamol" },
            new()
            {
                Name = "Morphine sulfate",
                Dose = "5",
                Unit = "mg",
            },
        ],
    };

    [Fact]
    public void An_entry_is_named_by_its_kind_and_number() =>
        Assert.Equal(
            [
                "Status: Medicines listed",
                "Medicine 1, name: Paracetamol",
                "Medicine 2, name: Morphine sulfate",
                "Medicine 2, dose: 5",
                "Medicine 2, unit: mg",
            ],
            SectionWords.Lines(Before).Select(line => $"{line.Label}: {line.Value}")
        );

    [Fact]
    public void A_changed_dose_and_a_new_entry_are_told_apart()
    {
        var after = Before with { Taken = [Before.Taken[0], Before.Taken[1] with { Dose = "10" }, new() { Name = "Senna" }] };

        Assert.Equal([("Medicine 2, dose", "5", "10"), ("Medicine 3, name", null, "Senna")], SectionWords.Differences(Before, after));
        Assert.Equal(
            [("Medicine 3, name", "Senna", null)],
            SectionWords.Differences(after, after with { Taken = [.. after.Taken.Take(2)] })
        );
    }

    [Fact]
    public void No_section_has_two_lists_of_one_kind_of_entry()
    {
        var twice = SectionCatalogue.All.SelectMany(section =>
            section
                .Answers.GetProperties()
                .Where(property => property.PropertyType.IsGenericType && !property.PropertyType.GetGenericArguments()[0].IsValueType)
                .GroupBy(property => property.PropertyType)
                .Where(group => group.Count() > 1)
                .Select(group => $"{section.Key}: {group.Key.GetGenericArguments()[0].Name}")
        );

        Assert.Empty(twice);
    }

    [Fact]
    public void Several_coded_answers_are_one_line_and_none_is_no_line()
    {
        FinancialSupport both = new() { Kinds = [FinancialSupportKind.Sr1Completed, FinancialSupportKind.Ds1500Completed] };

        Assert.Equal([new("Kinds", "SR1 form completed; DS1500 completed")], SectionWords.Lines(both));
        Assert.Empty(SectionWords.Lines(new FinancialSupport()));
        Assert.Equal([("Kinds", null, "SR1 form completed; DS1500 completed")], SectionWords.Differences(new FinancialSupport(), both));
    }
}
