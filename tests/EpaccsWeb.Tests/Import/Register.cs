using System.Text;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Import;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Import;

/// <summary>Writes register files for the tests and runs them through the import.</summary>
internal static class Register
{
    /// <summary>The cells every row needs, for an invented person of Riverside Surgery.</summary>
    public static Dictionary<string, string> Row(string? nhsNumber = null, params (string Column, string Cell)[] cells)
    {
        var row = new Dictionary<string, string>
        {
            ["nhs_number"] = nhsNumber ?? TestApp.NextNhsNumber(),
            ["family_name"] = "Testperson",
            ["given_name"] = "Robin",
            ["date_of_birth"] = "1948-02-29",
            ["gp_practice_code"] = "Y90001",
            ["consent_status"] = "given",
        };
        foreach (var (column, cell) in cells)
        {
            row[column] = cell;
        }

        return row;
    }

    public static string Csv(params IEnumerable<Dictionary<string, string>> rows)
    {
        var all = rows.ToList();
        var columns = all.SelectMany(row => row.Keys).Distinct().ToList();
        var lines = all.Select(row => string.Join(',', columns.Select(column => Quoted(row.GetValueOrDefault(column, "")))));
        return string.Join(',', columns) + "\n" + string.Join('\n', lines) + "\n";
    }

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Checks and, unless it is a dry run, writes, as an operator does or as somebody signed in.</summary>
    public static async Task<ImportReport> ImportAsync(
        this TestApp app,
        string text,
        Actor? actor = null,
        string? organisation = null,
        bool skipRefused = false,
        bool dryRun = false,
        string reference = "reference-of-this-test"
    )
    {
        var import = new RegisterImport(app.Services.GetRequiredService<IDbContextFactory<EpaccsDbContext>>(), app.Clock);
        var order = new ImportOrder(actor, organisation, skipRefused, reference);
        await using var content = Stream(text);
        var register = await import.CheckAsync(content, order, null, TestContext.Current.CancellationToken);
        return dryRun ? register.Report : await import.WriteAsync(register, order, null, TestContext.Current.CancellationToken);
    }

    /// <summary>The only problem of a file with one wrong row.</summary>
    public static async Task<RowProblem> ProblemAsync(this TestApp app, params (string Column, string Cell)[] cells)
    {
        var report = await app.ImportAsync(Csv(Row(null, cells)), dryRun: true);
        return Assert.Single(report.Problems);
    }

    public static (int New, int Same, int Fills, int Refused) Counts(this ImportReport report) =>
        (report.New, report.Same, report.Fills, report.Refused);

    public static Task<long> CountAsync(this TestApp app, string table) => app.Database.ValueAsync<long>($"select count(*) from {table}");

    /// <summary>The current answers of a section, as one text of a JSON field.</summary>
    public static async Task<string?> AnswerAsync(this TestApp app, string nhsNumber, string section, string path) =>
        await app.Database.ValueAsync<object>(
            """
            select row.answers #>> $3 from section_versions row join patients on patients.id = row.patient_id
            where nhs_number = $1 and section = $2 order by row.effective_at desc, number desc limit 1
            """,
            nhsNumber,
            section,
            path.Split('.')
        ) as string;

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
