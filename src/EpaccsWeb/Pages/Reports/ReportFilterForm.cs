using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;

namespace EpaccsWeb.Pages.Reports;

/// <summary>The filters as they stand in the address. They name no person, so the address may be kept and shared.</summary>
public sealed record ReportFilterForm(
    string? From,
    string? To,
    string? Organisation,
    string? CareOrganisation,
    string? DiagnosisGroup,
    string? GroupBy
)
{
    /// <summary>Every filter by its name in the address.</summary>
    public static readonly IReadOnlyList<string> Names = ["from", "to", "organisation", "care-organisation", "diagnosis-group", "group-by"];

    private static readonly string[] DateForms =
    [
        "yyyy-M-d",
        "d/M/yyyy",
        "d-M-yyyy",
        "d.M.yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d-MMM-yyyy",
    ];

    /// <summary>Names in the address with what was typed.</summary>
    public IReadOnlyList<(string Name, string? Value)> Fields =>
        [.. Names.Zip([From, To, Organisation, CareOrganisation, DiagnosisGroup, GroupBy])];

    public static ReportFilterForm Read(IQueryCollection address) =>
        Of(name => address[name].FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim());

    /// <summary>The filters of an address's query part.</summary>
    public static ReportFilterForm Read(string? query) => Read(new QueryCollection(QueryHelpers.ParseQuery(query)));

    /// <summary>What was asked and a report does not take, by its name: the page says so, since nothing is left out unsaid.</summary>
    public IReadOnlyList<string> NotTaken(IReadOnlyList<string> takes) =>
        [.. Fields.Where(field => field.Value is not null && !takes.Contains(field.Name)).Select(field => field.Name)];

    /// <summary>The same with these filters and no others.</summary>
    public ReportFilterForm Only(IReadOnlyList<string> names) =>
        Of(name => names.Contains(name) ? Fields.First(field => field.Name == name).Value : null);

    private static ReportFilterForm Of(Func<string, string?> value) =>
        new(value(Names[0]), value(Names[1]), value(Names[2]), value(Names[3]), value(Names[4]), value(Names[5]));

    /// <summary>What is asked of the report, or null with the sentences put at their fields.</summary>
    public ReportQuery? ToQuery(DateOnly today, ModelStateDictionary state)
    {
        var from = Date("from", From, "First day");
        var to = Date("to", To, "Last day");
        var by = Choice<GroupBy>("group-by", GroupBy, "Choose one of the groupings in the list.");
        var group = Choice<DiagnosisGroup>("diagnosis-group", DiagnosisGroup, "Choose a diagnosis group from the list.");
        var organisation = Code("organisation", Organisation);
        var care = Code("care-organisation", CareOrganisation);
        var period = ReportPeriod.Between(from, to, today);
        if (state.IsValid && period.IsEmpty)
        {
            state.AddModelError("to", "Last day must be the same as or after the first day.");
        }

        return state.IsValid ? new(period, by ?? Domain.Reports.GroupBy.None, organisation, care, group) : null;

        DateOnly? Date(string field, string? typed, string what)
        {
            if (typed is null || DateOnly.TryParseExact(typed, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return typed is null ? null : DateOnly.ParseExact(typed, DateForms, CultureInfo.InvariantCulture);
            }

            state.AddModelError(field, $"{what} must be a real date, such as 31/03/2025.");
            return null;
        }

        T? Choice<T>(string field, string? typed, string sentence)
            where T : struct, Enum
        {
            if (typed is not null && !Slug.TryParse<T>(typed, out _))
            {
                state.AddModelError(field, sentence);
            }

            return Slug.Parse<T>(typed);
        }

        string? Code(string field, string? typed)
        {
            if (typed is not null && (typed.Length > 12 || !typed.All(char.IsAsciiLetterOrDigit)))
            {
                state.AddModelError(field, "Enter an ODS code of letters and numbers, such as Y90001.");
            }

            return typed?.ToUpperInvariant();
        }
    }

    /// <summary>The list of people behind one measure, with the filters that choose them.</summary>
    public string PeopleAddress(string measure)
    {
        var path = ReportKind.Of(ReportReader.PlaceOfDeath).Path + "/people";
        var address = (this with { GroupBy = null }).Address(path);
        return $"{address}{(address.Length > path.Length ? '&' : '?')}measure={measure}";
    }

    /// <summary>An address with these filters, or with all but one.</summary>
    public string Address(string path, string? without = null)
    {
        var kept = Fields.Where(field => field.Value is not null && field.Name != without);
        return path + QueryString.Create(kept.Select(field => KeyValuePair.Create(field.Name, field.Value)));
    }
}
