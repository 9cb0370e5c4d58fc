using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Fences;

/// <summary>Each of the two lines holds with the other one switched off.</summary>
public sealed class TwoLinesTests
{
    [Fact]
    public async Task The_policies_hold_without_the_applications_filters()
    {
        await using var app = await StartAsync(filters: false);
        var patient = await app.StartRecordAsync();

        Assert.Equal(0, await SeenAsync(app, null, patient));
        Assert.Equal(1, await SeenAsync(app, "gp", patient));
        Assert.Equal(0, await SeenAsync(app, "gp2", patient));
        await PagesAsync(app, patient);
    }

    [Fact]
    public async Task The_applications_filters_hold_without_the_policies()
    {
        await using var app = await StartAsync(filters: true);
        await app.Database.PoliciesOffAsync();
        var patient = await app.StartRecordAsync();

        Assert.NotEqual(0L, await app.Database.AsWebsiteAsync<long>(null, "", null, "select count(*) from patients"));
        Assert.Equal(0, await SeenAsync(app, null, patient));
        Assert.Equal(1, await SeenAsync(app, "gp", patient));
        await PagesAsync(app, patient);
    }

    /// <summary>Everybody that a query for all people gives back, the record being open to an account or to nobody.</summary>
    private static async Task<int> SeenAsync(TestApp app, string? account, Guid patient)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        if (account is not null)
        {
            db.Open(AccessRules.ForNewRecord(patient, await app.ActorAsync(account)));
        }

        return (await db.Patients.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).Count;
    }

    private static async Task PagesAsync(TestApp app, Guid patient)
    {
        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}");
        await (await app.SignInAsAsync("gp2")).PageAsync($"/records/{patient}", expected: 403);
    }

    private static async Task<TestApp> StartAsync(bool filters)
    {
        var app = new TestApp();
        if (!filters)
        {
            app.FiltersOff();
        }

        await app.InitializeAsync();
        return app;
    }
}
