using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Import;

namespace EpaccsWeb.Tests.Import;

/// <summary>Cells that take free words: what says "no", "unknown" or "not yet" is never read as a yes.</summary>
public sealed class WordedCellTests
{
    [Theory]
    [InlineData("Not required")]
    [InlineData("not needed at present")]
    [InlineData("declined")]
    [InlineData("Patient declined")]
    [InlineData("Refused by family")]
    [InlineData("N")]
    [InlineData("N/A")]
    [InlineData("nil")]
    [InlineData("None yet")]
    [InlineData("unknown")]
    [InlineData("Not recorded")]
    [InlineData("awaiting GP")]
    [InlineData("GP to prescribe")]
    [InlineData("to be prescribed")]
    [InlineData("Will be ordered on Monday")]
    [InlineData("TBC")]
    [InlineData("pending")]
    [InlineData("Discussed with the family")]
    [InlineData("Box not issued")]
    [InlineData("Medicines not required")]
    [InlineData("Morphine not yet prescribed")]
    [InlineData("Yes, GP to prescribe")]
    [InlineData("Stopped")]
    [InlineData("JIC")]
    [InlineData("Y")]
    [InlineData("?")]
    public void Words_that_leave_a_doubt_never_become_prescribed_medicines(string text)
    {
        var cells = Cells("anticipatory_medicines", text);

        Assert.Null(WordedCells.ReadMedicines(cells));
        Assert.Equal(
            "Line 2, anticipatory_medicines: Enter yes, no, or which medicines are in place, or leave it blank when it is not recorded.",
            Assert.Single(cells.Problems).ToString()
        );
    }

    [Theory]
    [InlineData("Morphine, midazolam, hyoscine")]
    [InlineData("Morphine\nMidazolam")]
    [InlineData("Oxycodone; Nozinan")]
    [InlineData("Morphine 2.5 mg as needed, no more than hourly")]
    [InlineData("Diamorphine, not to exceed 6 doses in 24 hours")]
    [InlineData("Just-in-case box: morphine 10 mg, five ampoules, not opened")]
    public void A_list_of_medicines_is_kept_as_it_is(string text)
    {
        var cells = Cells("anticipatory_medicines", text);

        var read = WordedCells.ReadMedicines(cells);

        Assert.Empty(cells.Problems);
        Assert.Equal((AnticipatoryStatus.Prescribed, text), (read!.Status, read.Medicines));
    }

    [Theory]
    [InlineData("yes", AnticipatoryStatus.Prescribed)]
    [InlineData("no", AnticipatoryStatus.NotInPlace)]
    [InlineData("None", AnticipatoryStatus.NotInPlace)]
    [InlineData("Not in place", AnticipatoryStatus.NotInPlace)]
    [InlineData("376201000000102", AnticipatoryStatus.BoxIssued)]
    [InlineData("Prescribed", AnticipatoryStatus.Prescribed)]
    public void A_yes_a_no_and_a_code_name_no_medicines(string text, AnticipatoryStatus status)
    {
        var read = WordedCells.ReadMedicines(Cells("anticipatory_medicines", text));

        Assert.Equal(status, read!.Status);
        Assert.Null(read.Medicines);
    }

    [Theory]
    [InlineData("none known")]
    [InlineData("Nil known")]
    [InlineData("NKA")]
    [InlineData("NKDA")]
    [InlineData("N.K.D.A.")]
    [InlineData("No known drug allergies")]
    [InlineData("no known allergies")]
    [InlineData("716186003")]
    [InlineData("none-known")]
    public void No_known_allergies_in_any_of_the_usual_forms(string text)
    {
        var read = WordedCells.ReadAllergies(Cells("allergies", text));

        Assert.Equal(AllergyStatus.NoneKnown, read!.Status);
        Assert.Null(read.Details);
    }

