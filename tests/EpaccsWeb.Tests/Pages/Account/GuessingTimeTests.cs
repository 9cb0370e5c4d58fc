using System.Diagnostics;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>How long an answer takes tells nothing about who is known; measured at the product's own cost of a passphrase.</summary>
public sealed class GuessingTimeTests : IAsyncLifetime
{
    private readonly TestApp app = new() { CostlyPassphrases = true };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Known_unknown_and_disabled_names_take_as_long_and_answer_alike()
    {
        await app.Database.RunAsync("update users set enabled = false where email like 'carehome@%'");
        string[] names = ["hospice@demo.epaccs.example", "nobody-here@demo.epaccs.example", "carehome@demo.epaccs.example"];
        var browser = app.Browser();
        var page = await browser.PageAsync("/account/sign-in");
        var token = page.ValueOf("__RequestVerificationToken")!;
        // On a busy machine one run may be unlucky; a real difference is there in every run.
        var spread = double.MaxValue;
        for (var run = 0; run < 3 && spread >= 0.05; run++)
        {
            spread = await SpreadAsync(browser, names, token);
        }

        Assert.True(spread < 0.05, $"medians differ by {spread:P1}");
    }

    /// <summary>By how much the medians of 300 interleaved tries differ; each is taken relative to its neighbours in time.</summary>
    private async Task<double> SpreadAsync(TestBrowser browser, string[] names, string token)
    {
        var took = names.ToDictionary(name => name, _ => new List<double>());
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 100; round++)
        {
            // Nine tries for each name, then a new quarter of an hour.
            if (round % 9 == 0)
            {
                app.Clock.Advance(TimeSpan.FromMinutes(16));
            }

            var now = new Dictionary<string, double>(StringComparer.Ordinal);
            for (var at = 0; at < names.Length; at++)
            {
                var name = names[(at + round) % names.Length];
                var started = Stopwatch.GetTimestamp();
                var answer = await browser.PostAsync(
                    "/account/sign-in",
                    [new("Form.Email", name), new("Form.Passphrase", "not-the-passphrase-1"), new("__RequestVerificationToken", token)],
                    expected: 400
                );
                now[name] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                shapes.Add(answer.Text);
                Assert.Equal(name, answer.ValueOf("Form.Email"));
            }

            foreach (var (name, milliseconds) in now)
            {
                took[name].Add(milliseconds / now.Values.Average());
            }
        }

        Assert.Single(shapes);
        var medians = took.Values.Select(Median).ToList();
        return (medians.Max() / medians.Min()) - 1;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
