using System.Text.Json;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EpaccsWeb.Data;

/// <summary>Names in the database as PostgreSQL people write them: section_versions, patient_id.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()))
        {
            entity.SetTableName(Name(entity.GetTableName()!.Replace("AspNet", string.Empty, StringComparison.Ordinal)));
            Columns(entity);
            foreach (var key in entity.GetKeys())
            {
                key.SetName($"pk_{entity.GetTableName()}");
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.SetConstraintName($"fk_{entity.GetTableName()}_{key.Properties[0].GetColumnName()}");
            }

            foreach (var index in entity.GetIndexes())
            {
                var columns = string.Join('_', index.Properties.Select(property => property.GetColumnName()));
                index.SetDatabaseName(index.Name ?? $"ix_{entity.GetTableName()}_{columns}");
            }
        }
    }

    private static void Columns(IMutableTypeBase type)
    {
        foreach (var property in type.GetProperties())
        {
            property.SetColumnName(Name(property.Name));
        }

        foreach (var complex in type.GetComplexProperties())
        {
            Columns(complex.ComplexType);
        }
    }

    private static string Name(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

/// <summary>Keeps an enum in the database as its slug.</summary>
internal sealed class SlugConverter<T>() : ValueConverter<T, string>(value => Slug.Of(value), slug => Slug.Parse<T>(slug)!.Value)
    where T : struct, Enum;
