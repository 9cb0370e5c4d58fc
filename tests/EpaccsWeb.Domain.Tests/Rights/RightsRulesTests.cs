using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;

namespace EpaccsWeb.Domain.Tests.Rights;

/// <summary>Who takes requests for copies down, signs and fetches them; who destroys records; and by when.</summary>
public sealed class RightsRulesTests
{
    private static readonly Guid Holder = Guid.NewGuid();
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_role_has_its_part_and_no_other()
    {
        var senior = Enum.GetValues<Role>().Select(role => Of(role, senior: true)).ToList();
        Assert.Equal([Role.OrganisationAdministrator, Role.PrivacyOfficer], senior.Where(SubjectRules.MayAsk).Select(actor => actor.Role));
        Assert.Equal(
            [Role.GeneralPractitioner, Role.HospiceClinician, Role.HospitalClinician, Role.CommunityNurse],
            senior.Where(SubjectRules.MaySign).Select(actor => actor.Role)
        );
        Assert.DoesNotContain(Enum.GetValues<Role>().Select(role => Of(role)), SubjectRules.MaySign);
        Assert.Equal(6, senior.Count(SubjectRules.MaySee));
        Assert.Equal(
            [Role.OrganisationAdministrator, Role.PrivacyOfficer],
            senior.Where(RetentionRules.MayManage).Select(actor => actor.Role)
        );
        Assert.Equal([Role.PrivacyOfficer], senior.Where(RetentionRules.MayLift).Select(actor => actor.Role));
    }

    [Theory]
    [InlineData(SubjectApplicant.Person, false, true)]
    [InlineData(SubjectApplicant.Authorised, false, true)]
    [InlineData(SubjectApplicant.AttorneyOrDeputy, false, true)]
    [InlineData(SubjectApplicant.PersonalRepresentative, false, false)]
    [InlineData(SubjectApplicant.Claimant, false, false)]
    [InlineData(SubjectApplicant.Person, true, false)]
    [InlineData(SubjectApplicant.Authorised, true, false)]
    [InlineData(SubjectApplicant.AttorneyOrDeputy, true, false)]
    [InlineData(SubjectApplicant.PersonalRepresentative, true, true)]
    [InlineData(SubjectApplicant.Claimant, true, true)]
    public void Who_may_ask_changes_with_the_death(SubjectApplicant applicant, bool died, bool may) =>
        Assert.Equal(may, SubjectRules.WhyNotFor(applicant, died) is null);

