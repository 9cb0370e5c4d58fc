namespace EpaccsWeb.Import;

/// <summary>Why a row is refused: where, and a sentence that repeats nothing from the file.</summary>
/// <param name="Line">Line of the file on which the row begins.</param>
/// <param name="Column">The column, or null when it is the whole row.</param>
public sealed record RowProblem(int Line, string? Column, string Sentence)
{
    public override string ToString() => Column is null ? $"Line {Line}: {Sentence}" : $"Line {Line}, {Column}: {Sentence}";
}

/// <summary>The file cannot be read as a register at all; the message is one clear sentence.</summary>
public class RegisterFileException(string message) : Exception(message);

/// <summary>The organisation chosen to hold the records cannot.</summary>
public sealed class NoSuchHolderException(string message) : RegisterFileException(message);
