using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>The audits that were published, each built as people and deaths, and the report to the last digit.</summary>
public sealed class PublishedFiguresTests(TestApp app) : IClassFixture<TestApp>
{
    private const Place Home = Place.OwnHome;
    private const Place Hospital = Place.Hospital;
    private const Place Hospice = Place.Hospice;
    private const Place CareHome = Place.NursingHome;

    [Fact]
    public async Task Coordinate_my_care_2020_achieved_73_per_cent_of_those_known_and_57_of_all()
    {
        var file = await CountAsync(
            2011,
            // Wish met
            (6000, Home, Home),
            (150, Hospital, Hospital),
            (4000, CareHome, CareHome),
            (2021, Hospice, Hospice),
            // Not met
            (2400, Home, Hospital),
            (500, Home, CareHome),
            (428, Home, Hospice),
            (60, Hospital, Home),
            (655, CareHome, Hospital),
            (300, Hospice, Hospital),
            (79, Hospice, Home),
            // No wish
            (1121, null, Hospital),
            (1570, null, Home),
            (1145, null, CareHome),
            (702, null, Hospice),
            (100, null, Place.Other)
        );

        Assert.Equal("21231", file["deaths"]);
        Assert.Equal("12171/16593 73.4 57.3..79.2", file["ppd-achieved-first"]);
        Assert.Equal("12171/21231 57.3 57.3..57.3", file["ppd-achieved-of-all-deaths"]);
        Assert.Equal("16593/21231 78.2 78.2..78.2", file["ppd-recorded"]);
        Assert.Equal("4626/21231 21.8 21.8..21.8", file["hospital-deaths"]);
        Assert.Equal("7709/21231 36.3 36.3..36.3", file["place-home"]);
        Assert.Equal("5645/21231 26.6 26.6..26.6", file["place-care-home"]);
        Assert.Equal("4422/4422 100.0 20.8..100.0", file["variance-not-known"]);
        var wishes = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), "from=2011-01-01&to=2011-12-31&group-by=ppd-first");
        Assert.Equal("9328", wishes["deaths", "own-home"]);
        Assert.Equal("210", wishes["deaths", "hospital"]);
    }

    [Fact]
    public async Task Weston_met_414_of_550()
    {
        var file = await CountAsync(
            2012,
            (196, Home, Home),
            (34, Home, Hospital),
            (40, Home, CareHome),
            (30, Home, Hospice),
            (112, CareHome, CareHome),
            (2, CareHome, Hospital),
            (4, CareHome, Hospice),
            (100, Hospice, Hospice),
            (14, Hospice, Hospital),
            (11, Hospice, Home),
            (6, Hospital, Hospital),
            (1, Hospital, Home),
            (112, null, Hospital),
            (307, null, Home)
        );

        Assert.Equal("969", file["deaths"]);
        Assert.Equal("550/969 56.8 56.8..56.8", file["ppd-recorded"]);
        Assert.Equal("414/550 75.3 42.7..86.0", file["ppd-achieved-first"]);
        var wishes = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), "from=2012-01-01&to=2012-12-31&group-by=ppd-first");
        Assert.Equal("34/300 11.3 11.3..11.3", wishes["hospital-deaths", "own-home"]);
        Assert.Equal("2/118 1.7 1.7..1.7", wishes["hospital-deaths", "nursing-home"]);
        Assert.Equal("14/125 11.2 11.2..11.2", wishes["hospital-deaths", "hospice"]);
        Assert.Equal("6/7 85.7 85.7..85.7", wishes["ppd-achieved-first", "hospital"]);
        Assert.Equal("112/419 26.7 26.7..26.7", wishes["hospital-deaths", "blank"]);
    }

    [Fact]
    public async Task A_hundred_cases_give_their_reasons_and_both_diagnosis_groups()
    {
        static IEnumerable<Dead> Group(DiagnosisGroup group, int met, params (int Count, VarianceReason Reason)[] reasons) =>
            Dead.Many(met, 2013, Home, Home)
                .Concat(
                    reasons.SelectMany(reason =>
                        Dead.Many(reason.Count, 2013, Home, Hospital).Select(person => person with { Variance = reason.Reason })
                    )
                )
                .Select(person => person with { Diagnosis = group });

        await ReportPeople.AddAsync(
            app.Database,
            Group(
                    DiagnosisGroup.Cancer,
                    35,
                    (10, VarianceReason.SuddenOrUnexpectedDeterioration),
                    (4, VarianceReason.NoBed),
                    (1, VarianceReason.AnticipatoryStepsMissed)
                )
                .Concat(
                    Group(
                        DiagnosisGroup.OrganFailure,
                        40,
                        (7, VarianceReason.SuddenOrUnexpectedDeterioration),
                        (2, VarianceReason.NoBed),
                        (1, VarianceReason.AnticipatoryStepsMissed)
                    )
                )
        );
        var gp = await app.SignInAsAsync("gp");
        var all = await ReportFile.DownloadAsync(gp, "from=2013-01-01&to=2013-12-31");
        var groups = await ReportFile.DownloadAsync(gp, "from=2013-01-01&to=2013-12-31&group-by=diagnosis-group");
        var cancer = await ReportFile.DownloadAsync(gp, "from=2013-01-01&to=2013-12-31&diagnosis-group=cancer");

        Assert.Equal("75/100 75.0 75.0..75.0", all["ppd-achieved-first"]);
        Assert.Equal("17/25 68.0 17.0..92.0", all["variance-sudden-or-unexpected-deterioration"]);
        Assert.Equal("6/25 24.0 6.0..81.0", all["variance-no-bed"]);
        Assert.Equal("2/25 8.0 2.0..77.0", all["variance-anticipatory-steps-missed"]);
        Assert.Equal("35/50 70.0 70.0..70.0", groups["ppd-achieved-first", "cancer"]);
        Assert.Equal("40/50 80.0 80.0..80.0", groups["ppd-achieved-first", "organ-failure"]);
        Assert.Equal("35/50 70.0 70.0..70.0", cancer["ppd-achieved-first"]);
        Assert.DoesNotContain(groups.Rows, row => row[1] == "all");
    }

    [Fact]
    public async Task Preston_met_30_of_33_at_home_and_11_of_13_in_a_hospice()
    {
        var file = await CountAsync(
            2014,
            (30, Home, Home),
            (2, Home, Hospital),
            (1, Home, Hospice),
            (11, Hospice, Hospice),
            (2, Hospice, Hospital),
            (2, null, Home)
        );

        Assert.Equal("4/48 8.3 8.3..8.3", file["hospital-deaths"]);
        Assert.Equal("2/48 4.2 4.2..4.2", file["ppd-blank"]);
        Assert.Equal("41/46 89.1 85.4..89.6", file["ppd-achieved-first"]);
        var wishes = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), "from=2014-01-01&to=2014-12-31&group-by=ppd-first");
        Assert.Equal("30/33 90.9 90.9..90.9", wishes["ppd-achieved-first", "own-home"]);
        Assert.Equal("11/13 84.6 84.6..84.6", wishes["ppd-achieved-first", "hospice"]);
    }

    [Fact]
    public async Task Cardiff_counts_those_who_changed_their_mind_and_those_who_declined()
    {
        static Dead Changed(Dead person) => person with { Wishes = [Wish.For(person.On.AddDays(-95), Place.CareHome), .. person.Wishes] };

        var recent = Built(
                2015,
                (624, Home, Home),
                (276, Home, Hospital),
                (488, Hospice, Hospice),
                (135, Hospice, Hospital),
                (653, null, Hospital)
            )
            .ToList();
        await ReportPeople.AddAsync(app.Database, recent.Select((person, index) => index < 207 ? Changed(person) : person));
        var earlier = Built(
                2016,
                (181, Home, Home),
                (82, Home, Hospital),
                (76, Hospice, Hospice),
                (17, Hospice, Hospital),
                (311, null, Home)
            )
            .Concat(
                Built(2016, (65, null, Hospital), (56, null, Home))
                    .Select(person => person with { Wishes = [Wish.None(person.On.AddDays(-9), PlaceFinding.Declined)] })
            );
        await ReportPeople.AddAsync(app.Database, earlier);
        var gp = await app.SignInAsAsync("gp");
        var file = await ReportFile.DownloadAsync(gp, "from=2015-01-01&to=2015-12-31");
        var wishes = await ReportFile.DownloadAsync(gp, "from=2015-01-01&to=2015-12-31&group-by=ppd-first");
        var before = await ReportFile.DownloadAsync(gp, "from=2016-01-01&to=2016-12-31&group-by=ppd-first");

        Assert.Equal("2176", file["deaths"]);
        Assert.Equal("1112/1523 73.0 51.1..81.1", file["ppd-achieved-first"]);
        Assert.Equal("207/2176 9.5 9.5..9.5", file["ppd-changed"]);
        Assert.Equal("653/2176 30.0 30.0..30.0", file["ppd-blank"]);
        Assert.Equal("624/900 69.3 69.3..69.3", wishes["ppd-achieved-first", "own-home"]);
        Assert.Equal("181/263 68.8 68.8..68.8", before["ppd-achieved-first", "own-home"]);
        Assert.Equal("76/93 81.7 81.7..81.7", before["ppd-achieved-first", "hospice"]);
        Assert.Equal("65/121 53.7 53.7..53.7", before["hospital-deaths", "declined"]);
    }

    /// <summary>SCIE guide 48: 1,339 deaths, 27% without a place; the shares printed are of the others.</summary>
    [Fact]
    public async Task Coordinate_my_care_2013_leaves_out_the_27_per_cent_without_a_place()
    {
        var file = await CountAsync(
            2010,
            (332, null, Home),
            (293, null, CareHome),
            (137, null, Hospice),
            (205, null, Hospital),
            (10, null, Place.Other),
            (362, null, null)
        );

        Assert.Equal("1339", file["deaths"]);
        Assert.Equal("362/1339 27.0 27.0..27.0", file["place-unknown"]);
        Assert.Equal("332/977 34.0 24.8..51.8", file["place-home"]);
        Assert.Equal("293/977 30.0 21.9..48.9", file["place-care-home"]);
        Assert.Equal("137/977 14.0 10.2..37.3", file["place-hospice"]);
        Assert.Equal("205/977 21.0 15.3..42.3", file["place-hospital"]);
        Assert.Equal("10/977 1.0 0.7..27.8", file["place-other"]);
    }

    /// <summary>Weston again, as the coordinator of the area has it: rounded, whole per cents, small counts hidden.</summary>
    [Fact]
    public async Task The_same_register_through_the_coordinator_follows_the_small_number_rule()
    {
        await CountAsync(2009, (414, Home, Home), (130, Home, Hospital), (6, Hospital, Home), (112, null, Hospital), (307, null, Home));
        var file = await ReportFile.DownloadAsync(await app.SignInAsAsync("coordinator"), "from=2009-01-01&to=2009-12-31");

        Assert.Equal("970", file["deaths"]);
        Assert.Equal("415/550 75 43..86", file["ppd-achieved-first"]);
        Assert.Equal("550/970 57 57..57", file["ppd-recorded"]);
        Assert.DoesNotContain("6", file.Rows.Select(row => row[2]));
    }

    [Fact]
    public async Task Leeds_the_whole_file()
    {
        var file = await CountAsync(2017, (19, Home, Home), (1, Home, Hospital), (4, null, Hospital));

        Assert.Equal(
            """
            measure,group,numerator,denominator,percentage,lower,upper
            deaths,all,24,,,,
            records-after-death,all,0,,,,
            ppd-discussed,all,20,24,83.3,83.3,83.3
            ppd-recorded,all,20,24,83.3,83.3,83.3
            ppd-unable,all,0,24,0.0,0.0,0.0
            ppd-not-appropriate,all,0,24,0.0,0.0,0.0
            ppd-declined,all,0,24,0.0,0.0,0.0
            ppd-undecided,all,0,24,0.0,0.0,0.0
            ppd-blank,all,4,24,16.7,16.7,16.7
            ppd-changed,all,0,24,0.0,0.0,0.0
            actual-place-recorded,all,24,24,100.0,100.0,100.0
            place-unknown,all,0,24,0.0,0.0,0.0
            cpr-not-for-recorded,all,0,24,0.0,0.0,0.0
            seen-by-urgent-care-last-30-days,all,0,24,0.0,0.0,0.0
            created-in-last-7-days,all,0,24,0.0,0.0,0.0
            ppd-achieved-first,all,19,20,95.0,79.2,95.8
            ppd-achieved-first-or-second,all,19,20,95.0,79.2,95.8
            ppd-achieved-named-place,all,0,0,,0.0,100.0
            ppd-achieved-of-all-deaths,all,19,24,79.2,79.2,79.2
            ppd-at-30-days,all,20,24,83.3,83.3,83.3
            ppd-at-7-days,all,20,24,83.3,83.3,83.3
            ppd-at-1-day,all,20,24,83.3,83.3,83.3
            hospital-deaths,all,5,24,20.8,20.8,20.8
            usual-residence-deaths,all,19,24,79.2,79.2,79.2
            place-hospital,all,5,24,20.8,20.8,20.8
            place-home,all,19,24,79.2,79.2,79.2
            place-hospice,all,0,24,0.0,0.0,0.0
            place-care-home,all,0,24,0.0,0.0,0.0
            place-other,all,0,24,0.0,0.0,0.0
            variance-sudden-or-unexpected-deterioration,all,0,1,0.0,0.0,95.8
            variance-symptoms-needed-admission,all,0,1,0.0,0.0,95.8
            variance-too-unwell-to-move,all,0,1,0.0,0.0,95.8
            variance-carer-could-not-cope-or-disagreed,all,0,1,0.0,0.0,95.8
            variance-care-package-delay,all,0,1,0.0,0.0,95.8
            variance-no-bed,all,0,1,0.0,0.0,95.8
            variance-equipment-or-medicines-unavailable,all,0,1,0.0,0.0,95.8
            variance-changed-mind,all,0,1,0.0,0.0,95.8
            variance-plan-not-seen-or-followed,all,0,1,0.0,0.0,95.8
            variance-active-treatment-continuing,all,0,1,0.0,0.0,95.8
            variance-anticipatory-steps-missed,all,0,1,0.0,0.0,95.8
            variance-other,all,0,1,0.0,0.0,95.8
            variance-not-known,all,1,1,100.0,4.2,100.0
            reviewed-after-death,all,0,24,0.0,0.0,0.0
            review-right-place-yes,all,0,0,,0.0,100.0
            review-right-place-no,all,0,0,,0.0,100.0
            review-right-place-not-known,all,0,0,,0.0,100.0
            review-in-the-way-nothing,all,0,0,,0.0,100.0
            review-in-the-way-unforeseen,all,0,0,,0.0,100.0
            review-in-the-way-system,all,0,0,,0.0,100.0
            review-in-the-way-missed-opportunity,all,0,0,,0.0,100.0
            review-in-the-way-not-known,all,0,0,,0.0,100.0
            days-on-register-median,all,100,,,,

            """,
            file.Text.TrimStart('\uFEFF').ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public async Task Coordinate_my_care_2013_shares_leave_out_the_27_per_cent_unknown()
    {
        var file = await CountAsync(
            2018,
            (332, null, Home),
            (293, null, CareHome),
            (137, null, Hospice),
            (205, null, Hospital),
            (10, null, Place.Other),
            (362, Home, null)
        );

        Assert.Equal("362/1339 27.0 27.0..27.0", file["place-unknown"]);
        Assert.Equal("332/977 34.0 24.8..51.8", file["place-home"]);
        Assert.Equal("293/977 30.0 21.9..48.9", file["place-care-home"]);
        Assert.Equal("137/977 14.0 10.2..37.3", file["place-hospice"]);
        Assert.Equal("205/977 21.0 15.3..42.3", file["hospital-deaths"]);
        Assert.Equal("10/977 1.0 0.7..27.8", file["place-other"]);
        Assert.Equal("0/0  0.0..100.0", file["ppd-achieved-first"]);
    }

    /// <summary>
    /// Coordinate My Care to September 2016 (Callender 2018): 11,839 people; in hospital died 31% of those without a preferred place and
    /// 14% of those with one, of whom 1% wished for hospital. How many had one was not printed; 7,000 is ours, the shares are theirs.
    /// </summary>
    [Fact]
    public async Task Coordinate_my_care_2018_tells_those_with_a_preferred_place_from_those_without()
    {
        var file = await CountAsync(
            2008,
            (70, Hospital, Hospital),
            (910, Home, Hospital),
            (4620, Home, Home),
            (1400, Hospice, Hospice),
            (1500, null, Hospital),
            (3339, null, Home)
        );

        Assert.Equal("11839", file["deaths"]);
        Assert.Equal("7000/11839 59.1 59.1..59.1", file["ppd-recorded"]);
        var wishes = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), "from=2008-01-01&to=2008-12-31&group-by=ppd-first");
        Assert.Equal("1500/4839 31.0 31.0..31.0", wishes["hospital-deaths", "blank"]);
        Assert.Equal("70", wishes["deaths", "hospital"]);
        Assert.Equal("70/70 100.0 100.0..100.0", wishes["hospital-deaths", "hospital"]);
        Assert.Equal("910/5530 16.5 16.5..16.5", wishes["hospital-deaths", "own-home"]);
        Assert.Equal("0/1400 0.0 0.0..0.0", wishes["hospital-deaths", "hospice"]);
        Assert.Equal("2480/11839 20.9 20.9..20.9", file["hospital-deaths"]);
        Assert.Equal(14.0, 100.0 * (2480 - 1500) / 7000);
    }

    /// <summary>Oxfordshire out of hours (PMC5931293): 1,530 people, 29.5% of all deaths, were seen in the last 30 days of life.</summary>
    [Fact]
    public async Task Oxford_out_of_hours_saw_1530_of_5186_in_their_last_thirty_days()
    {
        static Dead Seen(Dead person, int daysBefore) =>
            person with
            {
                Looks =
                [
                    new(new DateTimeOffset(person.On.AddDays(-daysBefore), new TimeOnly(3, 0), TimeSpan.Zero), Role.OutOfHoursClinician),
                ],
            };

        var people = Built(2007, (5186, null, Home)).ToList();
        await ReportPeople.AddAsync(
            app.Database,
            people.Select(
                (person, place) =>
                    place < 1530 ? Seen(person, place % 30)
                    : place < 1600 ? Seen(person, 40)
                    : person
            )
        );
        var file = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), "from=2007-01-01&to=2007-12-31");

        Assert.Equal("1530/5186 29.5 29.5..29.5", file["seen-by-urgent-care-last-30-days"]);
    }

    /// <summary>Universal Care Plan, North Central London, September 2023: 70% of residents with a plan died where they lived.</summary>
    [Fact]
    public async Task Universal_care_plan_2023_70_per_cent_died_in_their_place_of_residence()
    {
        var file = await CountAsync(2006, (700, Home, Home), (240, Home, Hospital), (60, Hospice, Hospice));

        Assert.Equal("700/1000 70.0 70.0..70.0", file["usual-residence-deaths"]);
    }

    private async Task<ReportFile> CountAsync(int year, params (int Count, Place? Wish, Place? Actual)[] groups)
    {
        await ReportPeople.AddAsync(app.Database, Built(year, groups));
        return await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), $"from={year}-01-01&to={year}-12-31");
    }

    private static IEnumerable<Dead> Built(int year, params (int Count, Place? Wish, Place? Actual)[] groups) =>
        groups.SelectMany(group => Dead.Many(group.Count, year, group.Wish, group.Actual));
}
