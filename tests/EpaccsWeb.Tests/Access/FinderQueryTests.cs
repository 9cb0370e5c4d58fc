using EpaccsWeb.Access;

namespace EpaccsWeb.Tests.Access;

/// <summary>What may be typed into the one box, and what is read from it.</summary>
public sealed class FinderQueryTests
{
    [Theory]
    [InlineData("9990000018")]
    [InlineData("999 000 0018")]
    [InlineData("999-000-0018")]
    [InlineData(" 999\u00a0000\u20110018 ")]
    [InlineData("99 90 00 00 18")]
    [InlineData("patel 999 000 0018")]
    public void An_NHS_number_is_read_in_any_spacing(string typed)
    {
        var query = FinderQuery.Parse(typed, 2026);

        Assert.Equal("9990000018", query.NhsNumber);
        Assert.Null(query.Problem);
        Assert.Null(query.Born);
    }

    [Theory]
    [InlineData("14/7/1945")]
    [InlineData("14.07.1945")]
    [InlineData("14-07-45")]
    [InlineData("14 7 45")]
    [InlineData("1945-07-14")]
    [InlineData("1945/07/14")]
    [InlineData("14-Jul-1945")]
    [InlineData("14 July 1945")]
    [InlineData("14th of July 1945")]
    [InlineData("July 14 1945")]
    [InlineData("14071945")]
    [InlineData("patel, asha 14 07 1945")]
    [InlineData("14 07 1945 999 000 0018")]
    [InlineData("9990000018 14/07/1945")]
    public void A_date_of_birth_is_read_in_any_common_form(string typed)
    {
        var query = FinderQuery.Parse(typed, 2026);

        Assert.Equal(new DateOnly(1945, 7, 14), query.Born);
        Assert.Null(query.Problem);
        Assert.Equal(typed.Contains("18", StringComparison.Ordinal), query.NhsNumber is not null);
    }

    [Theory]
    [InlineData("O'Brien", "obrien")]
    [InlineData("o brien", "obrien|brien")]
    [InlineData("van den Berg", "vandenberg|berg")]
    [InlineData("Zoë", "zoe")]
    [InlineData("Mrs Patel, Asha", "patel", "asha")]
    [InlineData("Łukasz", "lukasz")]
    [InlineData("%")]
    [InlineData("'; drop table patients; --", "drop", "table", "patients")]
    public void Names_are_read_without_accents_marks_or_titles(string typed, params string[] names) =>
        Assert.Equal(names, FinderQuery.Parse(typed, 2026).Names);

    [Theory]
    [InlineData("９９９０００００１８", "look like")]
    [InlineData("٩٩٩٠٠٠٠٠١٨", "look like")]
    [InlineData("999OOO0018", "letter among its digits")]
    [InlineData("999 000 00l8", "letter among its digits")]
    [InlineData("9990000019", "check digit")]
    [InlineData("999 000 001", "no NHS number")]
    [InlineData("31/02/1945", "no NHS number")]
    public void What_cannot_be_read_is_said_kindly(string typed, string words) =>
        Assert.Contains(words, FinderQuery.Parse(typed, 2026).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_postcode_stands_beside_a_name()
    {
        var query = FinderQuery.Parse("zz99 3wz patel", 2026);

        Assert.Equal("ZZ993WZ", query.Postcode);
        Assert.Equal(["patel"], query.Names);
        Assert.Null(query.Problem);
    }
}
