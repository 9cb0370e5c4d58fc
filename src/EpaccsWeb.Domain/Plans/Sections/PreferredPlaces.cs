using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Where the person wishes to be cared for and to die (SCCI1580 items 36 to 43; PRSB preferred place of death).</summary>
public sealed record PreferredPlaces : ISectionAnswers, IHoldsCodesBack
{
    /// <summary>The day the person said so; preferences in force at death are counted by it.</summary>
    public required DateOnly ExpressedOn { get; init; }
    public PlaceStatement Care { get; init; } = new();
    public PlaceStatement Death { get; init; } = new();

    /// <summary>Who was there when it was talked about.</summary>
    public string? WhoWasPresent { get; init; }
    public string? Notes { get; init; }

    public DateTimeOffset? EffectiveAt => London.Moment(ExpressedOn, TimeOnly.MinValue);

    /// <summary>The standards' codes are of the place of death; there are none for the place of care.</summary>
    string? IHoldsCodesBack.InPlaceOfCodes(string answer) => answer is nameof(Care) ? string.Empty : null;

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (ExpressedOn > context.Today)
        {
            yield return new(nameof(ExpressedOn), "The date the person said so must be today or in the past.");
        }

        if (ExpressedOn < context.Born)
        {
            yield return new(nameof(ExpressedOn), "The date the person said so must be after they were born.");
        }

        foreach (var problem in Care.Problems(nameof(Care)).Concat(Death.Problems(nameof(Death))))
        {
            yield return problem;
        }
    }
}
