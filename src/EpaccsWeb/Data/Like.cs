namespace EpaccsWeb.Data;

/// <summary>What was typed as a pattern of the database, so that its own wildcards find themselves.</summary>
public static class Like
{
    public static string Exactly(string typed) =>
        typed
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    public static string Part(string typed) => $"%{Exactly(typed)}%";
}
