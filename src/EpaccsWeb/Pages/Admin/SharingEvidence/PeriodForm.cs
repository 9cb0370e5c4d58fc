using System.Globalization;

namespace EpaccsWeb.Pages.Admin.SharingEvidence;

/// <summary>Organisation and period of the evidence, as they stand in the address. They name no person.</summary>
public sealed record PeriodForm(string? Organisation, DateOnly From, DateOnly To)
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The code of a team: its organisation's, a hyphen and twelve letters or digits.</summary>
    private const int LongestCode = 21;

    /// <summary>The last twelve months when nothing else, or nothing sensible, is asked.</summary>
    public static PeriodForm Read(IQueryCollection address, DateOnly today)
    {
        var to = Day("to") ?? today;
        var from = Day("from") ?? to.AddYears(-1).AddDays(1);
        var organisation = address["organisation"].ToString().Trim().ToUpperInvariant();
        return new(IsCode(organisation) ? organisation : null, from < to ? from : to, to);

        DateOnly? Day(string name) =>
            DateOnly.TryParseExact(address[name], Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1900 and < 9000
                ? day
                : null;
    }

    public string Address(string path) =>
        path
        + QueryString.Create(
            new[]
            {
                KeyValuePair.Create("organisation", Organisation),
                KeyValuePair.Create("from", (string?)From.ToString(Form, CultureInfo.InvariantCulture)),
                KeyValuePair.Create("to", (string?)To.ToString(Form, CultureInfo.InvariantCulture)),
            }.Where(pair => pair.Value is not null)
        );

    private static bool IsCode(string typed) =>
        typed.Length is > 0 and <= LongestCode && typed.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');
}
