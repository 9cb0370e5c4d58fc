using EpaccsWeb.BrowserTests.Support;
using EpaccsWeb.Domain.Plans;
using Microsoft.Playwright;

namespace EpaccsWeb.BrowserTests;

/// <summary>Every page at desktop and phone width: axe finds nothing, and nothing scrolls sideways.</summary>
[Collection(JourneyCollection.Name)]
public sealed class AccessibilityTests(Chromium chromium)
{
    private const string Asha = "999 000 0018";

    private static readonly string[] RecordPages =
    [
        "",
        "/urgent",
        "/person",
        "/nhs-number",
        "/merge",
        "/consent",
        "/consent/share",
        "/team",
        "/death",
        "/history",
        "/history?as-at=2026-11-20T02:14",
        "/activity",
        "/activity/copy",
        "/attachments",
        "/told",
        "/preview?role=CareHomeStaff",
        "/preview?role=HospiceClinician&consent=Withdrawn",
        "/print",
        "/print?for=person",
        "/copy",
        "/copy?all=true",
        "/letter",
        "/key-safe",
        "/meetings",
        "/end",
        .. SectionCatalogue.Plan.Select(section => $"/plan/{section.Key}"),
    ];

    [Fact]
    public async Task A_gps_pages()
    {
        var id = await chromium.App.PersonAsync(Asha);
        await CheckAsync(
            "gp",
            [
                "/",
                "/patients",
                "/patients/new",
                "/account/security",
                "/account/post",
                "/help/data-set",
                "/help/assurance",
                "/inbox",
                "/tasks",
                "/tasks?show=all",
                "/meetings",
                "/worklists/reviews-due",
                "/worklists/awaiting-endorsement",
                "/worklists/changed",
                "/worklists/possible-duplicates",
                "/reports",
                "/reports/preferred-place-of-death",
                "/reports/preferred-place-of-death?from=2024-11-01&group-by=age-band",
                "/reports/preferred-place-of-death/people?measure=deaths",
                "/reports/register",
                "/reports/register/list-size",
                "/reports/data-quality",
                "/reports/consent-basis",
                "/reports/review-radar",
                "/reports/equity",
                "/reports/staff-activity",
                "/reports/saved",
                .. RecordPages.Select(page => $"/records/{id}{page}"),
            ]
        );
    }

    [Fact]
    public async Task Pages_of_other_roles_and_refusals()
    {
        var asha = await chromium.App.PersonAsync(Asha);
        var david = await chromium.App.PersonAsync("999 000 0042");
        var celia = await chromium.App.PersonAsync("999 000 0034");
        var huw = await chromium.App.PersonAsync("999 000 0085");
        await CheckAsync(
            "gp",
            [$"/records/{huw}", $"/records/{huw}/resuscitation/1/endorsement", $"/records/{huw}/resuscitation/1/revoke"]
        );
        await CheckAsync("gp", [$"/records/{david}", $"/records/{david}/death", $"/records/{david}/death/review", $"/records/{celia}"]);
        await CheckAsync("ambulance", [$"/records/{asha}", $"/emergency/{asha}", "/nowhere"], expected: null);
        await CheckAsync("hospital", [$"/emergency/{asha}"], expected: null);
        await CheckAsync(
            "coordinator",
            [
                "/",
                $"/records/{asha}",
                $"/records/{asha}/consent",
                $"/records/{asha}/team",
                "/reports/preferred-place-of-death",
                "/import",
                "/import/past",
            ]
        );
    }

    [Fact]
    public async Task The_offices_pages()
    {
        var user = await chromium.App.Database.ValueAsync<Guid>("select id from users where email like 'gp@%'");
        var post = await chromium.App.Database.ValueAsync<Guid>("select id from posts where user_id = $1", user);
        var practice = await chromium.App.Database.ValueAsync<Guid>("select id from organisations where ods_code = 'Y90001'");
        string[] both =
        [
            "/admin/users",
            "/admin/users?status=Active&sort=LastSignIn",
            "/admin/users/new",
            "/admin/users/file",
            "/admin/users/confirm",
            $"/admin/users/{user}",
            $"/admin/users/{user}/posts/new",
            $"/admin/users/{user}/posts/{post}",
            "/admin/grants",
            "/admin/organisations",
            $"/admin/organisations/{practice}",
            "/admin/view-as-role",
            "/help/start",
            "/help/roles/general-practitioner",
            "/training",
            "/training/breathless",
        ];
        await CheckAsync("admin", [.. both, "/admin", "/admin/roles", "/admin/why", "/admin/sharing-evidence"]);
        await CheckAsync(
            "privacy",
            [
                "/",
                "/admin",
                "/admin/audit",
                $"/admin/audit/users/{user}",
                "/admin/break-glass",
                "/admin/sharing-evidence",
                "/admin/agreements",
                "/reports/staff-activity",
                "/help/privacy",
            ]
        );
        await CheckAsync("practice", ["/registrations"]);
        await CheckAsync("sysadmin", [.. both, "/admin/organisations/new", "/admin/service", "/admin/service?name=dormant-days"]);
    }

