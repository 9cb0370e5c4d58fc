using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace EpaccsWeb.Identity.Office.Organisations;

/// <summary>GP practices as the Organisation Data Service published them, to check a code against.</summary>
public static class PublishedPractices
{
    private static readonly Lazy<Dictionary<string, PublishedPractice>> All = new(Read);

    public static PublishedPractice? Find(string odsCode) => All.Value.GetValueOrDefault(odsCode);

    private static Dictionary<string, PublishedPractice> Read()
    {
        using var stream = typeof(PublishedPractices).Assembly.GetManifestResourceStream("practices.csv")!;
        using var reader = new StreamReader(stream);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { AllowComments = true });
        csv.Read();
        csv.ReadHeader();
        var found = new Dictionary<string, PublishedPractice>();
        while (csv.Read())
        {
            var practice = new PublishedPractice(
                csv.GetField("ods_code")!,
                csv.GetField("name")!,
                Day(csv.GetField("open_date")),
                Day(csv.GetField("close_date")),
                csv.GetField("status") is "A"
            );
            found[practice.OdsCode] = practice;
        }

        return found;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>One practice of the published list.</summary>
public sealed record PublishedPractice(string OdsCode, string Name, DateOnly? OpenedOn, DateOnly? ClosedOn, bool IsActive);
