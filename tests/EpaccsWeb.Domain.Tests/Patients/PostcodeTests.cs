using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Domain.Tests.Patients;

/// <summary>What is taken for a UK postcode, and how two are compared.</summary>
public sealed class PostcodeTests
{
    [Theory]
    [InlineData("VY1 4AP", "VY14AP", "VY1 4AP")]
    [InlineData("  vy14ap ", "VY14AP", "VY1 4AP")]
    [InlineData("zz99  3wz", "ZZ993WZ", "ZZ99 3WZ")]
    [InlineData("W1A 0AX", "W1A0AX", "W1A 0AX")]
    [InlineData("M1 1AE", "M11AE", "M1 1AE")]
    public void A_postcode_is_compared_without_gaps_in_upper_case_and_shown_with_its_gap(string typed, string key, string shown)
    {
        Assert.True(Postcode.TryKey(typed, out var read));
        Assert.Equal((key, shown), (read, Postcode.Display(read)));
        Assert.Equal(key, Postcode.Key(typed));
        Assert.InRange(read.Length, 1, Postcode.LongestKey);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VY1")]
    [InlineData("4 Mill Lane")]
    [InlineData("VY1 4AP and more")]
    [InlineData("VY\u0661 4AP")]
    [InlineData("9990000018")]
    public void Anything_else_is_none(string? typed) => Assert.False(Postcode.TryKey(typed, out _));
}