    [Fact]
    public async Task Copies_of_records_and_retention()
    {
        var (request, over) = (Guid.NewGuid(), await chromium.App.StartRecordAsync());
        await chromium.App.Database.RunAsync(
            $"""
            insert into subject_requests (id, record_id, organisation_id, applicant, evidence, received_on, asked_by_id, asked_by, asked_at,
                                          submit_token, withheld, rows)
            select '{request}', patient.id, organisation.id, 'person', 'Passport seen.', current_date, gen_random_uuid(), 'Invented, Privacy officer',
                   now(), gen_random_uuid(), array[]::text[], 0
            from patients patient, organisations organisation where patient.nhs_number = '9990000018' and organisation.ods_code = 'Y90001';
            update plan_facts set died_on = current_date - interval '11 years', death_confirmed = true where patient_id = '{over}';
            insert into record_holds (id, record_id, organisation_id, reason, placed_at, placed_by_id, placed_by)
            select gen_random_uuid(), gen_random_uuid(), id, 'Inquest 7.', now(), gen_random_uuid(), 'Invented, Privacy officer'
            from organisations where ods_code = 'Y90001';
            insert into destroyed_records (record_id, organisation_id, destroyed_at, rule, asked_by_id, asked_by, decided_by_id, decided_by)
            select gen_random_uuid(), id, now(), 'death-gp-10', gen_random_uuid(), 'Invented, Administrator', gen_random_uuid(), 'Invented, Privacy officer'
            from organisations where ods_code = 'Y90001';
            """
        );
        await CheckAsync("gp", ["/downtime", "/subject-access", $"/subject-access/{request}", $"/subject-access/{request}/decide"]);
        await CheckAsync(
            "privacy",
            [
                "/subject-access",
                "/subject-access/new",
                $"/subject-access/{request}",
                "/admin/retention",
                $"/admin/retention/{over}",
                "/admin/retention/holds",
                "/admin/retention/destroyed",
            ]
        );
    }

    [Fact]
    public async Task Past_imports_and_the_undo_of_one()
    {
        var id = Guid.NewGuid();
        await chromium.App.Database.RunAsync(
            $$"""
            insert into past_imports (id, at, organisation_id, by, file_name, reference, new, same, fills, refused, refused_not_listed,
                                      without_variance, problems, records_ended, taken_back, left_alone)
            select '{{id}}', now(), id, 'Invented Coordinator, coordinator', 'register.csv', 'r', 1, 0, 0, 1, 0, 0,
                   '[{"Line": 3, "Column": "gender", "Sentence": "Is not in the list."}]', 0, 0, 0
            from organisations where ods_code = 'Y90070';
            insert into import_entries select '{{id}}', id, true, 0, 0 from patients where nhs_number = '9990000018'
            """
        );
        await CheckAsync("coordinator", ["/import/past", $"/import/past/{id}", $"/import/past/{id}/undo"]);
    }

    [Fact]
    public async Task Forms_with_every_error_shown()
    {
        var id = await chromium.App.PersonAsync(Asha);
        var page = await chromium.SignInAsAsync("gp", Axe.Phone);
        foreach (var address in new[] { "/patients/new", $"/records/{id}/consent/share", $"/records/{id}/end", $"/records/{id}/told" })
        {
            await page.GotoAsync(address);
            await page.Locator("main form").First.EvaluateAsync("form => form.submit()");
            await page.WaitForSelectorAsync(".nhsuk-error-summary");
            await Axe.FindNothingAsync(page, $"{address} with errors");
        }

        await page.Context.CloseAsync();
    }

    private async Task CheckAsync(string account, IEnumerable<string> addresses, int? expected = 200)
    {
        var page = await chromium.SignInAsAsync(account, Axe.Phone);
        foreach (var address in addresses)
        {
            var answer = await page.GotoAsync(address);
            if (expected is { } status)
            {
                Assert.True(answer!.Status == status, $"{address} answered {answer.Status} to {account}.");
            }

            await Axe.FindNothingAsync(page, $"{address} as {account}");
        }

        await page.Context.CloseAsync();
    }
}