    [Theory]
    [InlineData(SubjectApplicant.Person, "2026-12-28")]
    [InlineData(SubjectApplicant.PersonalRepresentative, "2026-12-19")]
    public void The_time_to_answer_follows_the_law(SubjectApplicant applicant, string day)
    {
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), SubjectRules.AnswerBy(Asked(Of(Role.PrivacyOfficer), applicant)));
        Assert.Equal(
            applicant is SubjectApplicant.Person ? "Data protection law (UK GDPR, article 15)" : "Access to Health Records Act 1990",
            SubjectRules.Law(applicant)
        );
    }

    [Fact]
    public void The_month_ends_on_its_last_day_when_it_is_shorter() =>
        Assert.Equal(
            new DateOnly(2027, 2, 28),
            SubjectRules.AnswerBy(
                SubjectRequest.Ask(
                    new(SubjectApplicant.Person, "x", new DateOnly(2027, 1, 31), Guid.NewGuid()),
                    Guid.NewGuid(),
                    Holder,
                    Of(Role.PrivacyOfficer),
                    Now
                )
            )
        );

    [Fact]
    public void Whoever_took_it_down_and_whoever_is_not_of_the_holder_does_not_decide()
    {
        var office = Of(Role.PrivacyOfficer);
        var clinician = Of(Role.GeneralPractitioner, senior: true);
        var asked = Asked(office);
        Assert.Null(SubjectRules.WhyNotDecide(asked, clinician));
        Assert.NotNull(SubjectRules.WhyNotDecide(asked, clinician with { Senior = false }));
        Assert.NotNull(SubjectRules.WhyNotDecide(asked, clinician with { OrganisationId = Guid.NewGuid() }));
        Assert.NotNull(SubjectRules.WhyNotDecide(asked, clinician with { UserId = office.UserId }));
        Assert.Throws<AccessDeniedException>(() => asked.Refuse("x", clinician with { UserId = office.UserId }, Now));

        asked.Release(new(["notes"], SubjectGround.ThirdParty, "x"), 9, clinician, Now);
        Assert.Equal(
            "This request has been decided already.",
            SubjectRules.WhyNotDecide(asked, Of(Role.GeneralPractitioner, senior: true))
        );
        Assert.Equal(SubjectState.Ready, asked.StateAt(Now + SubjectRequest.Kept - TimeSpan.FromSeconds(1)));
        Assert.Equal(SubjectState.Expired, asked.StateAt(Now + SubjectRequest.Kept));

        Assert.True(SubjectRules.MayFetch(asked, clinician));
        Assert.True(SubjectRules.MayFetch(asked, office));
        Assert.False(SubjectRules.MayFetch(asked, office with { Role = Role.OrganisationAdministrator }));
        Assert.False(SubjectRules.MayFetch(asked, clinician with { OrganisationId = Guid.NewGuid() }));
        Assert.False(SubjectRules.MayFetch(asked, clinician with { Role = Role.OrganisationAdministrator }));
        Assert.False(SubjectRules.MayFetch(asked, Of(Role.PrivacyOfficer)));
        Assert.False(SubjectRules.MayFetch(asked, Of(Role.GeneralPractitioner, senior: true)));
    }

    [Fact]
    public void Reasons_that_only_the_other_law_knows_are_not_taken()
    {
        var taken = Enum.GetValues<SubjectApplicant>()
            .ToDictionary(
                one => one,
                one => Enum.GetValues<SubjectGround>().Where(ground => SubjectRules.WhyNotOn(ground, one) is null).ToArray()
            );
        Assert.Equal([SubjectGround.SeriousHarm, SubjectGround.ThirdParty], taken[SubjectApplicant.Person]);
        Assert.Equal(
            [SubjectGround.SeriousHarm, SubjectGround.ThirdParty, SubjectGround.InConfidence],
            taken[SubjectApplicant.PersonalRepresentative]
        );
        Assert.Equal(Enum.GetValues<SubjectGround>(), taken[SubjectApplicant.Claimant]);
    }

    [Fact]
    public void What_is_kept_back_is_there_and_has_its_ground_and_its_words()
    {
        Assert.Empty(Fields(new([], null, null)));
        Assert.Empty(Fields(new(["notes"], SubjectGround.ThirdParty, "Her neighbour")));
        Assert.Equal(["Withheld"], Fields(new(["notes", "no-such-part"], SubjectGround.ThirdParty, "Her neighbour")));
        Assert.Equal(["Ground", "Because"], Fields(new(["notes"], null, " ")));
        Assert.Equal(["Ground"], Fields(new(["notes"], SubjectGround.InConfidence, "Her neighbour")));

        static IEnumerable<string> Fields(SubjectWithholding withholding) =>
            SubjectRules
                .Problems(withholding, SubjectApplicant.Person, new HashSet<string> { "notes", "person" })
                .Select(problem => problem.Field);
    }

    [Theory]
    [InlineData(Role.PrivacyOfficer, Role.PrivacyOfficer, false, true)]
    [InlineData(Role.PrivacyOfficer, Role.OrganisationAdministrator, false, true)]
    [InlineData(Role.OrganisationAdministrator, Role.PrivacyOfficer, false, true)]
    [InlineData(Role.OrganisationAdministrator, Role.OrganisationAdministrator, false, false)]
    [InlineData(Role.PrivacyOfficer, Role.PrivacyOfficer, true, false)]
    [InlineData(Role.OrganisationAdministrator, Role.PrivacyOfficer, true, false)]
    [InlineData(Role.PrivacyOfficer, Role.SystemAdministrator, false, false)]
    [InlineData(Role.PrivacyOfficer, Role.GeneralPractitioner, false, false)]
    public void Two_people_destroy_a_record_and_one_is_a_privacy_officer(Role asks, Role decides, bool same, bool may)
    {
        var (asker, decider) = (Of(asks), Of(decides));
        var request = new DestructionRequest
        {
            Id = Guid.NewGuid(),
            RecordId = Guid.NewGuid(),
            OrganisationId = Holder,
            Review = "x",
            AskedAt = Now,
            AskedById = asker.UserId,
            AskedRole = asks,
            AskedBy = "x",
        };
        decider = same ? decider with { UserId = asker.UserId } : decider;

        Assert.Equal(may, RetentionRules.WhyNotDecide(request, decider) is null);
        if (may)
        {
            request.Refuse("x", decider, Now);
            Assert.Equal("This request has been decided already.", RetentionRules.WhyNotDecide(request, decider));
        }
        else
        {
            Assert.Throws<AccessDeniedException>(() => request.Refuse("x", decider, Now));
        }
    }

    [Fact]
    public void A_hold_holds_to_its_last_day_or_until_it_is_lifted()
    {
        var hold = new RecordHold
        {
            Id = Guid.NewGuid(),
            RecordId = Guid.NewGuid(),
            OrganisationId = Holder,
            Reason = "x",
            UntilOn = new DateOnly(2026, 11, 30),
            PlacedAt = Now,
            PlacedById = Guid.NewGuid(),
            PlacedBy = "x",
        };
        Assert.True(hold.Holds(new DateOnly(2026, 11, 30)));
        Assert.False(hold.Holds(new DateOnly(2026, 12, 1)));
        hold.Lift("x", Of(Role.PrivacyOfficer), Now);
        Assert.False(hold.Holds(new DateOnly(2026, 11, 27)));
    }

    [Theory]
    [InlineData("death", 8, "8 years after the death")]
    [InlineData("end", 8, "8 years after the end of the record")]
    [InlineData("death-gp", 10, "10 years after the death, held by a GP practice")]
    [InlineData("end-gp", 12, "12 years after the end of the record, held by a GP practice")]
    public void A_rule_is_said_in_words(string rule, int years, string words) => Assert.Equal(words, RetentionRules.Words(rule, years));

    private static SubjectRequest Asked(Actor office, SubjectApplicant applicant = SubjectApplicant.Person) =>
        SubjectRequest.Ask(
            new(applicant, "Passport seen.", new DateOnly(2026, 11, 28), Guid.NewGuid()),
            Guid.NewGuid(),
            Holder,
            office,
            Now
        );

    private static Actor Of(Role role, bool senior = false) =>
        new(Guid.NewGuid(), "Invented Person", Guid.NewGuid(), role, Holder, "Organisation", senior, Urgent: false);
}
