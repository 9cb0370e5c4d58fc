using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Domain.Tests.Patients;

/// <summary>The NHS number: check digit, accepted forms and display.</summary>
public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("9000000009")]
    [InlineData("9434765919")]
    [InlineData("4409815415")]
    [InlineData("999 000 0018")]
    [InlineData("999-000-0026")]
    [InlineData(" 999 000 0034 ")]
    public void A_number_with_a_right_check_digit_is_read(string typed) => Assert.True(NhsNumber.TryParse(typed, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9000000000")]
    [InlineData("1234567890")]
    [InlineData("1297287652")]
    [InlineData("900000000")]
    [InlineData("90000000099")]
    [InlineData("9000000OO9")]
    [InlineData("９００００００００９")]
    public void Anything_else_is_refused(string? typed) => Assert.False(NhsNumber.TryParse(typed, out _));

    [Fact]
    public void It_is_shown_3_3_4() => Assert.Equal("999 000 0018", NhsNumber.Parse("9990000018").Display);

    [Fact]
    public void Nine_digits_whose_check_would_be_ten_give_no_number()
    {
        var made = Enumerable.Range(999_000_000, 1_000).Select(NhsNumber.FromNineDigits).ToList();

        Assert.Contains(null, made);
        Assert.All(made.OfType<NhsNumber>(), number => Assert.True(NhsNumber.TryParse(number.Digits, out _)));
    }
}
