namespace EpaccsWeb.Import;

/// <summary>Says what is wrong with the quotation marks of a record: they surround a whole cell, and are doubled inside it.</summary>
internal static class Quotation
{
    private enum At
    {
        CellStart,
        Plain,
        Quoted,
        Closed,
        Loose,
    }

    /// <exception cref="RegisterFileException">A cell is opened and never closed, so that the rest of the file is inside it.</exception>
    public static string? Problem(string record, int line)
    {
        var at = At.CellStart;
        var stray = false;
        foreach (var letter in record)
        {
            var before = at;
            at = (before, letter) switch
            {
                (At.CellStart or At.Loose, '"') => At.Quoted,
                (At.Quoted, '"') => At.Closed,
                (At.Quoted, _) => At.Quoted,
                (At.Closed, '"') => At.Quoted,
                (_, ',') => At.CellStart,
                (At.Closed, '\r' or '\n') => At.Closed,
                (At.Closed or At.Loose, _) => At.Loose,
                _ => At.Plain,
            };
            stray |= at is At.Loose || (before is At.Plain && letter == '"');
        }

        return at is At.Quoted ? throw new RegisterFileException($"Line {line}: a quotation mark opens a cell and is never closed.")
            : stray ? "A quotation mark stands inside a cell. Put the whole cell in quotation marks and double the ones inside it."
            : null;
    }
}
