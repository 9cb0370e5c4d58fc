using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Queries whose words are fixed and only whose values change: what every page of a record, and every search, asks.</summary>
/// <remarks>
/// EF Core writes a query with SQL of our own out anew each time, under a lock. Here the words are kept, so that a connection prepares
/// them once and PostgreSQL keeps their plan. The <see cref="RowContext"/> travels in front, in the same round trip.
/// </remarks>
internal static class FixedQueries
{
    private static readonly ConcurrentDictionary<string, string> Words = new(StringComparer.Ordinal);

    /// <summary>The rows, each column given to the constructor's parameter of its name.</summary>
    /// <typeparam name="T">A record whose parameters are named as the columns, or the type of the only column.</typeparam>
    public static async Task<List<T>> AskAsync<T>(this EpaccsDbContext db, FormattableString query, CancellationToken cancel)
    {
        var questions = new Questions(db);
        var rows = questions.Add<T>(query);
        await questions.AskAsync(cancel);
        return rows;
    }

    /// <summary>"… = {0} …" as PostgreSQL wants it: "… = $1 …".</summary>
    public static string Numbered(FormattableString query) => Words.GetOrAdd(query.Format, Numbered, query.ArgumentCount);

    /// <summary>How rows of this query are read, worked out once from the names of its columns.</summary>
    public static Func<NpgsqlDataReader, T> Reader<T>(FormattableString query, NpgsqlDataReader first) => Row<T>.Of(query.Format, first);

    private static string Numbered(string format, int count) =>
        string.Format(CultureInfo.InvariantCulture, format, [.. Enumerable.Range(1, count).Select(number => $"${number}")]);

    private static class Row<T>
    {
        private static readonly ConcurrentDictionary<string, Func<NpgsqlDataReader, T>> Made = new(StringComparer.Ordinal);

        public static Func<NpgsqlDataReader, T> Of(string query, NpgsqlDataReader reader) =>
            Made.TryGetValue(query, out var known) ? known : Made.GetOrAdd(query, Compiled(reader));

        private static Func<NpgsqlDataReader, T> Compiled(NpgsqlDataReader first)
        {
            var reader = Expression.Parameter(typeof(NpgsqlDataReader));
            Expression body = Column(reader, typeof(T), 0);
            if (!typeof(T).IsValueType && typeof(T) != typeof(string))
            {
                var made = typeof(T).GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
                body = Expression.New(
                    made,
                    made.GetParameters().Select(one => Column(reader, one.ParameterType, first.GetOrdinal(one.Name!)))
                );
            }

            return Expression.Lambda<Func<NpgsqlDataReader, T>>(body, reader).Compile();
        }

        private static ConditionalExpression Column(ParameterExpression reader, Type type, int place)
        {
            var index = Expression.Constant(place);
            var kept = Nullable.GetUnderlyingType(type) ?? type;
            Expression value = Expression.Call(reader, nameof(NpgsqlDataReader.GetFieldValue), [kept], index);
            return Expression.Condition(
                Expression.Call(reader, nameof(NpgsqlDataReader.IsDBNull), null, index),
                Expression.Default(type),
                kept == type ? value : Expression.Convert(value, type)
            );
        }
    }
}
