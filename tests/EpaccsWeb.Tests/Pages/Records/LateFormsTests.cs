using EpaccsWeb.Access;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Several forms that are sent after the session has ended: none replaces another without a word.</summary>
public sealed class LateFormsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_last_five_forms_come_back_each_on_its_page_and_once()
    {
        var (gp, forms) = await OpenAsync(6);
        await LaterAsync(async () =>
        {
            foreach (var (form, number) in forms.Select((form, number) => (form, number)))
            {
                await gp.SubmitAsync(form, new() { ["Form.Text"] = $"Typed {number}" }, 302, "#note");
            }

            Assert.Equal(5L, await KeptAsync());
            await TestApp.SignInAsync(gp, "gp");
            Assert.Empty((await gp.PageAsync(forms[0].Address)).ValueOf("Form.Text") ?? "");
            for (var number = 1; number < forms.Count; number++)
            {
                var back = await gp.PageAsync(forms[number].Address);
                Assert.Equal($"Typed {number}", back.ValueOf("Form.Text"));
                Assert.Contains("What you typed is back", back.Text, StringComparison.Ordinal);
            }

            Assert.Empty((await gp.PageAsync(forms[1].Address)).ValueOf("Form.Text") ?? "");
            Assert.Equal(0L, await KeptAsync());
        });
    }

    [Fact]
    public async Task Forms_that_come_at_once_are_all_taken_and_one_page_has_one()
    {
        var (gp, forms) = await OpenAsync(2);
        await LaterAsync(async () =>
        {
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 16)
                    .Select(number => gp.SubmitAsync(forms[number % 2], new() { ["Form.Text"] = $"Typed {number % 2}" }, form: "#note"))
            );

            Assert.All(answers, answer => Assert.Equal(302, answer.Status));
            Assert.Equal(2L, await KeptAsync());
            await TestApp.SignInAsync(gp, "gp");
            Assert.Equal("Typed 0", (await gp.PageAsync(forms[0].Address)).ValueOf("Form.Text"));
            Assert.Equal("Typed 1", (await gp.PageAsync(forms[1].Address)).ValueOf("Form.Text"));
        });
    }

    [Fact]
    public async Task What_nobody_can_open_any_more_is_removed()
    {
        var (gp, forms) = await OpenAsync(1);
        await LaterAsync(async () =>
        {
            await gp.SubmitAsync(forms[0], new() { ["Form.Text"] = "Typed too late" }, 302, "#note");
            var expiry = app.Services.GetRequiredService<SealedFileExpiry>();
            await expiry.ExpireAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1L, await KeptAsync());

            app.Clock.Advance(TimeSpan.FromMinutes(31));
            await expiry.ExpireAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0L, await KeptAsync());
        });
    }

    private async Task<(TestBrowser Gp, List<TestPage> Forms)> OpenAsync(int people)
    {
        var gp = await app.SignInAsAsync("gp");
        var forms = new List<TestPage>();
        for (var person = 0; person < people; person++)
        {
            forms.Add(await gp.PageAsync($"/records/{await app.StartRecordAsync()}/notes"));
        }

        return (gp, forms);
    }

    /// <summary>Does it when the session is over, and sets the clock back.</summary>
    private async Task LaterAsync(Func<Task> work)
    {
        var was = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        try
        {
            await work();
        }
        finally
        {
            app.Clock.Advance(was - app.Clock.GetUtcNow());
        }
    }

    private Task<long> KeptAsync() => app.Database.ValueAsync<long>("select count(*) from user_tokens where name like 'kept-form%'");
}
