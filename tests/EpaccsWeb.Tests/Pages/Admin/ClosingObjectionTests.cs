using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity.Office.Organisations;
using EpaccsWeb.Tests.Access;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>An organisation closes, and somebody objects to its successor: deny beats allow.</summary>
public sealed class ClosingObjectionTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_record_does_not_pass_to_whom_the_person_objects_and_follows_once_that_is_taken_back()
    {
        var (from, to) = (await app.OrganisationAsync("Y90002"), await app.OrganisationAsync("Y90001"));
        var patient = await app.StartRecordAsync("gp2", with: person => person with { GpPracticeCode = "Y90002" });
        await app.RelateAsync(patient, "hospice", "team");
        var gp2 = await app.SignInAsAsync("gp2");
        await gp2.SubmitAsync(
            await gp2.PageAsync($"/records/{patient}/consent/objections"),
            new() { ["Organisation"] = to.ToString() },
            302,
            "#add"
        );
        var admin = await app.SignInAsAsync("sysadmin");
        var today = London.Day(app.Clock.GetUtcNow());
        await admin.SubmitAsync(
            await admin.PageAsync($"/admin/organisations/{from}"),
            new()
            {
                ["Closing.LastDay.Day"] = $"{today.Day}",
                ["Closing.LastDay.Month"] = $"{today.Month}",
                ["Closing.LastDay.Year"] = $"{today.Year}",
                ["Closing.Successor"] = "Y90001",
                ["Closing.Reason"] = "Merges with Riverside",
            },
            302,
            "#close"
        );
        Assert.Contains("1 person who objects", (await admin.PageAsync($"/admin/organisations/{from}")).Text, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(1));
        var work = app.Services.GetRequiredService<OrganisationClosings>();
        await work.MoveAllAsync(TestContext.Current.CancellationToken);

        Assert.Equal((from, from), await HeldByAsync(patient));
        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from plans where recording_organisation_id = $1", from));
        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}", 404);
        Assert.False(
            await app.Database.AsWebsiteAsync<bool>(
                null,
                "closing",
                null,
                $"select may_pass('{patient}', date '{today.AddDays(1):yyyy-MM-dd}')"
            )
        );
        var page = await (await app.SignInAsAsync("sysadmin")).PageAsync($"/admin/organisations/{from}");
        Assert.Contains("1 person who objects to sharing with Riverside Surgery", page.Text, StringComparison.Ordinal);
        Assert.Contains("to Y90001; 1 not passed on, by objection", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await work.MoveAllAsync(TestContext.Current.CancellationToken));

        var hospice = await app.SignInAsAsync("hospice");
        await hospice.SubmitAsync(await hospice.PageAsync($"/records/{patient}/consent/objections"), [], 302, "main form[action*=Lift]");
        await work.MoveAllAsync(TestContext.Current.CancellationToken);

        Assert.Equal((to, to), await HeldByAsync(patient));
        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}");
        Assert.Equal(0, await work.MoveAllAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(Guid Holder, Guid Practice)> HeldByAsync(Guid patient) =>
        (
            await app.Database.ValueAsync<Guid>("select recording_organisation_id from plans where patient_id = $1", patient),
            await app.Database.ValueAsync<Guid>("select gp_practice_id from patients where id = $1", patient)
        );
}
