using System.IO.Compression;
using System.Text;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The urgent card: ten blocks in the order they are needed, absence in words, small enough for a bad line.</summary>
public sealed class UrgentCardTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Asha = "999 000 0018";

    [Fact]
    public async Task The_ten_blocks_stand_in_their_order_with_age_and_author()
    {
        var card = await CardAsync("gp", await app.PersonAsync(Asha));

        Assert.Equal(
            [
                "alerts",
                "resuscitation",
                "treatment-escalation",
                "legal",
                "illness",
                "medicines",
                "preferred-places",
                "access",
                "ring",
                "notes",
            ],
            card.Document.QuerySelectorAll("main .app-door__block").Select(block => block.Id)
        );
        Assert.Contains(
            "Not for CPR",
            card.Document.QuerySelector("#resuscitation .app-door__answer")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Endorsed by General practitioner, Riverside Surgery", card.Text, StringComparison.Ordinal);
        Assert.Contains("kitchen cupboard", card.Text, StringComparison.Ordinal);
        Assert.NotEmpty(card.Document.QuerySelectorAll("#ring a[href^='tel:']"));
        Assert.Contains("Second choice: Hospice", card.Text, StringComparison.Ordinal);
        Assert.Matches(@"Recorded (today|yesterday|\d+ (days|weeks|months) ago) by ", card.Text);
    }

    [Fact]
    public async Task What_is_absent_is_said_and_is_never_no()
    {
        var card = await CardAsync("gp", await app.StartRecordAsync());

        foreach (
            var words in new[]
            {
                "No alert recorded.",
                "CPR decision not recorded. This is not the same as “for CPR”.",
                "Ceiling of treatment not recorded. This is not the same as “full treatment”.",
                "Advance decisions and attorneys not recorded.",
                "Diagnosis not recorded",
                "Expected emergencies not recorded.",
                "Devices not recorded.",
                "Allergies not recorded",
                "Anticipatory medicines not recorded.",
                "To die: not recorded",
                "Access to home not recorded.",
                "Interpreter: not recorded",
                "Key worker: not recorded",
                "No notes recorded.",
            }
        )
        {
            Assert.Contains(words, card.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unendorsed_decision_says_so_and_the_card_is_small_and_needs_no_script()
    {
        var cpr = (await CardAsync("gp", await app.PersonAsync("999 000 0085"))).Document.QuerySelector("#resuscitation")!;
        Assert.Contains(
            "Recorded by Community nurse, Valley Community Nursing, awaiting endorsement: check the form",
            cpr.QuerySelectorAll(".nhsuk-tag").Select(tag => tag.TextContent.Trim())
        );
        Assert.Equal(2, cpr.TextContent.Split("Recorded by").Length);
        Assert.Equal(2, cpr.TextContent.Split("ndorse").Length);

        var fullest = await CardAsync("gp", await app.PersonAsync(Asha));
        var bytes = Encoding.UTF8.GetBytes(fullest.Html);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(bytes, TestContext.Current.CancellationToken);
        }

        Assert.True(bytes.Length < 60_000, $"{bytes.Length} bytes");
        Assert.True(packed.Length < 20_000, $"{packed.Length} bytes compressed");
        Assert.Empty(fullest.Document.QuerySelectorAll("main button:not([type=submit]):not(form button), main [hidden]"));
    }

    [Fact]
    public async Task The_medicines_stand_closed_on_the_screen_and_open_on_paper_where_nothing_can_be_opened()
    {
        var asha = await app.PersonAsync(Asha);
        var screen = await CardAsync("gp", asha);
        var paper = await (await app.SignInAsAsync("gp")).PageAsync($"/records/{asha}/print?for=door");

        Assert.False(screen.Document.QuerySelector("#medicines details")!.HasAttribute("open"));
        var medicines = paper.Document.QuerySelector(".app-copy #medicines details")!;
        Assert.True(medicines.HasAttribute("open"));
        Assert.Contains("Morphine sulfate modified-release", medicines.TextContent, StringComparison.Ordinal);
        Assert.All(paper.Document.QuerySelectorAll(".app-copy details"), part => Assert.True(part.HasAttribute("open")));
    }

    private async Task<TestPage> CardAsync(string account, Guid patient) =>
        await (await app.SignInAsAsync(account)).PageAsync($"/records/{patient}/urgent");
}
