using System.Text;
using EpaccsWeb.Import;

namespace EpaccsWeb.Tests.Import;

/// <summary>Files that are no register: one clear sentence each, before any row is looked at.</summary>
public sealed class RegisterFileTests
{
    private const string Header = "nhs_number,family_name,given_name,date_of_birth,gp_practice_code,consent_status";

    private const string Person = "9990000018,Patel,Asha,1945-07-14,Y90001,given";

    [Fact]
    public void Any_column_order_capitals_blanks_line_ends_and_a_byte_order_mark_are_taken()
    {
        var text =
            "\"Consent_Status\", NHS_NUMBER ,family_name,given_name,date_of_birth,gp_practice_code\r\n given ,999 000 0018,\"O'Neil, \"\"Jo\"\"\",Asha,1945-07-14,Y90001\r\n\r\n,,,,,\r\n";
        var file = new RegisterFile(new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]));

        var row = Assert.Single(file.Rows());

        Assert.Equal((2, "given", "O'Neil, \"Jo\"", null), (row.Line, row["consent_status"], row["family_name"], row["town"]));
        Assert.Null(row.Malformed);
        Assert.Single(file.Rows());
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\n" + Header, "The first line is blank. It must name the columns.")]
    [InlineData(Header + "\n", "The file names its columns and holds no people.")]
    [InlineData("nhs_number,family_name\n1,2", "It lacks: given_name, date_of_birth, gp_practice_code, consent_status.")]
    [InlineData(Header + ",town,Town\n", "It has more than once: town.")]
    [InlineData(Header + ",ppd_frist,\n", "These are not columns of a register: ppd_frist, (blank).")]
    [InlineData("nhs_number;family_name\n1;2", "These are not columns of a register: nhs_number;family_name.")]
    [InlineData(
        Header + "\n" + Person + "\n9990000026,\"Bell,Ada,1938-01-06,Y90001,given\n" + Person,
        "Line 3: a quotation mark opens a cell and is never closed."
    )]
    public void A_file_that_is_no_register_is_refused_in_a_sentence(string text, string sentence) =>
        Assert.Contains(sentence, Refusal(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void Other_encodings_are_refused()
    {
        var text = Header + "\n9990000018,Núñez,Asha,1945-07-14,Y90001,given\n";

        Assert.All(
            new[]
            {
                Encoding.Latin1.GetBytes(text),
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
                Encoding.Unicode.GetBytes(text),
            },
            bytes => Assert.Contains("not UTF-8", Refusal(bytes), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_cell_without_end_stops_before_it_fills_the_memory()
    {
        var text = Header + "\n\"" + new string('x', 5_000_000) + "\",1,1,1,1,1\n";

        Assert.Contains(
            "Line 2: a cell is longer than four million characters.",
            Refusal(Encoding.UTF8.GetBytes(text)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("9990000018,Patel,Asha", "The row has 3 cells; the header has 6.")]
    [InlineData(Person + ",more", "The row has 7 cells; the header has 6.")]
    [InlineData("9990000018,Pa\"tel,Asha,1945-07-14,Y90001,given", "A quotation mark stands inside a cell.")]
    [InlineData("9990000018,\"Pa\"tel,Asha,1945-07-14,Y90001,given", "A quotation mark stands inside a cell.")]
    public void A_row_that_cannot_be_split_is_refused_and_the_next_is_read(string row, string sentence)
    {
        var rows = new RegisterFile(Register.Stream($"{Header}\n{row}\n{Person}\n")).Rows().ToList();

        Assert.Equal([2, 3], rows.Select(read => read.Line));
        Assert.Contains(sentence, rows[0].Malformed, StringComparison.Ordinal);
        Assert.Null(rows[1].Malformed);
    }

    [Fact]
    public void A_line_number_is_that_of_the_file_even_after_cells_of_several_lines()
    {
        var rows = new RegisterFile(Register.Stream($"{Header}\n9990000018,\"Pa\ntel\",Asha,1945-07-14,Y90001,given\n\n{Person}\n")).Rows();

        Assert.Equal([2, 5], rows.Select(row => row.Line));
    }

    private static string Refusal(byte[] bytes) =>
        Assert.Throws<RegisterFileException>(() => RegisterScan.Of(new RegisterFile(new MemoryStream(bytes)), null, default)).Message;
}
