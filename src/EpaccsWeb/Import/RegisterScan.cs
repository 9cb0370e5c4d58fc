using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Import;

/// <summary>What a first reading of the file shows: that it is a register, how many rows it has, and who is in it twice.</summary>
public sealed class RegisterScan
{
    private readonly Dictionary<string, List<int>> twice = [];

    private RegisterScan() { }

    public int Rows { get; private set; }

    /// <summary>Reads the whole file once.</summary>
    /// <exception cref="RegisterFileException">The file cannot be read as a register, or holds nobody.</exception>
    public static RegisterScan Of(RegisterFile file, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        var scan = new RegisterScan();
        var lines = new Dictionary<long, int>();
        foreach (var row in file.Rows())
        {
            scan.Rows++;
            if (scan.Rows % 1000 == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Invoke(new("Reading", scan.Rows, 0));
            }

            if (row.Malformed is null && NhsNumber.TryParse(row["nhs_number"], out var number) && !lines.TryAdd(Key(number), row.Line))
            {
                scan.twice.TryAdd(number.Digits, [lines[Key(number)]]);
                scan.twice[number.Digits].Add(row.Line);
            }
        }

        return scan.Rows > 0 ? scan : throw new RegisterFileException("The file names its columns and holds no people.");
    }

    /// <summary>Other lines with the same NHS number; which of them is right, only a person can say.</summary>
    internal RowProblem? Duplicate(RegisterPerson person)
    {
        if (!twice.TryGetValue(person.Details.NhsNumber, out var lines))
        {
            return null;
        }

        var others = lines.Where(line => line != person.Line).Take(5).ToList();
        return new(
            person.Line,
            "nhs_number",
            $"Lines {person.Line} and {string.Join(", ", others)}{(lines.Count > 6 ? " and more" : string.Empty)} have the same NHS number. Keep the one that is right."
        );
    }

    private static long Key(NhsNumber number) => long.Parse(number.Digits, System.Globalization.CultureInfo.InvariantCulture);
}
