using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using ZXing;
using ZXing.Common;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>The code on a printed card, read as a telephone reads it: from the picture, not from the page's source.</summary>
[Collection(JourneyCollection.Name)]
public sealed class PaperTwinTests(Chromium chromium)
{
    /// <summary>Gives the grey of each dot of a picture, row by row, after its width and height.</summary>
    private const string Greys = """
        async picture => {
          const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const pen = canvas.getContext('2d');
          pen.drawImage(bitmap, 0, 0);
          const dots = pen.getImageData(0, 0, bitmap.width, bitmap.height).data;
          const greys = [];
          for (let at = 0; at < dots.length; at += 4) greys.push((dots[at] + dots[at + 1] + dots[at + 2]) / 3 | 0);
          return [bitmap.width, bitmap.height, ...greys];
        }
        """;

    [Fact]
    public async Task The_printed_card_carries_a_code_that_a_telephone_reads_and_that_is_current()
    {
        var patient = await chromium.App.StartRecordAsync(with: person => person with { FamilyName = "Papertwin" });
        var page = await chromium.SignInAsAsync("gp");
        await page.GotoAsync($"/records/{patient}/urgent");
        await page.GetByRole(AriaRole.Link, new() { Name = "Print this card" }).ClickAsync();
        await Expect(page.Locator("article h1")).ToHaveTextAsync("Urgent card");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        // Paper is finer than a screen: at one dot for each of the page's, some codes cannot be made out.
        await page.EvaluateAsync("document.documentElement.style.zoom = 2");
        var picture = await page.ScreenshotAsync(new() { FullPage = true });

        var address = await ReadAsync(page, picture);

        Assert.DoesNotContain(patient.ToString(), address, StringComparison.OrdinalIgnoreCase);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(address);
        await Expect(page.Locator("main")).ToContainTextAsync("Genuine and current");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_stands_closed_on_the_card_is_on_the_sheet_when_the_browser_prints_it()
    {
        var patient = await chromium.App.PersonAsync("999 000 0018");
        var page = await chromium.SignInAsAsync("gp");
        await page.GotoAsync($"/records/{patient}/urgent");
        var medicines = page.Locator("#medicines details .nhsuk-details__text");
        await Expect(medicines).ToBeHiddenAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(medicines).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private static async Task<string> ReadAsync(IPage page, byte[] picture)
    {
        var dots = await page.EvaluateAsync<int[]>(Greys, Convert.ToBase64String(picture));
        var greys = dots[2..].Select(grey => (byte)grey).ToArray();
        var read = new BarcodeReaderGeneric
        {
            Options = new DecodingOptions { TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] },
        }.Decode(new RGBLuminanceSource(greys, dots[0], dots[1], RGBLuminanceSource.BitmapFormat.Gray8));
        Assert.NotNull(read);
        return read.Text;
    }
}
