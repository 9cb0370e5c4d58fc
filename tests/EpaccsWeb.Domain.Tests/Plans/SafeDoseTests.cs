using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>Doses that can be misread are refused, each with what to write instead.</summary>
public sealed class SafeDoseTests
{
    [Theory]
    [InlineData("1.0", "Write 1 in place of 1.0: ")]
    [InlineData("10.0 mg", "Write 10 in place of 10.0: ")]
    [InlineData("2.50", "Write 2.5 in place of 2.50: ")]
    [InlineData("1.", null)]
    [InlineData(".5", "Write 0.5 in place of .5: ")]
    [InlineData("2.5 to .75", "Write 0.75 in place of .75: ")]
    [InlineData("ug", "Write \"micrograms\" in place of \"ug\"")]
    [InlineData("µg", "Write \"micrograms\" in place of \"µg\"")]
    [InlineData("50μg/hour", "Write \"micrograms\" in place of \"μg\"")]
    [InlineData("200mcg", "Write \"micrograms\" in place of \"mcg\"")]
    [InlineData("MCG", "Write \"micrograms\" in place of \"MCG\"")]
    [InlineData("IU", "Write \"international units\" in place of \"IU\"")]
    [InlineData("10U", "Write \"units\" in place of \"U\"")]
    [InlineData("u", "Write \"units\" in place of \"u\"")]
    [InlineData("OD", "Write \"once a day\" in place of \"OD\"")]
    [InlineData("o.d.", "Write \"once a day\" in place of \"o.d.\"")]
    [InlineData("QDS", "Write \"four times a day\" in place of \"QDS\"")]
    [InlineData("tds after food", "Write \"three times a day\" in place of \"tds\"")]
    [InlineData("BD", "Write \"twice a day\" in place of \"BD\"")]
    [InlineData("PRN", "Write \"when required\" in place of \"PRN\"")]
    [InlineData("MS", "Write \"morphine sulfate or magnesium sulfate\" in place of \"MS\"")]
    [InlineData("MSO4", "Write \"morphine sulfate\" in place of \"MSO4\"")]
    [InlineData("5cc", "Write \"ml\" in place of \"cc\"")]
    [InlineData(null, null)]
    [InlineData("10", null)]
    [InlineData("0.5", null)]
    [InlineData("10.5", null)]
    [InlineData("100", null)]
    [InlineData("5 to 10", null)]
    [InlineData("micrograms", null)]
    [InlineData("units", null)]
    [InlineData("MST Continus", null)]
    [InlineData("Codeine", null)]
    [InlineData("Bowel preparation, odd days", null)]
    [InlineData("Fluorouracil (5-FU)", null)]
    [InlineData("mg/ml", null)]
    public void Says_what_to_write_instead(string? text, string? start)
    {
        var problem = SafeDose.Problem(text);

        if (start is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.StartsWith(start, problem, StringComparison.Ordinal);
            Assert.EndsWith(".", problem, StringComparison.Ordinal);
        }
    }
}
