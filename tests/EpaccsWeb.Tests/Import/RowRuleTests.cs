using EpaccsWeb.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Import;

/// <summary>Rules of single rows: what is refused, at which column and in which words.</summary>
public sealed class RowRuleTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("nhs_number", "9990000019", "Must be an NHS number of 10 digits with a valid check digit")]
    [InlineData("nhs_number", "9.99E+09", "Must be an NHS number of 10 digits with a valid check digit")]
    [InlineData("family_name", "", "Must not be blank.")]
    [InlineData("family_name", "Pa\u0000tel", "Contains a character that cannot be shown")]
    [InlineData("given_name", "As\u202Eha", "invisible mark that turns the reading direction")]
    [InlineData("given_name", "As\nha", "Must be on one line.")]
    [InlineData("date_of_birth", "14/07/1945", "Must be a real date written as YYYY-MM-DD")]
    [InlineData("date_of_birth", "1945-02-29", "Must be a real date written as YYYY-MM-DD")]
    [InlineData("date_of_birth", "2099-01-01", "Date of birth must be in the past.")]
    [InlineData("date_of_birth", "0001-01-01", "Check the year.")]
    [InlineData("date_of_birth", "1860-01-01", "more than 130 years ago")]
    [InlineData("gender", "man", "Is not in the list. Use one of: male, female, indeterminate, not-known")]
    [InlineData("gp_practice_code", "Y9-001", "Must be an ODS code")]
    [InlineData("gp_practice_code", "Y90020", "Is the code of St Clare's Hospice (Hospice), not of a GP practice.")]
    [InlineData("care_home_code", "Y90001", "Is the code of Riverside Surgery (GP practice), not of a care home.")]
    [InlineData("core_team", "Y90010;??", "Must be an ODS code")]
    [InlineData("restricted", "maybe", "Must be yes or no")]
    [InlineData("imd_decile", "11", "Deprivation decile must be 1 to 10.")]
    [InlineData("functional_status", "55", "AKPS must be 0 to 100 in steps of ten.")]
    [InlineData("functional_status", "0", "AKPS 0 means dead.")]
    [InlineData("functional_status", "poor", "AKPS must be 0 to 100 in steps of ten.")]
    [InlineData("consent_status", "", "Must not be blank.")]
    [InlineData("consent_status", "yes", "Is not in the list.")]
    [InlineData("consent_date", "2099-01-01", "Must be today or in the past.")]
    [InlineData("created_on", "2099-01-01", "Must be today or in the past.")]
    [InlineData("created_on", "1940-01-01", "Must not be before the date of birth.")]
    [InlineData("ppd_first", "876879006", "Is not in the list.")]
    [InlineData("ppd_second", "hospice", "Enter a first choice before a second choice.")]
    [InlineData("ppd_first_place", "St Clare's", "Enter the kind of place in ppd_first, or leave this blank.")]
    [InlineData("ppd_history", "2024-01-01", "Must be written as YYYY-MM-DD=code")]
    [InlineData("ppd_history", "2024-01-01=hospice;2024-01-01=hospital", "Two statements have the same date.")]
    [InlineData("cpr_date", "2024-01-01", "Says something of a CPR decision, but cpr_decision is blank.")]
    [InlineData("anticipatory_location", "Kitchen", "Says where medicines are, but anticipatory_medicines is blank.")]
    [InlineData("allergies", "yes", "Enter what the person is allergic to")]
    [InlineData("allergies", "N/K", "Enter what the person is allergic to")]
    [InlineData("anticipatory_medicines", "Not required", "Enter yes, no, or which medicines are in place")]
    [InlineData("disability", "999999999", "Holds a code that is not in the list")]
    [InlineData("disability", "declined", "Describe the disability in words")]
    [InlineData("disability", "750691000000106;15188001", "Choose no disability when there is no known disability.")]
    [InlineData("date_of_death", "2099-01-01", "Date of death must be today or in the past.")]
    [InlineData("date_of_death", "1940-01-01", "Date of death must be after the date of birth.")]
    [InlineData("actual_place_of_death", "hospice", "Says something of a death, but date_of_death is blank.")]
    public async Task A_wrong_cell_is_named_with_line_and_column(string column, string cell, string sentence)
    {
        var problem = await app.ProblemAsync((column, cell));

        Assert.Equal((2, column), (problem.Line, problem.Column));
        Assert.Contains(sentence, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_between_cells_are_kept()
    {
        Assert.Equal("ppd_second", (await app.ProblemAsync(("ppd_first", "undecided"), ("ppd_second", "hospice"))).Column);
        Assert.Equal("ppd_second", (await app.ProblemAsync(("ppd_first", "hospice"), ("ppd_second", "108401000000102"))).Column);
        Assert.Equal("ppd_second", (await app.ProblemAsync(("ppd_first", "hospice"), ("ppd_second", "declined"))).Column);
        Assert.Equal("cpr_date", (await app.ProblemAsync(("cpr_decision", "not-for-cpr"), ("cpr_date", "2099-01-01"))).Column);
        Assert.Equal(
            "cpr_review_date",
            (await app.ProblemAsync(("cpr_decision", "for-cpr"), ("cpr_date", "2024-02-01"), ("cpr_review_date", "2024-01-01"))).Column
        );
        Assert.Equal(
            "ppd_history",
            (
                await app.ProblemAsync(("ppd_first", "hospice"), ("ppd_recorded_on", "2024-01-01"), ("ppd_history", "2024-02-01=hospital"))
            ).Column
        );
        Assert.Equal("adrt", (await app.ProblemAsync(("adrt_location", "Drawer"))).Column);
        Assert.Equal("key_worker", (await app.ProblemAsync(("key_worker_phone", "01632 960010"))).Column);
        Assert.Equal(
            "anticipatory_location",
            (await app.ProblemAsync(("anticipatory_medicines", "no"), ("anticipatory_location", "Kitchen"))).Column
        );
    }

    [Fact]
    public async Task A_statement_dated_after_death_is_refused_and_a_record_started_after_it_is_not()
    {
        (string, string) died = ("date_of_death", "2024-03-01");

        Assert.Equal("ppd_recorded_on", (await app.ProblemAsync(died, ("ppd_first", "hospice"), ("ppd_recorded_on", "2024-03-02"))).Column);
        Assert.Contains(
            "A blank date counts as created_on",
            (await app.ProblemAsync(died, ("ppd_first", "hospice"))).Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal("ppd_history", (await app.ProblemAsync(died, ("ppd_history", "2024-03-02=hospice"))).Column);
        Assert.Equal("cpr_date", (await app.ProblemAsync(died, ("cpr_decision", "for-cpr"), ("cpr_date", "2024-03-02"))).Column);
        Assert.Equal("consent_date", (await app.ProblemAsync(died, ("consent_date", "2024-03-02"))).Column);
        Assert.Equal((1, 0, 0, 0), (await app.ImportAsync(Register.Csv(Register.Row(null, died)), dryRun: true)).Counts());
    }

    [Fact]
    public async Task A_functional_status_of_dead_is_kept_in_a_row_with_the_date_of_death_and_read_on_the_record()
    {
        var number = TestApp.NextNhsNumber();
        Assert.True(
            (
                await app.ImportAsync(
                    Register.Csv(
                        Register.Row(number, ("functional_status", "0"), ("created_on", "2024-01-01"), ("date_of_death", "2024-03-01"))
                    )
                )
            ).Written
        );

        var record = await app.Database.ValueAsync<Guid>("select id from patients where nhs_number = $1", number);
        var read = await (await app.SignInAsAsync("gp")).PageAsync($"/records/{record}");
        Assert.Contains("0: dead", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_belongs_to_a_death_elsewhere_than_wished_and_may_be_missing()
    {
        (string, string)[] wished = [("ppd_first", "own-home"), ("ppd_recorded_on", "2024-01-01"), ("date_of_death", "2024-03-01")];

        Assert.Equal(
            "variance_reason",
            (await app.ProblemAsync([.. wished, ("actual_place_of_death", "21"), ("variance_reason", "no-bed")])).Column
        );
        Assert.Equal("variance_reason", (await app.ProblemAsync(("date_of_death", "2024-03-01"), ("variance_reason", "no-bed"))).Column);
        var report = await app.ImportAsync(
            Register.Csv(Register.Row(null, [.. wished, ("actual_place_of_death", "183676005")])),
            dryRun: true
        );
        Assert.Equal((1, 1), (report.New, report.WithoutVariance));
    }

    [Fact]
    public async Task One_NHS_number_twice_refuses_both_rows_naming_both_lines()
    {
        var number = TestApp.NextNhsNumber();

        var report = await app.ImportAsync(Register.Csv(Register.Row(number), Register.Row(), Register.Row(number)), dryRun: true);

        Assert.Equal((1, 0, 0, 2), report.Counts());
        Assert.Equal(
            [
                "Lines 2 and 4 have the same NHS number. Keep the one that is right.",
                "Lines 4 and 2 have the same NHS number. Keep the one that is right.",
            ],
            report.Problems.Select(problem => problem.Sentence)
        );
    }

    [Fact]
    public async Task Ten_thousand_wrong_rows_list_two_hundred_and_count_the_rest()
    {
        var row = string.Join(',', Register.Row("9990000019").Values) + "\n";
        var text = string.Join(',', Register.Row().Keys) + "\n" + string.Concat(Enumerable.Repeat(row, 10_000));

        var report = await app.ImportAsync(text, skipRefused: true);

        Assert.Equal((0, 0, 0, 10_000), report.Counts());
        Assert.Equal((200, 9_800), (report.Problems.Count, report.RefusedNotListed));
    }

    [Fact]
    public async Task A_megabyte_in_a_cell_is_refused_at_its_column_and_no_sentence_repeats_the_file()
    {
        var problem = await app.ProblemAsync(("religion", new string('q', 1024 * 1024)));

        Assert.Equal("religion", problem.Column);
        Assert.Equal("Must be 200 characters or fewer; this has 1,048,576.", problem.Sentence);
    }
}
