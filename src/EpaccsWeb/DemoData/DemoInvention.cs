using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>Makes up one person and a plausible plan; the same seed, number and day always give the same.</summary>
internal sealed partial class DemoInvention
{
    /// <summary>Days over which records were started and deaths are spread.</summary>
    private const int Days = 730;

    private static readonly (DemoCommunity, int)[] Communities =
    [
        .. DemoNames.Communities.Select(community => (community, community.Weight)),
    ];

    private readonly DemoCast cast;
    private readonly DemoDraw draw;
    private readonly double detail;
    private readonly DemoCommunity community;
    private readonly bool dead;
    private readonly int diedAgo;
    private readonly int startedAgo;
    private readonly Actor gp;
    private readonly Actor startedBy;
    private readonly PersonDetails person;

    private DemoInvention(DemoCast cast, DemoDraw draw, NhsNumber number, double deaths, double detail)
    {
        (this.cast, this.draw, this.detail) = (cast, draw, detail);
        dead = draw.Chance(Trait.Dies, deaths);
        diedAgo = draw.Between(Trait.DiedOn, 3, Days);
        startedAgo = StartedAgo();
        var riverside = draw.Chance(Trait.Practice, 0.55);
        gp = cast.Actor(riverside ? "gp" : "gp2");
        startedBy = draw.Weighted(
            Trait.Recorder,
            (gp, 74),
            (cast.Actor("nurse"), 15),
            (cast.Actor("hospice"), 8),
            (cast.Actor("hospital"), 3)
        );
        community = draw.Weighted<DemoCommunity>(Trait.Community, Communities);
        person = Person(number.Digits, riverside ? "Y90001" : "Y90002");
    }

    /// <param name="deaths">The share of people who have died, 0 to 1.</param>
    /// <param name="detail">How much of what no list or report asks about is filled in, 0 to 1.</param>
    public static LoadedRecord Of(DemoCast cast, DemoDraw draw, NhsNumber number, Guid patientId, double deaths, double detail)
    {
        var invention = new DemoInvention(cast, draw, number, deaths, detail);
        var record = new DemoRecord(cast, patientId, invention.person, invention.startedBy, invention.startedAgo);
        invention.AddConsent(record);
        invention.AddTeam(record);
        invention.AddPlan(record);
        if (invention.dead)
        {
            invention.AddDeath(record);
        }

        return record.Done();
    }

    /// <summary>The record was started when the person had already died: nothing was planned any more.</summary>
    private bool StartedTooLate => dead && startedAgo < diedAgo;

    private bool InCareHome => person.CareHomeCode is not null;

    /// <summary>The day on which nothing more was written: yesterday, or the day before the person died.</summary>
    private int LastAgo => dead ? Math.Min(diedAgo + 1, startedAgo) : 1;

    /// <summary>Most records of the dead were started months before, some in the last week, a few afterwards.</summary>
    private int StartedAgo()
    {
        if (!dead)
        {
            return draw.Between(Trait.Started, 2, Days);
        }

        var share = draw.Share(Trait.Late);
        return share < 0.02 ? diedAgo - 1
            : share < 0.14 ? diedAgo + draw.Between(Trait.Started, 1, 6)
            : diedAgo + draw.Between(Trait.Started, 8, 500);
    }

    private PersonDetails Person(string number, string practice)
    {
        var woman = draw.Chance(Trait.Sex, 0.52);
        var age = Age();
        var home = age > 64 && draw.Chance(Trait.CareHome, 0.2);
        var address = home
            ? "The Limes, 5 Lime Avenue"
            : $"{draw.Between(Trait.House, 1, 180)} {draw.Pick(Trait.Street, DemoNames.Streets)}";
        var house = draw.Between(Trait.Phone, 0, 579);
        return new PersonDetails
        {
            NhsNumber = number,
            NhsNumberStatus = draw.Weighted(
                Trait.Traced,
                (NhsNumberStatus.Verified, 94),
                (NhsNumberStatus.NotTraced, 4),
                (NhsNumberStatus.TraceRequired, 2)
            ),
            FamilyName = draw.Pick(Trait.FamilyName, community.Families),
            GivenName = draw.Pick(Trait.GivenName, woman ? community.Women : community.Men),
            Title = woman
                ? draw.Weighted(Trait.Title, ("Mrs", 70), ("Miss", 14), ("Ms", 14), ("Dr", 2))
                : draw.Weighted(Trait.Title, ("Mr", 96), ("Dr", 3), ("Revd", 1)),
            DateOfBirth = cast.Day(dead ? diedAgo : 0).AddYears(-age).AddDays(-draw.Between(Trait.Birthday, 1, 364)),
            Gender =
                draw.Share(Trait.Sex) is > 0.515 and < 0.521 ? Gender.Indeterminate
                : woman ? Gender.Female
                : Gender.Male,
            Ethnicity = draw.Share(Trait.Religion) < 0.03 ? null : community.Ethnicity,
            Religion = draw.Chance(Trait.Preferred, 0.7) ? draw.Pick(Trait.Religion, community.Religions) : null,
            AddressLine1 = address,
            Town = home ? "Netherby" : draw.Pick(Trait.Phone, DemoNames.Towns),
            Postcode = home ? "VY2 7HT" : $"VY{1 + (house / 100)} {house % 9 + 1}{(char)('A' + (house % 21))}{(char)('B' + (house % 17))}",
            Phone = home ? "01632 960060" : $"01632 960{draw.Between(Trait.Phone, 100, 999)}",
            GpPracticeCode = practice,
            UsualGp = gp.Name,
            CareHomeCode = home ? "Y90060" : null,
            Restricted = draw.Chance(Trait.Restricted, 0.015),
            ImdDecile = draw.Chance(Trait.OptOut, 0.97) ? draw.Between(Trait.Imd, 1, 10) : null,
            NationalOptOut = draw.Chance(Trait.OptOut, 0.05) ? true : null,
        };
    }

    private int Age()
    {
        var (least, most) = draw.Weighted(
            Trait.Age,
            ((21, 39), 2),
            ((40, 59), 9),
            ((60, 69), 15),
            ((70, 79), 28),
            ((80, 89), 33),
            ((90, 103), 13)
        );
        return draw.Between(Trait.Year, least, most);
    }

    /// <summary>A day of the record's life: at the start for 0, at its end for 1.</summary>
    private int Ago(double share) => startedAgo - (int)((startedAgo - LastAgo) * share);

    private string Near(Trait trait) =>
        draw.Weighted(
            trait,
            ("Wife", 18),
            ("Husband", 18),
            ("Daughter", 28),
            ("Son", 20),
            ("Sister", 5),
            ("Niece", 4),
            ("Neighbour", 4),
            ("Friend", 3)
        );
}
