using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Medicines that the person takes, and those that were stopped (PRSB medications and medical devices).</summary>
public sealed record Medicines : ISectionAnswers
{
    /// <summary>Null is "not recorded".</summary>
    public MedicinesStatus? Status { get; init; }
    public IReadOnlyList<Medicine> Taken { get; init; } = [];
    public IReadOnlyList<DiscontinuedMedicine> Discontinued { get; init; } = [];

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Status is MedicinesStatus.Listed && Taken.Count == 0)
        {
            yield return new(nameof(Taken), "Enter at least one medicine.");
        }

        if (Status is not MedicinesStatus.Listed && Taken.Count > 0)
        {
            yield return new(nameof(Status), "Say that the medicines are listed, or remove them.");
        }

        foreach (var problem in Taken.SelectMany((medicine, at) => medicine.Problems($"{nameof(Taken)}[{at}]")))
        {
            yield return problem;
        }

        foreach (var problem in Discontinued.SelectMany((medicine, at) => medicine.Problems($"{nameof(Discontinued)}[{at}]")))
        {
            yield return problem;
        }
    }
}

/// <summary>One medicine that the person takes.</summary>
public sealed record Medicine
{
    public required string Name { get; init; }

    /// <summary>The number or range alone, such as "10" or "5 to 10".</summary>
    public string? Dose { get; init; }
    public string? Unit { get; init; }
    public string? Route { get; init; }
    public string? Frequency { get; init; }
    public string? Indication { get; init; }
    public string? Notes { get; init; }

    internal IEnumerable<SectionProblem> Problems(string field)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return new($"{field}.{nameof(Name)}", "Enter the name of the medicine.");
        }

        if (Unit is not null && Dose is null)
        {
            yield return new($"{field}.{nameof(Dose)}", "Enter the dose, or leave its unit blank.");
        }

        foreach (
            var (name, text) in new[]
            {
                (nameof(Name), Name),
                (nameof(Dose), Dose),
                (nameof(Unit), Unit),
                (nameof(Route), Route),
                (nameof(Frequency), Frequency),
            }
        )
        {
            if (SafeDose.Problem(text) is { } problem)
            {
                yield return new($"{field}.{name}", problem);
            }
        }
    }
}

/// <summary>One medicine that was stopped, so that nobody starts it again unawares.</summary>
public sealed record DiscontinuedMedicine
{
    public required string Name { get; init; }
    public string? Reason { get; init; }

    /// <summary>As it is known: "March 2026" will do.</summary>
    public string? Date { get; init; }

    internal IEnumerable<SectionProblem> Problems(string field)
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return new($"{field}.{nameof(Name)}", "Enter the name of the medicine that was stopped.");
        }
        else if (SafeDose.Problem(Name) is { } problem)
        {
            yield return new($"{field}.{nameof(Name)}", problem);
        }
    }
}
