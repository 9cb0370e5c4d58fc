namespace EpaccsWeb.Import;

/// <summary>One row of a register file, its cells by column name.</summary>
public sealed class RegisterRow(int line, string[] cells, IReadOnlyDictionary<string, int> columns)
{
    /// <summary>Line of the file on which the row begins.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong with the row as a whole, so that its cells mean nothing.</summary>
    public string? Malformed { get; init; }

    /// <summary>The cell without surrounding blanks; null when it is blank or the file has no such column.</summary>
    public string? this[string column]
    {
        get
        {
            if (!columns.TryGetValue(column, out var at) || at >= cells.Length)
            {
                return null;
            }

            var cell = cells[at].Trim();
            return cell.Length == 0 ? null : cell;
        }
    }

    /// <summary>The file says something in this cell, rather than leaving it to its default.</summary>
    public bool States(string column) => this[column] is not null;
}
