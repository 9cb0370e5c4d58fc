using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>Questions about the past: what was wished, decided and seen by which day.</summary>
public sealed class ReportHistoryTests(TestApp app) : IClassFixture<TestApp>
{
    private static int year = 1980;

    [Fact]
    public async Task The_wish_that_counts_is_the_last_one_held_on_the_day_of_death_whatever_was_typed_last()
    {
        // Typed second but said first, so the hospice holds; a wish dated after death does not.
        var file = await CountAsync(on => new Dead
        {
            On = on,
            Actual = Place.Hospice,
            Wishes = [Wish.For(on, Place.Hospice), Wish.For(on.AddDays(-20), Place.OwnHome), Wish.For(on.AddDays(1), Place.Hospital)],
        });

        Assert.Equal("1/1 100.0 100.0..100.0", file["ppd-achieved-first"]);
        Assert.Equal("1/1 100.0 100.0..100.0", file["ppd-changed"]);
        Assert.Equal("1/1 100.0 100.0..100.0", file["ppd-at-7-days"]);
        Assert.Equal("0/1 0.0 0.0..0.0", file["ppd-at-30-days"]);
    }

    [Fact]
    public async Task A_revoked_wish_never_held_and_a_blank_is_no_change()
    {
        var file = await CountAsync(on => new Dead
        {
            On = on,
            Wishes =
            [
                new Wish(on.AddDays(-50), new PlaceStatement()),
                Wish.For(on.AddDays(-40), Place.OwnHome),
                Wish.For(on.AddDays(-5), Place.Hospice) with
                {
                    Revoked = true,
                },
            ],
        });

        Assert.Equal("1/1 100.0 100.0..100.0", file["ppd-recorded"]);
        Assert.Equal("0/1 0.0 0.0..0.0", file["ppd-changed"]);
        Assert.Equal("0/0  0.0..100.0", file["ppd-achieved-first"]);
    }

    [Fact]
    public async Task Each_finding_has_its_line_and_all_are_discussed()
    {
        var file = await CountAsync(
            on => new Dead { On = on, Wishes = [Wish.None(on, PlaceFinding.Unable)] },
            on => new Dead { On = on, Wishes = [Wish.None(on, PlaceFinding.NotAppropriate)] },
            on => new Dead { On = on, Wishes = [Wish.None(on, PlaceFinding.Declined)] },
            on => new Dead { On = on, Wishes = [Wish.For(on.AddDays(-3), Place.Hospice), Wish.None(on, PlaceFinding.Undecided)] },
            on => new Dead { On = on }
        );

        foreach (
            var id in new[]
            {
                "ppd-unable",
                "ppd-not-appropriate",
                "ppd-declined",
                "ppd-undecided",
                "ppd-blank",
                "ppd-changed",
                "ppd-at-1-day",
            }
        )
        {
            Assert.Equal("1/5 20.0 20.0..20.0", file[id]);
        }

        Assert.Equal("4/5 80.0 80.0..80.0", file["ppd-discussed"]);
        Assert.Equal("0/5 0.0 0.0..0.0", file["ppd-recorded"]);
    }

    [Fact]
    public async Task The_days_are_those_of_London()
    {
        // 00:30 on 1 June in London is still 31 May in UTC.
        var file = await CountAsync(
            new DateOnly(1979, 6, 1),
            new Dead { On = new(1979, 6, 1), Started = new(1979, 6, 1, 23, 30, 0, TimeSpan.Zero) },
            new Dead { On = new(1979, 6, 1), Started = new(1979, 6, 1, 22, 30, 0, TimeSpan.Zero) },
            new Dead { On = new(1979, 5, 31), Started = new(1979, 5, 31, 23, 30, 0, TimeSpan.Zero) }
        );

        Assert.Equal("1", file["deaths"]);
        Assert.Equal("2", file["records-after-death"]);
        Assert.Equal("0", file["days-on-register-median"]);
        Assert.Equal("1/1 100.0 100.0..100.0", file["created-in-last-7-days"]);
    }

    [Fact]
    public async Task Days_on_the_register_have_halves_and_seven_days_is_late()
    {
        static DateTimeOffset Days(DateOnly on, int before) => London.Moment(on.AddDays(-before), new TimeOnly(23, 59));

        var file = await CountAsync(on => new Dead { On = on, Started = Days(on, 7) }, on => new Dead { On = on, Started = Days(on, 8) });

        Assert.Equal("7.5", file["days-on-register-median"]);
        Assert.Equal("1/2 50.0 50.0..50.0", file["created-in-last-7-days"]);
    }

