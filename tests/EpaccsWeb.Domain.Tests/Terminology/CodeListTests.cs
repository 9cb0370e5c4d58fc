using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Terminology;

/// <summary>The code lists against the enums that stand for them and the codes of the contract.</summary>
public sealed class CodeListTests
{
    public static TheoryData<Type> Enums =>
        [.. typeof(CodeList).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(CodeList).Namespace)];

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_value_is_in_its_list_and_every_entry_is_a_value(Type list)
    {
        var name = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(list.Name);
        var slugs = Enum.GetNames(list).Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName);

        Assert.Equal(slugs.Order(), CodeList.Of(name).Select(term => term.Slug).Order());
        Assert.All(CodeList.Of(name), term => Assert.NotEmpty(term.Term));
    }

    [Theory]
    [InlineData("882921000000109", ConsentStatus.Given)]
    [InlineData("withdrawn", ConsentStatus.Withdrawn)]
    [InlineData("882961000000101", ConsentStatus.BestInterests)]
    [InlineData("not-asked", ConsentStatus.NotAsked)]
    public void A_consent_is_found_by_code_or_slug(string text, ConsentStatus expected) =>
        Assert.Equal(expected, CodeList.Find<ConsentStatus>(text));

    [Theory]
    [InlineData("10", Place.Hospital)]
    [InlineData("20", Place.PrivateResidence)]
    [InlineData("21", Place.OwnHome)]
    [InlineData("22", Place.OtherPrivateResidence)]
    [InlineData("30", Place.Hospice)]
    [InlineData("40", Place.CareHome)]
    [InlineData("41", Place.NursingHome)]
    [InlineData("42", Place.ResidentialHome)]
    [InlineData("50", Place.Other)]
    [InlineData("108401000000102", Place.Hospice)]
    [InlineData("876879006", Place.OwnHome)]
    [InlineData("714342001", Place.Ambulance)]
    [InlineData("residential-home", Place.ResidentialHome)]
    public void A_place_is_found_by_any_of_its_codes(string text, Place expected) => Assert.Equal(expected, CodeList.Find<Place>(text));

    [Theory]
    [InlineData("0")]
    [InlineData("OwnHome")]
    [InlineData("")]
    [InlineData(null)]
    public void Numbers_and_names_of_the_program_are_no_codes(string? text) => Assert.Null(CodeList.Find<Place>(text));

    [Fact]
    public void A_retired_term_is_still_read_and_known_as_retired()
    {
        Assert.Equal(FinancialSupportKind.Ds1500Completed, CodeList.Find<FinancialSupportKind>("514591000000108"));
        Assert.Equal("DS1500 completed", CodeList.Term(FinancialSupportKind.Ds1500Completed));
        Assert.Equal(
            [FinancialSupportKind.Ds1500Discussed, FinancialSupportKind.Ds1500Declined, FinancialSupportKind.Ds1500Completed],
            Enum.GetValues<FinancialSupportKind>().Where(CodeList.IsRetired)
        );
    }

    [Fact]
    public void The_file_names_its_release() => Assert.StartsWith("SCCI1580", CodeList.Release, StringComparison.Ordinal);
}
