using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Import;

/// <summary>Registers that nobody here wrote: each imported whole and read back equal, wrong rows refused by line.</summary>
public sealed class RealRegisterTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Dictionary<string, Func<List<Dictionary<string, string>>>> Registers = new()
    {
        ["gp-connect-pds"] = RealRegisters.GpConnectPds,
        ["gp-connect-register"] = RealRegisters.GpConnectRegister,
        ["pds-sandbox"] = RealRegisters.PdsSandbox,
        ["synthea"] = RealRegisters.Synthea,
    };

    [Theory]
    [InlineData("gp-connect-pds", 20, 1)]
    [InlineData("gp-connect-register", 106, 0)]
    [InlineData("pds-sandbox", 27, 2)]
    [InlineData("synthea", 410, 81)]
    public async Task A_real_register_is_imported_whole_and_read_back_equal(string name, int people, int died)
    {
        var rows = Registers[name]();
        Assert.Equal((people, died), (rows.Count, rows.Count(row => row.GetValueOrDefault("date_of_death", "").Length > 0)));

        var report = await app.ImportAsync(Register.Csv(rows), await app.ActorAsync("coordinator"));

        Assert.Empty(report.Problems);
        Assert.Equal((people, 0, 0, 0), report.Counts());
        foreach (var row in rows)
        {
            Assert.Equal(Expected(row), await RecordedAsync(row["nhs_number"]));
        }

        Assert.Equal((0, people, 0, 0), (await app.ImportAsync(Register.Csv(rows), await app.ActorAsync("coordinator"))).Counts());
    }

    [Fact]
    public async Task Wrong_rows_of_a_real_register_are_refused_by_line()
    {
        var rows = RealRegisters.GpConnectRegister();
        var number = rows[9]["nhs_number"];
        rows[9]["nhs_number"] = number[..9] + (char)('0' + ((number[9] - '0' + 1) % 10));
        rows[19]["date_of_birth"] = "31/12/1939";
        rows[29]["gender"] = "MAN";
        rows[39]["nhs_number"] = rows[49]["nhs_number"];
        rows[59]["family_name"] = "";

        var report = await app.ImportAsync(Register.Csv(rows), dryRun: true);

        Assert.Equal(6, report.Refused);
        Assert.Equal(
            [(11, "nhs_number"), (21, "date_of_birth"), (31, "gender"), (41, "nhs_number"), (51, "nhs_number"), (61, "family_name")],
            report.Problems.Select(problem => (problem.Line, problem.Column!))
        );
    }

    private static string Expected(Dictionary<string, string> row) =>
        string.Join(
                '|',
                new[]
                {
                    "family_name",
                    "given_name",
                    "title",
                    "date_of_birth",
                    "address_line_1",
                    "address_line_2",
                    "address_line_3",
                    "town",
                    "postcode",
                    "gp_practice_code",
                    "date_of_death",
                }.Select(column => row.GetValueOrDefault(column, "").Trim())
            )
            .ToUpperInvariant();

    private async Task<string> RecordedAsync(string number) =>
        (
            await app.Database.ValueAsync<string>(
                """
                select concat_ws('|', patient.family_name, patient.given_name, coalesce(patient.title, ''), patient.date_of_birth,
                    coalesce(row.answers ->> 'addressLine1', ''), coalesce(row.answers ->> 'addressLine2', ''), coalesce(row.answers ->> 'addressLine3', ''),
                    coalesce(row.answers ->> 'town', ''), coalesce(patient.postcode, ''), practice.ods_code, coalesce(facts.died_on::text, ''))
                from patients patient join section_versions row on row.patient_id = patient.id and row.section = 'person'
                join organisations practice on practice.id = patient.gp_practice_id join plan_facts facts on facts.patient_id = patient.id
                where nhs_number = $1
                """,
                number
            )
        ).ToUpperInvariant();
}
