using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EpaccsWeb.Data;

/// <summary>A section's answers as JSON: the one way in and out, so that old versions stay readable.</summary>
public static class SectionAnswersJson
{
    /// <summary>Slugs for coded values, no nulls, and the section's key under "section".</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            AllowOutOfOrderMetadataProperties = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameSections } },
        };

    public static string Write(ISectionAnswers answers) => JsonSerializer.Serialize(answers, Options);

    public static ISectionAnswers Read(string json) =>
        JsonSerializer.Deserialize<ISectionAnswers>(json, Options) ?? throw new JsonException("A section version holds no answers.");

    private static void NameSections(JsonTypeInfo type)
    {
        if (type.Type == typeof(ISectionAnswers))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "section" };
            foreach (var section in SectionCatalogue.All)
            {
                type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(section.Answers, section.Key));
            }
        }

        if (typeof(ISectionAnswers).IsAssignableFrom(type.Type) && type.Kind is JsonTypeInfoKind.Object)
        {
            foreach (var computed in type.Properties.Where(property => property.Name is "effectiveAt").ToList())
            {
                type.Properties.Remove(computed);
            }
        }

        if (type.Type == typeof(PlaceStatement))
        {
            type.Properties.Remove(type.Properties.Single(property => property.Name is "isBlank"));
        }
    }
}

/// <summary>Keeps a section's answers in a jsonb column.</summary>
internal sealed class SectionAnswersConverter()
    : ValueConverter<ISectionAnswers, string>(answers => SectionAnswersJson.Write(answers), json => SectionAnswersJson.Read(json));
