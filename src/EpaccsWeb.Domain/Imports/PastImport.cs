namespace EpaccsWeb.Domain.Imports;

/// <summary>A register import that was written: who, when, which file, how many rows of each group, and whether it was undone.</summary>
public sealed class PastImport
{
    /// <summary>Characters of a file's name that are kept.</summary>
    public const int LongestName = 100;

    public required Guid Id { get; init; }

    /// <summary>The moment of everything the import wrote, by which its rows are found again.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The organisation of the post that imported; null for an operator's verb.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Name, role and organisation of whoever imported.</summary>
    public required string By { get; init; }
    public required string FileName { get; init; }

    /// <summary>ODS code of the one organisation that holds the new records; null is each person's practice.</summary>
    public string? Holder { get; init; }

    /// <summary>Ties the import to its audit lines.</summary>
    public required string Reference { get; init; }
    public required int New { get; init; }
    public required int Same { get; init; }
    public required int Fills { get; init; }
    public required int Refused { get; init; }
    public required int RefusedNotListed { get; init; }
    public required int WithoutVariance { get; init; }

    /// <summary>The refused rows that were listed, as JSON: line, column and sentence, never a value.</summary>
    public required string Problems { get; init; }
    public DateTimeOffset? UndoneAt { get; private set; }
    public string? UndoneBy { get; private set; }

    /// <summary>Records that the import started and its undo ended.</summary>
    public int RecordsEnded { get; private set; }

    /// <summary>What the import filled and its undo took back.</summary>
    public int TakenBack { get; private set; }

    /// <summary>Records and filled parts that the undo left as they are.</summary>
    public int LeftAlone { get; private set; }
    public bool Undone => UndoneAt is not null;

    /// <summary>Something was written that could be taken back.</summary>
    public bool CanBeUndone => !Undone && New + Fills > 0;
}

/// <summary>That an import wrote in a person's record, and between which versions of the plan. Written once.</summary>
public sealed class ImportEntry
{
    public required Guid ImportId { get; init; }
    public required Guid PatientId { get; init; }

    /// <summary>The record did not exist before; else its blanks were filled.</summary>
    public required bool Started { get; init; }

    /// <summary>The plan's version before; 0 for a record that was started.</summary>
    public required int VersionBefore { get; init; }
    public required int VersionAfter { get; init; }
}
