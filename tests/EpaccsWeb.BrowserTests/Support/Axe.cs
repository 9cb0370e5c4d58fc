using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EpaccsWeb.BrowserTests.Support;

/// <summary>What every page must stand: axe finds nothing on it, and it does not scroll sideways.</summary>
public static class Axe
{
    public const int Phone = 390;

    public const int Desk = 1280;

    private const string OwnOnAPhone = ".app-at-the-door, main [name='q'], .nhsuk-error-summary";

    /// <summary>axe-core as its package brings it. Run in the page itself: the package's own runner opens a window for each result.</summary>
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>The header folds its menu anew in the frames after a change of width.</summary>
    private const string Settled = """
        async (width) => {
            for (let frames = 0; frames < 4 || innerWidth !== width; frames++) await new Promise((next) => setTimeout(next, 20))
        }
        """;

    /// <summary>
    /// Looks at the page as it stands on a phone, then at the same page on a desk. Contrast is four fifths of the cost and colours hardly
    /// depend on the width: on a phone it is looked at where the phone has styles of its own.
    /// </summary>
    public static async Task FindNothingAsync(IPage page, string where)
    {
        await page.EvaluateAsync(Script);
        foreach (var width in new[] { Phone, Desk })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EvaluateAsync(Settled, width);
            var contrast = width == Desk || await page.Locator(OwnOnAPhone).CountAsync() > 0;
            var found = await page.EvaluateAsync<string[]>(
                """
                async (contrast) => (await axe.run(document, {
                    resultTypes: ['violations'], preload: false, rules: { 'color-contrast': { enabled: contrast } }
                })).violations.map(found => `${found.id}: ${found.nodes[0].html}`)
                """,
                contrast
            );
            Assert.True(found.Length == 0, $"{where} at {width}: {string.Join("; ", found)}");
            var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{where} at {width} px scrolls sideways to {wide} px.");
        }

        await page.SetViewportSizeAsync(Phone, 900);
    }
}
