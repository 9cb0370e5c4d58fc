using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Patients;

/// <summary>Starting a record and finding people, through the real forms.</summary>
public sealed class StartTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_gp_starts_a_record_and_sees_it()
    {
        var browser = await app.SignInAsAsync("gp");
        var number = TestApp.NextNhsNumber();

        var answer = await browser.SubmitAsync(await browser.PageAsync("/patients/new"), Complete(number), expected: 302);
        var record = await browser.PageAsync(answer.Location!);

        Assert.Contains("Record started.", record.Html, StringComparison.Ordinal);
        Assert.Contains("INVENTED, Ivy (Mrs)", record.Html, StringComparison.Ordinal);
        Assert.Contains("Preferred place of death is not recorded", record.Text, StringComparison.Ordinal);
        Assert.Contains("CPR decision not recorded", record.Text, StringComparison.Ordinal);
        Assert.Contains(
            London.Show(London.Day(app.Clock.GetUtcNow()).AddMonths(3)),
            record.Document.GetElementById("review")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_same_form_sent_twice_starts_one_record()
    {
        var browser = await app.SignInAsAsync("gp");
        var form = await browser.PageAsync("/patients/new");
        var values = Complete(TestApp.NextNhsNumber());

        var first = await browser.SubmitAsync(form, values, expected: 302);
        var second = await browser.SubmitAsync(form, values, expected: 302);

        Assert.Equal(first.Location, second.Location);
    }

    [Theory]
    [InlineData("Person.NhsNumber", "999 000 0019", "digit wrong")]
    [InlineData("Person.NhsNumber", "12345", "10 digits")]
    [InlineData("Person.FamilyName", "", "Enter the family name.")]
    [InlineData("Person.DateOfBirth.Day", "31", "real date")]
    [InlineData("Person.DateOfBirth.Year", "2099", "in the past")]
    [InlineData("Person.DateOfBirth.Year", "1850", "130 years")]
    [InlineData("Person.DateOfBirth.Month", "", "must include a month")]
    [InlineData("Person.GivenName", "I\u0000vy", "cannot be shown")]
    [InlineData("Person.GivenName", "I\u202Evy", "reading direction")]
    [InlineData("Person.AddressLine1", "", "no fixed abode")]
    [InlineData("Person.UsualGp", "", "not known")]
    [InlineData("Start.CarerPhone", "01632 960001", "Say that the person has a carer")]
    [InlineData("PreferredPlaces.Name", "St Clare's", "Choose the kind of place")]
    [InlineData("Start.Diagnosis", "", "Enter the main diagnosis.")]
    [InlineData("ToShare.Status", "Wrong", "not a value from the list")]
    [InlineData("ToShare.Status", "BestInterests", "capacity for this decision")]
    [InlineData("ToShare.Capacity", "LacksCapacity", "lacks capacity for this cannot consent")]
    [InlineData("ToRecord.Status", "Declined", "No record is started")]
    [InlineData("ToRecord.Status", "Withdrawn", "No record is started")]
    public async Task Bad_input_is_a_sentence_at_its_field_and_everything_typed_is_kept(string field, string typed, string sentence)
    {
        var browser = await app.SignInAsAsync("gp");
        var values = Complete(TestApp.NextNhsNumber());
        values[field] = typed;

        var answer = await browser.SubmitAsync(await browser.PageAsync("/patients/new"), values, expected: 400);

        Assert.Contains(answer.Errors, error => error.Contains(sentence, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Mrs", answer.ValueOf("Person.Title"));
        if (field is not "ToShare.Status" && !typed.Contains('\0', StringComparison.Ordinal))
        {
            Assert.Equal(typed, answer.ValueOf(field) ?? string.Empty);
        }
    }

    [Fact]
    public async Task A_megabyte_of_text_is_refused_at_its_field()
    {
        var browser = await app.SignInAsAsync("gp");
        var values = Complete(TestApp.NextNhsNumber());
        values["ToRecord.Notes"] = new string('x', 1024 * 1024);

        var answer = await browser.SubmitAsync(await browser.PageAsync("/patients/new"), values, expected: 400);

        Assert.Contains(answer.Errors, error => error.Contains("2,000 characters or fewer", StringComparison.Ordinal));
        Assert.Equal(1024 * 1024, answer.ValueOf("ToRecord.Notes")!.Length);
    }

    [Fact]
    public async Task Someone_who_may_not_be_known_of_is_blocked_in_the_same_words()
    {
        var withdrawn = TestApp.NextNhsNumber();
        await app.StartRecordAsync("gp", Domain.Terminology.ConsentStatus.Withdrawn, person => person with { NhsNumber = withdrawn });
        var browser = await app.SignInAsAsync("gp2");

        var answer = await browser.SubmitAsync(await browser.PageAsync("/patients/new"), Complete(withdrawn), expected: 400);

        Assert.StartsWith(
            "A record cannot be started here. Ring the coordination service, reference ",
            Assert.Single(answer.Errors),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_open_record_is_offered_instead_of_a_second_one()
    {
        var number = TestApp.NextNhsNumber();
        var existing = await app.StartRecordAsync("gp", with: person => person with { NhsNumber = number });
        var browser = await app.SignInAsAsync("gp");

        var answer = await browser.SubmitAsync(await browser.PageAsync("/patients/new"), Complete(number), expected: 400);

        Assert.Contains($"/records/{existing}", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_alike_is_warned_of_until_it_is_checked()
    {
        await app.StartRecordAsync("gp", with: person => person with { FamilyName = "Lookalike", DateOfBirth = new(1931, 2, 3) });
        var browser = await app.SignInAsAsync("gp");
        var values = Complete(TestApp.NextNhsNumber());
        (
            values["Person.FamilyName"],
            values["Person.DateOfBirth.Day"],
            values["Person.DateOfBirth.Month"],
            values["Person.DateOfBirth.Year"]
        ) = ("Lookalike", "3", "2", "1931");

        var warned = await browser.SubmitAsync(await browser.PageAsync("/patients/new"), values, expected: 400);
        Assert.Contains("Is it one of these people?", warned.Text, StringComparison.Ordinal);

        await browser.SubmitAsync(warned, new() { ["Start.Different"] = "true" }, expected: 302);
    }

    [Fact]
    public async Task Somebody_under_18_is_warned_of_until_it_is_checked_and_somebody_of_18_is_not()
    {
        var browser = await app.SignInAsAsync("gp");
        var birthday = London.Day(app.Clock.GetUtcNow()).AddYears(-18);

        var warned = await browser.SubmitAsync(await browser.PageAsync("/patients/new"), BornOn(birthday.AddDays(1)), expected: 400);
        Assert.Contains("This person is under 18", Assert.Single(warned.Errors), StringComparison.Ordinal);
        Assert.Contains("Under 18", warned.Text, StringComparison.Ordinal);
        Assert.Equal("Heart failure", warned.ValueOf("Start.Diagnosis"));

        // Another fault does not take the tick back.
        var ticked = new Dictionary<string, string?> { ["Start.Young"] = "true", ["Person.GivenName"] = "" };
        var again = await browser.SubmitAsync(warned, ticked, expected: 400);
        await browser.SubmitAsync(again, new() { ["Person.GivenName"] = "Ivy" }, expected: 302);

        await browser.SubmitAsync(await browser.PageAsync("/patients/new"), BornOn(birthday), expected: 302);
    }

    private static Dictionary<string, string?> BornOn(DateOnly day) =>
        new(Complete(TestApp.NextNhsNumber()))
        {
            ["Person.DateOfBirth.Day"] = $"{day.Day}",
            ["Person.DateOfBirth.Month"] = $"{day.Month}",
            ["Person.DateOfBirth.Year"] = $"{day.Year}",
        };

    internal static Dictionary<string, string?> Complete(string nhsNumber) =>
        new()
        {
            ["Person.NhsNumber"] = nhsNumber,
            ["Person.Title"] = "Mrs",
            ["Person.FamilyName"] = "Invented",
            ["Person.GivenName"] = "Ivy",
            ["Person.DateOfBirth.Day"] = "28",
            ["Person.DateOfBirth.Month"] = "2",
            ["Person.DateOfBirth.Year"] = (1900 + (int.Parse(nhsNumber[5..9]) % 90)).ToString(),
            ["Person.AddressLine1"] = "No fixed abode",
            ["Person.GpPracticeCode"] = "Y90001",
            ["Person.UsualGp"] = "Not known",
            ["Start.Carer"] = "Unknown",
            ["Start.Diagnosis"] = "Heart failure",
            ["ToRecord.Status"] = "Given",
            ["ToShare.Status"] = "Given",
        };
}
