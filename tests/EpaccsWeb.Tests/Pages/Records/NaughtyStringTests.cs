using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Whatever is typed is shown byte for byte, or refused with a sentence at its field. Never changed, never cut, never 500.</summary>
public sealed class NaughtyStringTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>The sections with the most text fields: one line and several, decisions and contacts.</summary>
    private static readonly string[] Wordy = ["about-me", "personal-contacts", "treatment-escalation"];

    /// <summary>JSON strings, one a line; half characters and all, which a JSON reader would refuse.</summary>
    private static readonly string[] Corpus =
    [
        .. File.ReadLines(Path.Combine(Here(), "Data", "naughty-strings.txt")).Select(line => Regex.Unescape(line[1..^1])),
    ];

    public static TheoryData<string> FirstWords =>
        [.. new[] { "👩‍👩", "<script>", "  two blanks", "one\r\ntwo", "\\u0041" }.Select(start => start)];

    [Fact]
    public async Task Every_text_of_the_corpus_comes_back_as_typed_or_is_refused_where_it_stands()
    {
        Assert.InRange(Corpus.Length, 80, 200);
        var (taken, refused) = (0, new HashSet<string>());
        foreach (var text in Corpus)
        {
            foreach (var form in await RoundTripAsync(text, Wordy))
            {
                taken += form.Taken.Count;
                refused.UnionWith(form.Refused.Values);
            }
        }

        Assert.True(taken > Corpus.Length * 10, $"{taken} fields took a text");
        foreach (var why in new[] { "cannot be shown", "reading direction", "characters or fewer", "cannot be seen" })
        {
            Assert.Contains(refused, sentence => sentence.Contains(why, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(FirstWords))]
    public async Task Every_section_takes_it_or_says_why_not(string start) =>
        await RoundTripAsync(
            Corpus.First(text => text.StartsWith(start, StringComparison.Ordinal)),
            [.. SectionCatalogue.Plan.Where(section => section.Key != "documents").Select(section => section.Key)]
        );

    /// <summary>Types a text into every text field of the sections and looks for it on the form, on the overview and in history.</summary>
    private async Task<List<NaughtyForm>> RoundTripAsync(string text, string[] keys)
    {
        var gp = await Gp();
        var patient = await app.StartRecordAsync();
        var forms = new List<NaughtyForm>();
        foreach (var key in keys)
        {
            var address = $"/records/{patient}/plan/{key}";
            var form = new NaughtyForm(gp, address, London.Day(app.Clock.GetUtcNow()));
            await form.SaveAsync(text);
            forms.Add(form);
            var shown = await gp.PageAsync(address);
            foreach (var (name, sent) in form.Taken)
            {
                // Blanks alone say nothing: such an answer is "Not recorded".
                var expected = string.IsNullOrWhiteSpace(sent) ? "" : NaughtyForm.Lines(sent);
                Assert.True(expected == NaughtyForm.Lines(shown.ValueOf(name)), $"{key} {name}: {shown.ValueOf(name)}");
            }
        }

        var overview = await gp.PageAsync($"/records/{patient}");
        var history = await gp.PageAsync($"/records/{patient}/history");
        foreach (var (key, form) in keys.Zip(forms))
        {
            var title = SectionCatalogue.Find(key)!.Title;
            var entry = history
                .Document.QuerySelectorAll(".app-timeline__item")
                .First(item => item.QuerySelector("h2")!.TextContent.StartsWith(title, StringComparison.Ordinal));
            Holds(overview.Document.GetElementById(key)!.TextContent, form, $"{key} on the overview");
            Holds(entry.TextContent, form, $"{key} in history");
        }

        return forms;
    }

    /// <summary>Every text that was taken is there, as often as it was taken.</summary>
    private static void Holds(string shown, NaughtyForm form, string where)
    {
        // The key safe stands on its form alone: it is shown when it is asked for.
        foreach (
            var same in form
                .Taken.Where(field => field.Key != "Form.KeySafe")
                .Select(field => field.Value)
                .Where(sent => !string.IsNullOrWhiteSpace(sent))
                .GroupBy(NaughtyForm.Lines)
        )
        {
            var times = NaughtyForm.Lines(shown).Split(same.Key, StringSplitOptions.None).Length - 1;
            Assert.True(times >= same.Count(), $"{where}: {times} of {same.Count()} times “{same.Key}”");
        }
    }

    private TestBrowser? signedIn;

    private async Task<TestBrowser> Gp() => signedIn ??= await app.SignInAsAsync("gp");

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
