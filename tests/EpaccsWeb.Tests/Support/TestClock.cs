namespace EpaccsWeb.Tests.Support;

/// <summary>A clock that runs with the real one and can be set on.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    /// <summary>Moves time on for this application only.</summary>
    public void Advance(TimeSpan by) => ahead += by;
}