    /// <summary>"N/K" is read as "not known" by some and as "none known" by others, so nobody may guess.</summary>
    [Theory]
    [InlineData("N/K")]
    [InlineData("unknown")]
    [InlineData("Not known")]
    [InlineData("not recorded")]
    [InlineData("declined")]
    [InlineData("awaiting records")]
    [InlineData("No penicillin")]
    [InlineData("known")]
    [InlineData("yes")]
    [InlineData("?")]
    public void Allergies_that_nobody_knows_are_refused(string text)
    {
        var cells = Cells("allergies", text);

        Assert.Null(WordedCells.ReadAllergies(cells));
        Assert.StartsWith("Enter what the person is allergic to", Assert.Single(cells.Problems).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Penicillin: rash")]
    [InlineData("N-acetylcysteine")]
    [InlineData("NSAIDs")]
    [InlineData("Nuts, not severe")]
    public void A_known_allergy_is_kept_in_its_words(string text)
    {
        var read = WordedCells.ReadAllergies(Cells("allergies", text));

        Assert.Equal((AllergyStatus.Known, text), (read!.Status, read.Details));
    }

    [Fact]
    public void Unavailable_allergies_stay_what_they_are() =>
        Assert.Equal(
            [AllergyStatus.Unavailable, AllergyStatus.Unavailable],
            new[] { "unavailable", "Allergies unavailable" }.Select(text => WordedCells.ReadAllergies(Cells("allergies", text))!.Status)
        );

    [Theory]
    [InlineData("unknown")]
    [InlineData("Not known")]
    [InlineData("not recorded")]
    [InlineData("declined")]
    [InlineData("Declined to say")]
    [InlineData("prefer not to say")]
    [InlineData("15188001;unknown")]
    [InlineData("N/K")]
    [InlineData("TBC")]
    [InlineData("No concerns")]
    [InlineData("None identified")]
    [InlineData("yes")]
    [InlineData("?")]
    [InlineData(";")]
    public void A_disability_that_nobody_knows_is_refused(string text)
    {
        var cells = Cells("disability", text);

        Assert.Null(WordedCells.ReadDisability(cells));
        Assert.StartsWith("Describe the disability in words", Assert.Single(cells.Problems).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Uses a stick")]
    [InlineData("Not able to speak")]
    [InlineData("No vision in the left eye; deaf")]
    [InlineData("Unable to walk")]
    [InlineData("Declining vision")]
    public void A_disability_in_words_stays_in_its_words(string text)
    {
        var read = WordedCells.ReadDisability(Cells("disability", text))!;

        Assert.False(read.NoneKnown);
        Assert.Equal(text, read.Description);
        Assert.Empty(read.Kinds);
    }

    public static TheoryData<string, bool?, Disability[], string?> Coded { get; } =
        new()
        {
            { "15188001", false, [Disability.HearingLoss], null },
            { "397540003", false, [Disability.VisualImpairment], null },
            { "288579009", false, [Disability.DifficultyCommunicating], null },
            { "386806002", false, [Disability.ImpairedCognition], null },
            { "325541000000106", false, [Disability.UnableToSummonHelp], null },
            { "914271000000103", false, [Disability.ImpairedRecognitionOfRisk], null },
            { "750691000000106", true, [], null },
            { "703154009", null, [Disability.ReportsNoCurrentDisability], null },
            { "Patient reports no current disability", null, [Disability.ReportsNoCurrentDisability], null },
            { "750691000000106;703154009", true, [Disability.ReportsNoCurrentDisability], null },
            { "hearing-loss; visual-impairment", false, [Disability.HearingLoss, Disability.VisualImpairment], null },
            { "15188001;15188001; Uses a stick ;lip reads", false, [Disability.HearingLoss], "Uses a stick; lip reads" },
            { "703154009;386806002", false, [Disability.ReportsNoCurrentDisability, Disability.ImpairedCognition], null },
            { "none known", true, [], null },
            { "No", true, [], null },
        };

    [Theory]
    [MemberData(nameof(Coded))]
    public void Every_code_of_a_disability_is_kept_and_none_becomes_another(string text, bool? noneKnown, Disability[] kinds, string? words)
    {
        var cells = Cells("disability", text);

        var read = WordedCells.ReadDisability(cells)!;

        Assert.Empty(cells.Problems);
        Assert.Equal((noneKnown, words), (read.NoneKnown, read.Description));
        Assert.Equal(kinds, read.Kinds);
    }

    private static CellReader Cells(string column, string cell) =>
        new(new RegisterRow(2, [cell], new Dictionary<string, int> { [column] = 0 }), new DateOnly(2026, 11, 16));
}
