using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>Preferred places, resuscitation and the death of an invented person.</summary>
internal sealed partial class DemoInvention
{
    private static readonly VarianceReason[] Reasons = Enum.GetValues<VarianceReason>();

    private void AddPlaces(DemoRecord record)
    {
        if (!draw.Chance(Trait.Places, 0.86))
        {
            return;
        }

        var ago = Ago(draw.Share(Trait.ExpressedOn) * 0.6);
        var finding = draw.Weighted<PlaceFinding?>(
            Trait.Named,
            (null, 78),
            (PlaceFinding.Declined, 7),
            (PlaceFinding.Undecided, 8),
            (PlaceFinding.Unable, 5),
            (PlaceFinding.NotAppropriate, 2)
        );
        var wish = finding is null ? Wish(Trait.First) : new PlaceStatement { Finding = finding };
        var care = draw.Chance(Trait.CareAsked, 0.6) ? new PlaceStatement { First = Usual } : new PlaceStatement();
        record.Says(
            new PreferredPlaces
            {
                ExpressedOn = cast.Day(ago),
                Care = care,
                Death = wish,
            },
            startedBy,
            ago
        );
        var later = Ago(0.9);
        if (later < ago && draw.Chance(Trait.Changed, 0.15))
        {
            record.Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(later),
                    Care = care,
                    Death = Wish(Trait.Changed),
                    Notes = "Changed mind as care at home grew harder",
                },
                gp,
                later
            );
        }
    }

    private PlacePreference Usual =>
        InCareHome
            ? new()
            {
                Place = Place.NursingHome,
                Name = "The Limes",
                IsUsualResidence = true,
            }
            : new() { Place = Place.OwnHome, IsUsualResidence = true };

    private PlaceStatement Wish(Trait trait)
    {
        var hospice = new PlacePreference { Place = Place.Hospice, Name = draw.Chance(Trait.CareAsked, 0.8) ? Hospice : null };
        var hospital = new PlacePreference { Place = Place.Hospital, Name = "Northfield General" };
        var relative = new PlacePreference { Place = Place.OtherPrivateResidence };
        var first = draw.Weighted(trait, (Usual, 70), (hospice, 21), (hospital, 4), (relative, 5));
        var second = draw.Chance(Trait.Second, 0.4)
            ? first.Place is Place.Hospice
                ? Usual
                : hospice
            : null;
        return new() { First = first, Second = second };
    }

    private void AddResuscitation(DemoRecord record)
    {
        if (!draw.Chance(Trait.Cpr, 0.76))
        {
            return;
        }

        var decision = draw.Chance(Trait.CprReview, 0.84) ? CprDecision.NotForCpr : CprDecision.ForCpr;
        var talk = draw.Weighted(Trait.CprTalk, (Discussion.Yes, 80), (Discussion.LackedCapacity, 14), (Discussion.No, 6));
        var ago = Ago(draw.Share(Trait.CprDay) * 0.8);
        var (author, by) = draw.Weighted(
            Trait.CprAuthor,
            ((gp, $"{gp.Name}, general practitioner"), 82),
            ((cast.Actor("nurse"), "Sam Whitlock, community nurse"), 10),
            ((cast.Actor("hospital"), "Dr Omar Haddad, hospital clinician"), 8)
        );
        var recorded = Math.Max(LastAgo, ago - 1);
        record.Says(
            new Resuscitation
            {
                Decision = decision,
                DecidedAt = cast.Moment(ago),
                DecidedBy = by,
                Reason = decision is CprDecision.NotForCpr ? draw.Pick(Trait.CprTalk, DemoTexts.CprReasons) : null,
                DiscussedWithPerson = talk,
                WhyNotDiscussed = talk is Discussion.No ? "Would have caused harm: see the note of the visit" : null,
                WhoWasInvolved = talk is Discussion.LackedCapacity ? Near(Trait.Carer) : null,
                ReviewOn = draw.Chance(Trait.CprReview, 0.5) ? cast.Day(ago).AddDays(180) : null,
                FormLocation =
                    decision is CprDecision.NotForCpr
                        ? InCareHome
                            ? "Care home office"
                            : draw.Pick(Trait.CprReview, DemoTexts.Shelves)
                        : null,
                PersonAware = talk is Discussion.Yes ? true : null,
            },
            author,
            recorded,
            endorsedBy: author == gp && draw.Chance(Trait.CprTalk, 0.93) ? gp : null
        );
    }

    private void AddDeath(DemoRecord record)
    {
        var died = cast.Day(diedAgo);
        var wish = record.WishOn(died);
        var met = draw.Chance(Trait.Met, 0.72);
        Place? place =
            draw.Chance(Trait.Unknown, 0.07) ? null
            : met && wish?.First is { } first ? first.Place
            : draw.Weighted(
                Trait.WhereInstead,
                (Place.Hospital, 58),
                (Usual.Place, 14),
                (Place.Hospice, 18),
                (Place.CommunityHospital, 5),
                (Place.Ambulance, 2),
                (Place.Other, 3)
            );
        var answers = new DeathAnswers
        {
            DiedOn = died,
            Status = draw.Chance(Trait.Formal, 0.9) ? DeathStatus.Formal : DeathStatus.Informal,
            ActualPlace = place,
            ActualPlaceName = place switch
            {
                Place.Hospice => draw.Chance(Trait.Reason, 0.85) ? Hospice : "Rowan House Hospice",
                Place.Hospital => "Northfield General",
                Place.NursingHome => InCareHome ? "The Limes" : null,
                _ => null,
            },
        };
        if (PreferenceOutcome.FirstMet(wish, answers, InCareHome) is false)
        {
            var reason = draw.Pick(Trait.Reason, Reasons);
            answers = answers with
            {
                Variance = reason,
                VarianceNotes = reason is VarianceReason.Other ? "Was visiting family when taken ill" : null,
            };
        }

        var reported = draw.Chance(Trait.Reported, 0.04);
        record.Died(
            answers,
            reported ? cast.Actor("ooh") : gp,
            Math.Max(1, diedAgo - draw.Between(Trait.Reported, 0, 6)),
            reported ? DeathEntryKind.Reported : DeathEntryKind.Recorded
        );
    }
}
