namespace EpaccsWeb.Ui;

/// <summary>When the session ends: if nothing is done, and at the latest.</summary>
public sealed record SessionEnd(DateTimeOffset IfIdle, DateTimeOffset AtLatest, DateTimeOffset Now)
{
    public int IdleSeconds => Math.Max(0, (int)(IfIdle - Now).TotalSeconds);

    public int LongestSeconds => Math.Max(0, (int)(AtLatest - Now).TotalSeconds);
}
