using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Deaths;

/// <summary>What may be entered about a death after what was entered before.</summary>
public sealed class DeathAnswersTests
{
    [Theory]
    [InlineData(DeathEntryKind.Recorded, DeathStatus.Formal, DeathStatus.Informal, false)]
    [InlineData(DeathEntryKind.Recorded, DeathStatus.Formal, null, false)]
    [InlineData(DeathEntryKind.Recorded, DeathStatus.Formal, DeathStatus.Formal, true)]
    [InlineData(DeathEntryKind.Recorded, DeathStatus.Informal, DeathStatus.Formal, true)]
    [InlineData(DeathEntryKind.Recorded, null, null, true)]
    [InlineData(DeathEntryKind.Reported, DeathStatus.Formal, DeathStatus.Informal, true)]
    [InlineData(DeathEntryKind.Undone, DeathStatus.Formal, DeathStatus.Informal, true)]
    public void A_registered_death_stays_registered_until_it_is_taken_back(
        DeathEntryKind kind,
        DeathStatus? before,
        DeathStatus? after,
        bool taken
    )
    {
        var context = SectionContext.At(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), new(1950, 5, 17));

        var problems = Died(after).Problems(context, wish: null, inCareHome: false, Entry(kind, before));

        Assert.Equal(taken ? "" : "Status", string.Join(' ', problems.Select(problem => problem.Field)));
        Assert.Empty(Died(after).Problems(context, wish: null, inCareHome: false));
    }

    private static DeathAnswers Died(DeathStatus? status) => new() { DiedOn = new(2026, 11, 2), Status = status };

    private static Death Entry(DeathEntryKind kind, DeathStatus? status) =>
        new()
        {
            Id = Guid.NewGuid(),
            PatientId = Guid.NewGuid(),
            Number = 1,
            Kind = kind,
            Answers = Died(status),
            At = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero),
            AuthorId = Guid.NewGuid(),
            AuthorName = "Dr A",
            PostId = Guid.NewGuid(),
            AuthorRole = Role.GeneralPractitioner,
            AuthorOrganisation = "Practice",
        };
}
