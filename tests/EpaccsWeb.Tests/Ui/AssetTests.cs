namespace EpaccsWeb.Tests.Ui;

/// <summary>The files that the build makes for browsers.</summary>
public sealed class AssetTests
{
    [Fact]
    public void The_style_sheet_fetches_nothing_from_elsewhere_and_every_image_it_names_is_there()
    {
        var css = File.ReadAllText(Asset("app.css"));
        Assert.DoesNotContain("//", css, StringComparison.Ordinal);
        Assert.DoesNotContain("@font-face", css, StringComparison.Ordinal);
        Assert.Contains("html{font-family:arial,sans-serif}", css, StringComparison.Ordinal);
        var images = System.Text.RegularExpressions.Regex.Matches(css, "url\\(\"/assets/([^\"]+)\"\\)");
        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.True(File.Exists(Asset(image.Groups[1].Value)), image.Value));
    }

    [Fact]
    public void The_script_imports_a_file_that_is_there()
    {
        Assert.Contains("'./nhsuk-frontend.min.js'", File.ReadAllText(Asset("app.js")), StringComparison.Ordinal);
        Assert.Contains("initAll", File.ReadAllText(Asset("nhsuk-frontend.min.js")), StringComparison.Ordinal);
    }

    private static string Asset(string name) => Path.Combine(Fixtures.Project(), "wwwroot", "assets", name);
}
