using System.Text.Json;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Imports;

namespace EpaccsWeb.Import;

/// <summary>What an import found, and whether it was written: counts, and the first problems.</summary>
public sealed class ImportReport
{
    /// <summary>Problems that are listed; the rest are counted.</summary>
    public const int MostListed = 200;

    private readonly List<RowProblem> problems = [];

    /// <summary>Told of every problem as it is found, also of those that are not listed.</summary>
    internal Action<RowProblem>? Refusing { get; init; }

    public int Rows => New + Same + Fills + Refused;
    public int New { get; private set; }
    public int Same { get; private set; }
    public int Fills { get; private set; }
    public int Refused { get; private set; }

    /// <summary>Refused because the importer may not know of the record; counted in the audit only.</summary>
    public int Blocked { get; private set; }

    /// <summary>Refused rows of which not every problem is listed.</summary>
    public int RefusedNotListed { get; private set; }

    /// <summary>New people who died elsewhere than wished, for whom the file gives no reason.</summary>
    public int WithoutVariance { get; private set; }

    public IReadOnlyList<RowProblem> Problems => problems;

    /// <summary>Organisations that nobody knows yet and accepted rows name.</summary>
    public IReadOnlyList<Organisation> Organisations { get; internal set; } = [];

    /// <summary>True once the rows are in the database.</summary>
    public bool Written { get; internal set; }

    /// <summary>What was found by an import of the past.</summary>
    public static ImportReport Of(PastImport past)
    {
        var report = new ImportReport
        {
            New = past.New,
            Same = past.Same,
            Fills = past.Fills,
            Refused = past.Refused,
            RefusedNotListed = past.RefusedNotListed,
            WithoutVariance = past.WithoutVariance,
            Written = true,
        };
        report.problems.AddRange(JsonSerializer.Deserialize<List<RowProblem>>(past.Problems) ?? []);
        return report;
    }

    /// <summary>The same as it is kept.</summary>
    internal PastImport Keep(Guid id, DateTimeOffset at, ImportOrder order) =>
        new()
        {
            Id = id,
            At = at,
            OrganisationId = order.Actor?.OrganisationId,
            By = order.Actor is { } actor ? actor.Signature : "Operator",
            FileName = order.FileName.Length > PastImport.LongestName ? order.FileName[..PastImport.LongestName] : order.FileName,
            Holder = order.Organisation,
            Reference = order.Reference,
            New = New,
            Same = Same,
            Fills = Fills,
            Refused = Refused,
            RefusedNotListed = RefusedNotListed,
            WithoutVariance = WithoutVariance,
            Problems = JsonSerializer.Serialize(problems),
        };

    internal void Count(JudgedRow row)
    {
        _ = row.Kind switch
        {
            RowKind.New => New++,
            RowKind.Same => Same++,
            RowKind.Fills => Fills++,
            _ => Refused++,
        };
        Blocked += row.Blocked ? 1 : 0;
        WithoutVariance += row is { Kind: RowKind.New, Person.LacksVariance: true } ? 1 : 0;
        foreach (var problem in row.Problems)
        {
            Refusing?.Invoke(problem);
        }

        var room = Math.Max(0, MostListed - problems.Count);
        problems.AddRange(row.Problems.Take(room));
        RefusedNotListed += row.Problems.Count > room ? 1 : 0;
    }

    /// <summary>The counts in one line, for the audit: no names, no numbers of people.</summary>
    internal string Detail(string what) =>
        $"{what}: {New} new, {Same} same, {Fills} filled, {Refused} refused" + (Blocked > 0 ? $" ({Blocked} blocked)" : string.Empty);
}
