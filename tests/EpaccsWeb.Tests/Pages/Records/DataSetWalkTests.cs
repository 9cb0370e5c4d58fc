using AngleSharp.Dom;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>
/// Every field of every section is typed through its real form and read back from the overview, the print and history; and every
/// item of the standards is one of those fields. A new field, section or item without a read-back fails here by itself.
/// </summary>
public sealed class DataSetWalkTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>The field in which each item of SCCI1580 is typed.</summary>
    private static readonly Dictionary<int, string> Fields = new()
    {
        [3] = "review.NextOn",
        [5] = "person.FamilyName",
        [6] = "person.GivenName",
        [7] = "person.PreferredName",
        [8] = "person.DateOfBirth",
        [9] = "person.NhsNumber",
        [10] = "person.NhsNumberStatus",
        [11] = "person.Gender",
        [12] = "person.AddressLine1",
        [13] = "person.Phone",
        [14] = "individual-requirements.Interpreter",
        [15] = "individual-requirements.PreferredSpokenLanguage",
        [16] = "personal-contacts.CarerName",
        [17] = "personal-contacts.CarerPhone",
        [18] = "prognosis.CarerAware",
        [19] = "person.UsualGp",
        [20] = "person.GpPracticeCode",
        [21] = "professional-contacts.KeyWorkerName",
        [22] = "professional-contacts.KeyWorkerPhone",
        [23] = "professional-contacts.Contacts[0].Name",
        [24] = "professional-contacts.Contacts[0].Group",
        [25] = "professional-contacts.Contacts[0].Telephone",
        [26] = "diagnoses.Primary",
        [27] = "diagnoses.Others",
        [28] = "disability.Description",
        [29] = "functional-status.Akps",
        [30] = "allergies.Known[0].CausativeAgent",
        [31] = "anticipatory-medicines.Status",
        [32] = "anticipatory-medicines.Location",
        [33] = "advance-care-planning.Tools",
        [34] = "prognosis.Prognosis",
        [35] = "legal.AdvanceStatement",
        [36] = "preferred-places.Death.First.Place",
        [37] = "preferred-places.Death.First.Name",
        [38] = "preferred-places.Death.First.Address",
        [39] = "preferred-places.Death.First.UsualResidence",
        [40] = "preferred-places.Death.Second.Place",
        [41] = "preferred-places.Death.Second.Name",
        [42] = "preferred-places.Death.Second.Address",
        [43] = "preferred-places.Death.Second.UsualResidence",
        [44] = "resuscitation.Decision",
        [45] = "resuscitation.DecidedOn",
        [46] = "resuscitation.ReviewOn",
        [47] = "resuscitation.FormLocation",
        [48] = "resuscitation.PersonAware",
        [49] = "legal.Adrt",
        [50] = "legal.AdrtLocation",
        [51] = "legal.AttorneyName",
        [52] = "legal.Lpa",
        [53] = "legal.AttorneyPhone",
        [54] = "personal-contacts.Contacts[0].Name",
        [55] = "personal-contacts.Contacts[0].Telephone",
        [56] = "personal-contacts.Contacts[0].Name",
        [57] = "personal-contacts.Contacts[0].Telephone",
        [58] = "beliefs-and-wishes.OtherWishes",
    };

    /// <summary>Items that no section holds: consent, what the system keeps, the death.</summary>
    private static readonly int[] Elsewhere = [1, 2, 4, 59, 60];

    [Fact]
    public void Every_item_is_typed_in_a_section_that_the_catalogue_gives_it_or_is_walked_by_name()
    {
        Assert.Equal(StandardItems.Scci1580.Select(item => item.Number), Fields.Keys.Concat(Elsewhere).Order());
        Assert.All(Fields, item => Assert.Contains(item.Key, SectionCatalogue.Find(item.Value.Split('.')[0])!.Items));
        Assert.Equal(["After death"], StandardItems.Prsb.Where(name => !SectionCatalogue.All.Any(section => section.Prsb.Contains(name))));
    }

    [Fact]
    public async Task All_of_it_is_typed_through_the_forms_and_read_back_from_the_overview_the_print_and_history()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var walked = new Dictionary<SectionDefinition, List<WalkedField>>();
        foreach (var section in SectionCatalogue.All)
        {
            walked[section] = await SaveAsync(gp, patient, section);
        }

        var overview = await gp.PageAsync($"/records/{patient}");
        var print = await gp.PageAsync($"/records/{patient}/print");
        var history = await gp.PageAsync($"/records/{patient}/history");
        var missing = new List<string>();
        foreach (var (section, fields) in walked)
        {
            Assert.NotEmpty(fields);
            var entries = history
                .Document.QuerySelectorAll(".app-timeline__item")
                .Where(item => item.QuerySelector("h2")!.TextContent.StartsWith($"{section.Title}:", StringComparison.Ordinal))
                .ToList();
            foreach (var field in fields)
            {
                missing.AddRange(field.MissingOn("overview", Folded(overview.Document.GetElementById(section.Key)!)));
                missing.AddRange(field.MissingOn("print", Folded(print.Document.QuerySelector($".app-copy #{section.Key}")!)));
                missing.AddRange(field.MissingInHistory(entries));
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
        var typed = walked.Values.SelectMany(fields => fields).Select(field => field.Path).ToHashSet();
        Assert.Empty(Fields.Values.Except(typed));
        await ReadsTheRestAsync(gp, patient, overview, print);
    }

    /// <summary>Consent, the start, the last change, and then the death.</summary>
    private async Task ReadsTheRestAsync(TestBrowser gp, Guid patient, TestPage overview, TestPage print)
    {
        var today = London.Day(app.Clock.GetUtcNow());
        foreach (var page in new[] { overview, print })
        {
            Assert.Contains("Consent given", page.Text, StringComparison.Ordinal);
            Assert.Contains($"Plan started {London.Show(today)}", page.Text, StringComparison.Ordinal);
            Assert.Contains("last changed", page.Text, StringComparison.Ordinal);
        }

        var death = await gp.PageAsync($"/records/{patient}/death");
        await gp.SubmitAsync(
            death,
            new()
            {
                ["Form.DiedOn.Day"] = $"{today.Day}",
                ["Form.DiedOn.Month"] = $"{today.Month}",
                ["Form.DiedOn.Year"] = $"{today.Year}",
                ["Form.Status"] = "Formal",
                ["Form.ActualPlace"] = "Hospice",
                ["Form.Variance"] = "ChangedMind",
            },
            expected: 302
        );
        foreach (var page in new[] { "", "/print", "/death" })
        {
            var text = (await gp.PageAsync($"/records/{patient}{page}")).Text;
            Assert.Contains(London.Show(today), text, StringComparison.Ordinal);
            Assert.Contains("ospice", text, StringComparison.Ordinal);
        }
    }

    private async Task<List<WalkedField>> SaveAsync(TestBrowser gp, Guid patient, SectionDefinition section)
    {
        var address = section.IsPerson ? $"/records/{patient}/person" : $"/records/{patient}/plan/{section.Key}";
        var form = section.IsPerson ? "main form" : "#section";
        var page = await gp.PageAsync(address);
        var fields = WalkedField.Of(page, form, section.Key, London.Day(app.Clock.GetUtcNow()));
        var values = fields.SelectMany(field => field.Sent).ToDictionary();
        var answer = await gp.SubmitAsync(page, values, form: form);
        if (answer.Status == 400 && answer.ValueOf("WarnedBecause") is "")
        {
            answer = await gp.SubmitAsync(answer, new(values) { ["WarnedBecause"] = "Both hold" }, form: form);
        }

        Assert.True(answer.Status == 302, $"{section.Key}: {answer.Status} {string.Join("; ", answer.Errors)}");
        var again = await gp.PageAsync(address);
        Assert.All(values, pair => Assert.Equal($"{pair.Key} {pair.Value}", $"{pair.Key} {again.ValueOf(pair.Key)}"));
        return fields;
    }

    private static string Folded(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
