using System.Globalization;
using System.Text.Json;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EpaccsWeb.Access.Rights;

/// <summary>Says what a column holds as the pages say it: coded values and sections in words, days and times of England. The rest stays as it is.</summary>
internal sealed class SubjectWords(IModel model)
{
    private readonly Dictionary<(string Table, string Column), Type> types = TypesOf(model);

    // An access log has many lines and few different words.
    private readonly Dictionary<(Type List, string Slug), string> terms = [];

    public string Of(string table, string column, string value) =>
        (table, column) switch
        {
            (_, "nhs_number") => Number(value),
            (_, "section") => SectionCatalogue.Find(value)?.Title ?? value,
            ("audit_entries", "detail") => AuditWords.Detail(value),
            _ => types.TryGetValue((table, column), out var type) ? Typed(type, value) : value,
        };

    /// <summary>An NHS number as people read it; any other text as it is.</summary>
    public static string Number(string text) => NhsNumber.TryParse(text, out var number) ? number.Display : text;

    private string Typed(Type type, string value) =>
        type.IsEnum ? Term(type, value)
        : type == typeof(DateTimeOffset)
        && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? London.Show(moment)
        : type == typeof(DateOnly)
        && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? London.Show(day)
        : value;

    private string Term(Type list, string slug)
    {
        if (!terms.TryGetValue((list, slug), out var term))
        {
            terms[(list, slug)] = term = InWords(list, slug);
        }

        return term;
    }

    private static string InWords(Type list, string slug) =>
        CodeList.Of(JsonNamingPolicy.KebabCaseLower.ConvertName(list.Name)).FirstOrDefault(coded => coded.Slug == slug)?.Term
        ?? Enum.GetValues(list)
            .Cast<Enum>()
            .FirstOrDefault(known => JsonNamingPolicy.KebabCaseLower.ConvertName(known.ToString()) == slug) switch
        {
            null => slug,
            Role role => RoleNames.Of(role),
            RelationshipSource source => RoleNames.Of(source),
            BreakGlassReason reason => RoleNames.Of(reason),
            AuditAction action => AuditWords.Of(action),
            RightPlace place => ReviewWords.Of(place),
            InTheWay finding => ReviewWords.Of(finding),
            TaskOutcome outcome => TaskWords.Of(outcome),
            SubjectApplicant applicant => SubjectRules.Words(applicant),
            var other => SectionWords.LabelOf(other.ToString()),
        };

    /// <summary>What each column is, by the model's own mapping: the database itself knows slugs as mere text.</summary>
    private static Dictionary<(string Table, string Column), Type> TypesOf(IModel model) =>
        model
            .GetEntityTypes()
            .Where(entity => entity.GetTableName() is not null)
            .SelectMany(entity => entity.GetFlattenedProperties().Select(property => (Table: entity.GetTableName()!, property)))
            .DistinctBy(pair => (pair.Table, pair.property.GetColumnName()))
            .ToDictionary(pair => (pair.Table, pair.property.GetColumnName()), pair => OneOf(pair.property.ClrType));

    /// <summary>The type of the value, or of each value in a list of them.</summary>
    private static Type OneOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } known ? known
        : type.IsArray ? type.GetElementType()!
        : type.IsGenericType ? type.GetGenericArguments()[0]
        : type;
}
