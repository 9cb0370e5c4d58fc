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
    [InlineData("15188001", Disability.HearingLoss)]
    [InlineData("397540003", Disability.VisualImpairment)]
    [InlineData("288579009", Disability.DifficultyCommunicating)]
    [InlineData("386806002", Disability.ImpairedCognition)]
    [InlineData("325541000000106", Disability.UnableToSummonHelp)]
    [InlineData("914271000000103", Disability.ImpairedRecognitionOfRisk)]
    [InlineData("703154009", Disability.ReportsNoCurrentDisability)]
    public void A_disability_is_found_by_its_code(string code, Disability expected) =>
        Assert.Equal(expected, CodeList.Find<Disability>(code));

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
    public void A_list_of_one_answer_names_a_type_and_its_property()
    {
        var answers = typeof(CodeList)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetProperties().Select(property => $"{Kebab(type.Name)}.{Kebab(property.Name)}"));
        var lists = CodeList.Everything.Select(term => term.List).Where(list => list.Contains('.', StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(lists);
        Assert.Empty(lists.Except(answers));
    }

    [Theory]
    [InlineData(Place.OwnHome, "876879006", "21")]
    [InlineData(Place.Hospice, "876882001", "30")]
    [InlineData(Place.Hospital, "183676005", "10")]
    [InlineData(Place.CommunityHospital, "713049009", "10")]
    [InlineData(Place.NursingHome, "876884000", "41")]
    [InlineData(Place.ResidentialHome, "1325731000000106", "42")]
    [InlineData(Place.LearningDisabilityUnit, "713050009", "50")]
    [InlineData(Place.MentalHealthUnit, "713051008", "50")]
    [InlineData(Place.Ambulance, "714342001", "50")]
    [InlineData(Place.Street, "876885004", "50")]
    [InlineData(Place.GeneralPracticePremises, "876881008", "50")]
    [InlineData(Place.CareHome, null, "40")]
    [InlineData(Place.OtherPrivateResidence, null, "22")]
    public void A_place_of_death_has_a_code_other_than_a_wish_for_it(Place place, string? died, string dictionary)
    {
        Assert.Equal(died, place.DiedCode());
        Assert.Equal(dictionary, place.DictionaryCode());
        Assert.True(!place.CanBePreferred() || died is null || CodeList.Entry(place).Snomed != died);
    }

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    [Fact]
    public void The_file_names_its_release() => Assert.StartsWith("SCCI1580", CodeList.Release, StringComparison.Ordinal);
}
