using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Tests.Ui;

/// <summary>Which values of a code list a form offers.</summary>
public sealed class ChoiceTests
{
    [Fact]
    public void Retired_terms_are_not_offered() =>
        Assert.Equal(["Sr1Completed", "AttendanceAllowanceExam"], Values(FormParts.ChoicesOf<FinancialSupportKind>()));

    [Fact]
    public void A_retired_term_that_the_form_holds_stays() =>
        Assert.Equal(
            ["Sr1Completed", "AttendanceAllowanceExam", "Ds1500Declined"],
            Values(FormParts.ChoicesOf(FinancialSupportKind.Ds1500Declined))
        );

    [Fact]
    public void Where_nothing_is_retired_everything_is_offered_and_blank_is_last() =>
        Assert.Equal([.. Enum.GetNames<DonationWish>(), ""], Values(FormParts.OptionalChoicesOf<DonationWish>()));

    private static IEnumerable<string> Values(IEnumerable<Choice> choices) => choices.Select(choice => choice.Value);
}
