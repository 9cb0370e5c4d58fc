using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Consents;

/// <summary>Who may decide about a record being kept or shared, and on which basis.</summary>
public sealed class ConsentAnswersTests
{
    [Theory]
    [InlineData(ConsentStatus.Given, Capacity.LacksCapacity, "Status")]
    [InlineData(ConsentStatus.Given, Capacity.HasCapacity, "")]
    [InlineData(ConsentStatus.Given, null, "")]
    [InlineData(ConsentStatus.BestInterests, Capacity.LacksCapacity, "")]
    [InlineData(ConsentStatus.Lpa, Capacity.HasCapacity, "Capacity")]
    [InlineData(ConsentStatus.Deputy, null, "Capacity")]
    [InlineData(ConsentStatus.Withdrawn, Capacity.LacksCapacity, "")]
    public void Only_a_person_who_has_capacity_consents_and_only_for_one_who_lacks_it_does_another(
        ConsentStatus status,
        Capacity? capacity,
        string faults
    )
    {
        var answers = new ConsentAnswers(status, new(2026, 11, 16), capacity, "Her daughter", "Sam Invented", null);

        var problems = answers.Problems(SectionContext.At(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), new(1950, 5, 17)));

        Assert.Equal(faults, string.Join(' ', problems.Select(problem => problem.Field)));
    }

    [Fact]
    public void No_record_is_started_for_somebody_who_does_not_want_one() =>
        Assert.Equal(
            [ConsentStatus.Withdrawn, ConsentStatus.Declined],
            Enum.GetValues<ConsentStatus>().Where(status => ConsentAnswers.WhyNotStart(status) is not null)
        );
}
