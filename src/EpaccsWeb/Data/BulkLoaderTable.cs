using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace EpaccsWeb.Data;

/// <summary>Writes rows of one table by binary COPY, column by column as the EF model maps them, inside an open transaction.</summary>
internal sealed class BulkLoaderTable<TRow>
    where TRow : class
{
    private readonly string stage;
    private readonly string copy;
    private readonly string copyStraight;
    private readonly string store;
    private readonly Action<NpgsqlBinaryImporter, TRow>[] columns;

    public BulkLoaderTable(IModel model)
    {
        var entity = model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow).Name} has no table.");
        var row = Expression.Parameter(typeof(TRow), "row");
        var found = Columns(entity, row).ToList();
        var names = string.Join(", ", found.Select(column => $"\"{column.Property.GetColumnName()}\""));
        var table = entity.GetTableName();
        stage = $"create temporary table if not exists loading_{table} on commit drop as select {names} from {table} with no data";
        copy = $"copy loading_{table} ({names}) from stdin (format binary)";
        copyStraight = $"copy {table} ({names}) from stdin (format binary)";
        store = $"insert into {table} ({names}) select {names} from loading_{table}; truncate loading_{table}";
        columns = [.. found.Select(column => Writer(column.Property, column.Value, row))];
    }

    /// <param name="straight">The connection's role is above row-level security, so that PostgreSQL takes a COPY into the table itself.</param>
    public async Task WriteAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<TRow> rows,
        CancellationToken cancel,
        bool straight = false
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (straight)
        {
            await CopyAsync(copyStraight);
            return;
        }

        // PostgreSQL does not COPY into a table with row-level security; from beside it the rows pass its policies.
        await RunAsync(stage);
        await CopyAsync(copy);
        await RunAsync(store);

        async Task CopyAsync(string sql)
        {
            await using var importer = await connection.BeginBinaryImportAsync(sql, cancel);
            foreach (var row in rows)
            {
                // A full buffer waits for the network here; hundreds of awaits a record would cost far more.
                Write(importer, row);
            }

            await importer.CompleteAsync(cancel);
        }

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private void Write(NpgsqlBinaryImporter importer, TRow row)
    {
        importer.StartRow();
        foreach (var column in columns)
        {
            column(importer, row);
        }
    }

    private static IEnumerable<(IReadOnlyProperty Property, Expression Value)> Columns(IReadOnlyTypeBase type, Expression owner)
    {
        foreach (var property in type.GetProperties())
        {
            var member =
                property.PropertyInfo ?? throw new InvalidOperationException($"{type.DisplayName()}.{property.Name} cannot be read.");
            yield return (property, Expression.Property(owner, member));
        }

        foreach (var complex in type.GetComplexProperties())
        {
            foreach (var column in Columns(complex.ComplexType, Expression.Property(owner, complex.PropertyInfo!)))
            {
                yield return column;
            }
        }
    }

    /// <summary>Compiles "if the value is null, write null, else convert and write it".</summary>
    private static Action<NpgsqlBinaryImporter, TRow> Writer(IReadOnlyProperty property, Expression value, ParameterExpression row)
    {
        var importer = Expression.Parameter(typeof(NpgsqlBinaryImporter), "importer");
        var known = Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, "Value");
        var stored = property.GetTypeMapping().Converter is { } converter
            ? Expression.Invoke(converter.ConvertToProviderExpression, known)
            : known;
        if (stored.Type == typeof(DateTimeOffset))
        {
            stored = Expression.Call(stored, nameof(DateTimeOffset.ToUniversalTime), Type.EmptyTypes);
        }

        Expression write = Expression.Call(
            importer,
            nameof(NpgsqlBinaryImporter.Write),
            [stored.Type],
            stored,
            Expression.Constant(property.GetColumnType() is "jsonb" ? NpgsqlDbType.Jsonb : TypeOf(stored.Type))
        );
        if (!value.Type.IsValueType || known != value)
        {
            write = Expression.IfThenElse(
                Expression.Equal(value, Expression.Constant(null, value.Type)),
                Expression.Call(importer, nameof(NpgsqlBinaryImporter.WriteNull), Type.EmptyTypes),
                write
            );
        }

        return Expression.Lambda<Action<NpgsqlBinaryImporter, TRow>>(write, importer, row).Compile();
    }

    private static NpgsqlDbType TypeOf(Type stored) =>
        stored == typeof(string) ? NpgsqlDbType.Text
        : stored == typeof(Guid) ? NpgsqlDbType.Uuid
        : stored == typeof(int) ? NpgsqlDbType.Integer
        : stored == typeof(long) ? NpgsqlDbType.Bigint
        : stored == typeof(bool) ? NpgsqlDbType.Boolean
        : stored == typeof(DateOnly) ? NpgsqlDbType.Date
        : stored == typeof(DateTimeOffset) ? NpgsqlDbType.TimestampTz
        : throw new NotSupportedException($"COPY does not know columns of {stored.Name} yet.");
}
