using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>One website and one signed-in GP for the tests of all sections; each test starts a record of its own.</summary>
public sealed class SectionApp : IAsyncLifetime
{
    public TestApp App { get; } = new();

    public TestBrowser Gp { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Gp = await App.SignInAsAsync("gp");
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>Lets the sections' tests share one <see cref="SectionApp"/>.</summary>
[CollectionDefinition(nameof(SectionApp))]
public sealed class SectionTestGroup : ICollectionFixture<SectionApp>;

/// <summary>What every section must do through its real page, whatever it asks.</summary>
[Collection(nameof(SectionApp))]
public abstract class SectionTests(SectionApp shared, string key)
{
    /// <summary>The signed-in GP.</summary>
    protected TestBrowser Gp => shared.Gp;

    /// <summary>Today in London, by the application's clock.</summary>
    protected DateOnly Today => London.Day(shared.App.Clock.GetUtcNow());

    /// <summary>The three boxes of a date.</summary>
    protected static Dictionary<string, string?> Date(string field, DateOnly day) =>
        new()
        {
            [$"Form.{field}.Day"] = $"{day.Day}",
            [$"Form.{field}.Month"] = $"{day.Month}",
            [$"Form.{field}.Year"] = $"{day.Year}",
        };

    /// <summary>What the page's form would send as it stands.</summary>
    protected static IEnumerable<KeyValuePair<string, string>> TestFields(TestPage page) =>
        TestBrowser.FieldsOf((IHtmlFormElement)page.Document.QuerySelector("#section")!, []);

    /// <summary>Fields and others together; the later of two counts.</summary>
    protected static Dictionary<string, string?> With(Dictionary<string, string?> fields, params Dictionary<string, string?>[] more) =>
        fields.Concat(more.SelectMany(one => one)).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);

    /// <summary>A record on which nothing but the person and consent is recorded, or these sections as well.</summary>
    protected Task<Guid> RecordAsync(params ISectionAnswers[] sections) => shared.App.StartRecordAsync(sections: sections);

    /// <summary>A record that was started this long ago, with these sections as they were then.</summary>
    protected async Task<Guid> PastRecordAsync(TimeSpan ago, params ISectionAnswers[] sections)
    {
        shared.App.Clock.Advance(-ago);
        try
        {
            return await RecordAsync(sections);
        }
        finally
        {
            shared.App.Clock.Advance(ago);
        }
    }

    protected Task<TestPage> FormAsync(Guid patient, int expected = 200) => shared.Gp.PageAsync($"/records/{patient}/plan/{key}", expected);

    /// <summary>Saves these fields over what the form shows.</summary>
    protected async Task SubmitAsync(Guid patient, Dictionary<string, string?> fields) =>
        await shared.Gp.SubmitAsync(await FormAsync(patient), fields, expected: 302);

    /// <summary>The section's card on the overview, white space folded.</summary>
    protected async Task<string> CardAsync(Guid patient) => TextOf(await shared.Gp.PageAsync($"/records/{patient}"), key);

    /// <summary>The HTML of the card, for links.</summary>
    protected async Task<string> CardHtmlAsync(Guid patient) =>
        (await shared.Gp.PageAsync($"/records/{patient}")).Document.GetElementById(key)!.InnerHtml;

    /// <summary>Saves the answers as a GP; they show on the overview, come back in the form, and every version is kept.</summary>
    protected async Task<Guid> SavesAsync(Dictionary<string, string?> fields, params string[] shown)
    {
        var patient = await RecordAsync();
        var saved = await shared.Gp.SubmitAsync(await FormAsync(patient), fields, expected: 302);
        Assert.Equal($"/records/{patient}#{key}", saved.Location);

        var card = await CardAsync(patient);
        Assert.All(shown, words => Assert.Contains(words, card, StringComparison.Ordinal));
        Assert.Contains("by Dr Priya Nair", card, StringComparison.Ordinal);

        var again = await FormAsync(patient);
        Assert.All(fields, field => Assert.Equal(field.Value ?? "", again.ValueOf(field.Key) ?? ""));
        await shared.Gp.SubmitAsync(again, [], expected: 302);
        Assert.Equal(2, await VersionsAsync(patient));
        return patient;
    }

    /// <summary>Refuses the answers with the sentence at the field, keeps what was typed and stores nothing.</summary>
    protected async Task RefusesAsync(string field, string sentence, Dictionary<string, string?> fields)
    {
        var patient = await RecordAsync();
        var refused = await shared.Gp.SubmitAsync(await FormAsync(patient), fields, expected: 400);

        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Contains(sentence, refused.Document.GetElementById($"Form_{field}-error")?.TextContent, StringComparison.Ordinal);
        Assert.All(fields, pair => Assert.Equal(pair.Value ?? "", refused.ValueOf(pair.Key) ?? ""));
        Assert.Equal(0, await VersionsAsync(patient));
    }

    /// <summary>The page's refusal of an answer that it does not offer, for a record on which nothing was stored.</summary>
    protected async Task<TestPage> PostAsync(Dictionary<string, string?> fields)
    {
        var patient = await RecordAsync();
        var refused = await shared.Gp.SubmitAsync(await FormAsync(patient), fields, expected: 400);
        Assert.Equal(0, await VersionsAsync(patient));
        return refused;
    }

    /// <summary>What the overview says before anything is recorded.</summary>
    protected async Task SaysAbsentAsync(string words) =>
        Assert.Contains(words, await CardAsync(await RecordAsync()), StringComparison.Ordinal);

    /// <summary>The overview of a restricted person as an out-of-hours doctor caring for them now sees it: the card's text, or nothing.</summary>
    protected async Task<string> CardOutsideTheTeamAsync(ISectionAnswers answers)
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { Restricted = true }, sections: answers);
        await using (var scope = shared.App.Services.CreateAsyncScope())
        {
            var doctor = await shared.App.ActorAsync("ooh");
            Assert.True(await scope.ServiceProvider.GetRequiredService<EmergencyAccess>().CareNowAsync(patient, doctor, default));
        }

        var browser = await shared.App.SignInAsAsync("ooh");
        return TextOf(await browser.PageAsync($"/records/{patient}"), key);
    }

    /// <summary>A resident of The Limes with these sections recorded, and the home's staff signed in.</summary>
    protected async Task<(Guid Patient, TestBrowser Staff)> ResidentAsync(params ISectionAnswers[] sections) =>
        (
            await shared.App.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" }, sections: sections),
            await shared.App.SignInAsAsync("carehome")
        );

    private Task<long> VersionsAsync(Guid patient) =>
        shared.App.Database.ValueAsync<long>("select count(*) from section_versions where patient_id = $1 and section = $2", patient, key);

    private static string TextOf(TestPage page, string id) =>
        string.Join(
            ' ',
            (page.Document.GetElementById(id)?.GetDescendants().OfType<IText>() ?? []).SelectMany(text =>
                text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            )
        );
}
