using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Terminology;

/// <summary>A slip of the keys in a SNOMED CT identifier is found by its check digit.</summary>
public sealed class SnomedIdTests
{
    [Theory]
    [InlineData("450476008", true)]
    [InlineData("882921000000109", true)]
    [InlineData("450476009", false)]
    [InlineData("540476008", false)]
    [InlineData("0450476008", false)]
    [InlineData("45047", false)]
    [InlineData("45047600a", false)]
    [InlineData("", false)]
    public void A_wrong_or_exchanged_digit_is_no_identifier(string text, bool valid) => Assert.Equal(valid, SnomedId.IsValid(text));

    [Fact]
    public void Every_identifier_of_the_code_lists_is_one() =>
        Assert.All(CodeList.Everything.Select(term => term.Snomed).OfType<string>(), id => Assert.True(SnomedId.IsValid(id), id));
}
