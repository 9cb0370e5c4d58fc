using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Access;

/// <summary>Whoever is signed in and refused a page leaves one line, with the page or the person, before the answer.</summary>
public sealed class RefusalAuditTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Any = "0b9e7f5c-3a51-4b0e-9a52-000000000001";

    [Theory]
    [InlineData("nurse", "/admin/audit.csv", "admin/audit.csv")]
    [InlineData("nurse", $"/extracts/{Any}", "extracts/{id:guid}")]
    [InlineData("nurse", $"/subject-access/{Any}/download", "subject-access/{id:guid}/download")]
    [InlineData("practice", "/reports/register.csv", "reports/register.csv")]
    [InlineData("practice", "/worklists/no-cpr-entry", "worklists/{slug}")]
    [InlineData("admin", "/patients", "patients")]
    public async Task A_page(string account, string address, string says)
    {
        var browser = await app.SignInAsAsync(account);

        var refused = await browser.PageAsync(address, expected: 403);

        Assert.Equal([$"{says}: no-permission"], await LinesAsync(refused));
    }

    /// <summary>A report says by itself what it refuses.</summary>
    [Theory]
    [InlineData("gp", "/reports/preferred-place-of-death?organisation=Y90002", "preferred-place-of-death: organisation out of scope")]
    [InlineData("admin", "/admin/sharing-evidence?organisation=Y90002", "sharing evidence organisation out of scope")]
    public async Task A_part_of_a_page(string account, string address, string says)
    {
        var browser = await app.SignInAsAsync(account);

        Assert.Equal([says], await LinesAsync(await browser.PageAsync(address, expected: 403)));
    }

    [Fact]
    public async Task A_form()
    {
        var nurse = await app.SignInAsAsync("nurse");
        var token = (await nurse.PageAsync("/patients")).ValueOf("__RequestVerificationToken")!;

        var refused = await nurse.PostAsync("/admin/users", [new("__RequestVerificationToken", token)], expected: 403);

        Assert.Equal(["admin/users: no-permission"], await LinesAsync(refused));
    }

    [Fact]
    public async Task The_way_in_to_one_person_says_whose()
    {
        var asha = await app.PersonAsync("999 000 0018");
        var privacy = await app.SignInAsAsync("privacy");

        var refused = await privacy.PageAsync($"/emergency/{asha}", expected: 403);

        Assert.Equal(["emergency: no-permission"], await LinesAsync(refused, asha));
    }

    [Fact]
    public async Task Nothing_of_strangers_and_no_second_line_of_the_gate()
    {
        Assert.Empty(await LinesAsync(await app.Browser().PageAsync("/admin/audit.csv", expected: 302)));

        var patient = await app.StartRecordAsync();
        var refused = await (await app.SignInAsAsync("hospice")).PageAsync($"/records/{patient}", expected: 403);
        Assert.Equal(["overview: no-relationship"], await LinesAsync(refused, patient));
    }

    [Fact]
    public async Task While_the_audit_cannot_be_written_nobody_is_told_even_that()
    {
        var nurse = await app.SignInAsAsync("nurse");
        await app.Database.RunAsync("revoke insert on audit_entries from epaccs_app");
        try
        {
            await nurse.PageAsync("/admin/audit.csv", expected: 503);
        }
        finally
        {
            await app.Database.RunAsync("grant insert on audit_entries to epaccs_app");
        }
    }

    private async Task<List<string>> LinesAsync(TestPage answer, Guid? patient = null)
    {
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "select detail from audit_entries where request_id = $1 and action = 'refused' and patient_id is not distinct from $2 order by id",
            link
        )
        {
            Parameters =
            {
                new() { Value = answer.Headers.GetValues("X-Request-Id").Single() },
                new() { Value = patient ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }
}
