using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Rows of one table as untracked entities, read by the model's own mapping, for questions that travel together.</summary>
/// <typeparam name="T">An entity of plain columns with a constructor of no parameters.</typeparam>
internal static class EntityRows<T>
    where T : class
{
#pragma warning disable S2743 // each entity has a reading of its own
    private static readonly Lock Once = new();
    private static (string[] Names, Func<NpgsqlDataReader, int, T> Read)? known;
    private static string? ofPerson;
#pragma warning restore S2743

    /// <summary>The table's columns behind the name it has in the query, in the order they are read.</summary>
    public static string Columns(EpaccsDbContext db, string table) => string.Join(", ", Of(db).Names.Select(name => $"{table}.{name}"));

    /// <summary>How many columns that are.</summary>
    public static int Width(EpaccsDbContext db) => Of(db).Names.Length;

    /// <param name="from">The place of the first of its columns.</param>
    public static T Read(EpaccsDbContext db, NpgsqlDataReader reader, int from = 0) => Of(db).Read(reader, from);

    /// <summary>Asks for every row of one person; the rows are there once all was asked.</summary>
    public static List<T> OfPerson(EpaccsDbContext db, Questions questions, Guid patientId)
    {
        ofPerson ??= $"select {Columns(db, "row")} from {db.Model.FindEntityType(typeof(T))!.GetTableName()} row where row.patient_id = $1";
        return questions.Add(ofPerson, reader => Read(db, reader), patientId);
    }

    private static (string[] Names, Func<NpgsqlDataReader, int, T> Read) Of(EpaccsDbContext db)
    {
        lock (Once)
        {
            return known ??= Made(db.Model.FindEntityType(typeof(T))!);
        }
    }

    private static (string[] Names, Func<NpgsqlDataReader, int, T> Read) Made(IEntityType type)
    {
        if (type.GetComplexProperties().Any())
        {
            throw new NotSupportedException($"{typeof(T).Name} has parts of its own, which are not read here.");
        }

        var (reader, from) = (Expression.Parameter(typeof(NpgsqlDataReader)), Expression.Parameter(typeof(int)));
        var row = Expression.Variable(typeof(T));
        List<Expression> steps = [Expression.Assign(row, Expression.New(typeof(T)))];
        var properties = type.GetProperties().ToArray();
        for (var place = 0; place < properties.Length; place++)
        {
            var property = properties[place];
            var index = Expression.Add(from, Expression.Constant(place));
            steps.Add(
                Expression.IfThen(
                    Expression.Not(Expression.Call(reader, nameof(NpgsqlDataReader.IsDBNull), null, index)),
                    Expression.Assign(Expression.Property(row, property.PropertyInfo!), Value(property, reader, index))
                )
            );
        }

        steps.Add(row);
        return (
            [.. properties.Select(property => property.GetColumnName())],
            Expression.Lambda<Func<NpgsqlDataReader, int, T>>(Expression.Block([row], steps), reader, from).Compile()
        );
    }

    private static UnaryExpression Value(IProperty property, ParameterExpression reader, Expression index)
    {
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        Expression value = Expression.Call(reader, nameof(NpgsqlDataReader.GetFieldValue), [stored], index);
        return Expression.Convert(
            converter is null ? value : Expression.Invoke(converter.ConvertFromProviderExpression, value),
            property.ClrType
        );
    }
}