    [Fact]
    public async Task Not_for_cpr_is_the_decision_shown_on_the_day_of_death()
    {
        static DateTimeOffset At(DateOnly on, int days) => London.Moment(on.AddDays(days), new TimeOnly(10, 0));

        var file = await CountAsync(
            on => new Dead
            {
                On = on,
                Cprs = [new(At(on, -9), CprDecision.NotForCpr, Endorsed: true), new(At(on, -1), CprDecision.ForCpr)],
            },
            on => new Dead { On = on, Cprs = [new(At(on, -9), CprDecision.NotForCpr), new(At(on, -1), CprDecision.ForCpr)] },
            on => new Dead { On = on, Cprs = [new(At(on, 0), CprDecision.NotForCpr)] },
            on => new Dead { On = on, Cprs = [new(At(on, 1), CprDecision.NotForCpr)] }
        );

        Assert.Equal("2/4 50.0 50.0..50.0", file["cpr-not-for-recorded"]);
    }

    [Fact]
    public async Task Urgent_care_has_seen_the_record_in_the_last_30_days_of_life()
    {
        static DateTimeOffset At(DateOnly on, int days) => London.Moment(on.AddDays(days), new TimeOnly(0, 30));

        var file = await CountAsync(
            on => new Dead { On = on, Looks = [new(At(on, -30), Role.AmbulanceClinician)] },
            on => new Dead
            {
                On = on,
                Looks = [new(At(on, 0), Role.CallHandler, AuditAction.CaringNow), new(At(on, 0), Role.OutOfHoursClinician)],
            },
            on => new Dead { On = on, Looks = [new(At(on, -31), Role.OutOfHoursClinician)] },
            on => new Dead { On = on, Looks = [new(At(on, 1), Role.OutOfHoursClinician)] },
            on => new Dead
            {
                On = on,
                Looks = [new(At(on, -2), Role.GeneralPractitioner), new(At(on, -2), Role.AmbulanceClinician, AuditAction.Refused)],
            }
        );

        Assert.Equal("2/5 40.0 40.0..40.0", file["seen-by-urgent-care-last-30-days"]);
    }

    [Fact]
    public async Task An_emergency_department_is_urgent_care_and_the_ward_above_it_is_not()
    {
        static DateTimeOffset At(DateOnly on, int days) => London.Moment(on.AddDays(days), new TimeOnly(3, 0));

        var file = await CountAsync(
            on => new Dead { On = on, Looks = [new(At(on, -2), Role.HospitalClinician, Urgent: true)] },
            on => new Dead { On = on, Looks = [new(At(on, -2), Role.HospitalClinician)] },
            on => new Dead { On = on, Looks = [new(At(on, -31), Role.HospitalClinician, Urgent: true)] },
            on => new Dead { On = on, Looks = [new(At(on, -2), Role.HospitalClinician, AuditAction.Refused, Urgent: true)] }
        );

        Assert.Equal("1/4 25.0 25.0..25.0", file["seen-by-urgent-care-last-30-days"]);
    }

    [Fact]
    public async Task A_second_choice_a_named_place_and_the_usual_residence_have_figures_of_their_own()
    {
        var file = await CountAsync(
            on => new Dead
            {
                On = on,
                Wishes = [Wish.For(on, Place.Hospice, "St Clare's", Place.NursingHome)],
                Actual = Place.NursingHome,
                ActualName = "The Limes",
                Variance = VarianceReason.NoBed,
                CareHome = "Y90060",
            },
            on => new Dead
            {
                On = on,
                Wishes = [Wish.For(on, Place.Hospice, "St Clare's")],
                Actual = Place.Hospice,
                ActualName = " st clare's ",
            },
            on => new Dead
            {
                On = on,
                Wishes = [Wish.For(on, Place.NursingHome, "The Limes")],
                Actual = Place.ResidentialHome,
                ActualName = "The Elms",
                InUsualResidence = true,
            },
            on => new Dead
            {
                On = on,
                Wishes = [Wish.For(on, Place.OwnHome)],
                Actual = Place.OtherPrivateResidence,
            }
        );

        Assert.Equal("3/4 75.0 75.0..75.0", file["ppd-achieved-first"]);
        Assert.Equal("4/4 100.0 100.0..100.0", file["ppd-achieved-first-or-second"]);
        Assert.Equal("1/3 33.3 25.0..50.0", file["ppd-achieved-named-place"]);
        Assert.Equal("2/4 50.0 50.0..50.0", file["usual-residence-deaths"]);
        Assert.Equal("1/1 100.0 25.0..100.0", file["variance-no-bed"]);
    }

    private Task<ReportFile> CountAsync(params Func<DateOnly, Dead>[] people)
    {
        var on = new DateOnly(Interlocked.Increment(ref year), 6, 15);
        return CountAsync(on, [.. people.Select(person => person(on))]);
    }

    private async Task<ReportFile> CountAsync(DateOnly on, params Dead[] people)
    {
        await ReportPeople.AddAsync(app.Database, people.Select(person => person with { Born = new(1900, 1, 1) }));
        return await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), $"from={on.Year}-01-01&to={on.Year}-12-31");
    }
}
