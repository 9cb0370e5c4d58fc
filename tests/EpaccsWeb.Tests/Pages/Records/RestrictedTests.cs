using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Where a restricted person is, is for the team only: on every page, summary and form.</summary>
public sealed class RestrictedTests(TestApp app) : IClassFixture<TestApp>
{
    private const string HiddenPlace = "Hiddenplace";

    [Fact]
    public async Task An_out_of_hours_doctor_caring_now_sees_no_location_on_any_page_and_opens_no_form_that_holds_one()
    {
        var patient = await app.StartRecordAsync(
            "gp",
            Domain.Terminology.ConsentStatus.Given,
            person => person with { Restricted = true, AddressLine1 = HiddenPlace, Phone = HiddenPlace, UsualGp = HiddenPlace },
            new AccessToHome { KeySafe = HiddenPlace },
            new Resuscitation
            {
                Decision = Domain.Terminology.CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                FormLocation = HiddenPlace,
            },
            new LegalDecisions
            {
                Adrt = Domain.Terminology.AdrtStatus.HasAdrt,
                AdrtLocation = HiddenPlace,
                Lpa = Domain.Terminology.LpaStatus.HealthAndWelfare,
                AttorneyPhone = HiddenPlace,
            },
            new AnticipatoryMedicines
            {
                Status = Domain.Terminology.AnticipatoryStatus.BoxIssued,
                Location = HiddenPlace,
                ChartLocation = HiddenPlace,
            },
            new ProfessionalContacts
            {
                KeyWorkerName = "Key",
                KeyWorkerPhone = HiddenPlace,
                Others = HiddenPlace,
                Contacts =
                [
                    new()
                    {
                        Name = "Dr A Madeup",
                        Team = HiddenPlace,
                        Organisation = HiddenPlace,
                        Telephone = HiddenPlace,
                    },
                    new() { Organisation = HiddenPlace, KeyWorker = true },
                ],
            },
            new PersonalContacts
            {
                Carer = Domain.Terminology.CarerStatus.HasCarer,
                CarerName = "Carer",
                CarerPhone = HiddenPlace,
            },
            new PreferredPlaces
            {
                ExpressedOn = new(2026, 1, 1),
                Death = new()
                {
                    First = new()
                    {
                        Place = Domain.Terminology.Place.Hospice,
                        Name = HiddenPlace,
                        Address = HiddenPlace,
                    },
                },
            }
        );
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        foreach (
            var page in new[]
            {
                "",
                "/urgent",
                "/person",
                "/team",
                "/history",
                "/history?as-at=2099-01-01T00:00",
                "/activity",
                "/consent",
                "/death",
                "/print",
                "/print?for=person",
                "/print?for=door",
                "/print?as-at=2099-01-01T00:00",
                "/copy",
            }
        )
        {
            Assert.DoesNotContain(HiddenPlace, (await ooh.PageAsync($"/records/{patient}{page}")).Html, StringComparison.OrdinalIgnoreCase);
        }

        foreach (
            var section in new[]
            {
                "preferred-places",
                "access-to-home",
                "personal-contacts",
                "professional-contacts",
                "legal",
                "anticipatory-medicines",
                "resuscitation",
            }
        )
        {
            await ooh.PageAsync($"/records/{patient}/plan/{section}", expected: 403);
        }

        Assert.Contains(
            HiddenPlace,
            (await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}")).Html,
            StringComparison.Ordinal
        );
    }
}
