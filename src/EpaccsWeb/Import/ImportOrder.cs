using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Import;

/// <summary>What is asked of an import besides the file.</summary>
/// <param name="Actor">Who asks; null for a verb run by an operator.</param>
/// <param name="Organisation">ODS code of the organisation that will hold new records; null is each person's practice.</param>
/// <param name="SkipRefused">Write the other rows although some are refused.</param>
/// <param name="Reference">Ties audit and answers together; told to whoever meets a blocked row.</param>
public sealed record ImportOrder(Actor? Actor, string? Organisation, bool SkipRefused, string Reference)
{
    /// <summary>What the list of past imports calls the file.</summary>
    public string FileName { get; init; } = "register.csv";

    /// <summary>Told of every problem as it is found; a report lists the first of them only.</summary>
    public Action<RowProblem>? Refusing { get; init; }

    /// <summary>Told of each batch how many of its rows were blocked, as they are judged; no stops the file.</summary>
    internal Func<int, bool> MayGoOn { get; init; } = _ => true;

    /// <summary>Who acts for a row: the importer, or for an operator the organisation the record belongs to.</summary>
    internal Actor AuthorFor(ImportOrganisations organisations, string code) =>
        Actor
        ?? new(
            Guid.Empty,
            "Register import",
            Guid.Empty,
            Role.SystemAdministrator,
            organisations.IdOf(code),
            organisations.NameOf(code),
            false,
            false
        );
}

/// <summary>How far an import has come.</summary>
/// <param name="Step">What is being done, in a word or two.</param>
/// <param name="Total">Rows in all; 0 while they are being counted.</param>
public sealed record ImportProgress(string Step, int Done, int Total)
{
    public override string ToString() => Total == 0 ? $"{Step}: {Done:N0} rows" : $"{Step}: {Done:N0} of {Total:N0} rows";
}
