using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>A form that no handler of a page takes is not found, and shows nothing of the page.</summary>
public sealed class OnlyKnownFormsTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Token = "__RequestVerificationToken";

    [Fact]
    public async Task Of_every_page_that_takes_no_form_without_a_name()
    {
        var asha = await app.PersonAsync("999 000 0018");
        var gp = await app.SignInAsAsync("gp");
        var token = (await gp.PageAsync("/patients")).ValueOf(Token)!;
        var asked = 0;
        foreach (var address in await WithoutSuchFormAsync(asha))
        {
            var shown = (await gp.LookAsync(address)).Status;
            foreach (var to in new[] { address, $"{address}?handler=NoSuch" })
            {
                var answer = await gp.PostAsync(to, [new(Token, token)]);
                // Who reads a record may be refused any form of it before.
                Assert.True(answer.Status is 403 or 404 || (shown is not 200 && answer.Status is 302), $"{to} answered {answer.Status}");
                Assert.DoesNotContain("PATEL", answer.Html, StringComparison.OrdinalIgnoreCase);
            }

            asked++;
        }

        Assert.True(asked > 20, $"only {asked} pages");
    }

    [Fact]
    public async Task Of_a_meeting_and_of_an_account()
    {
        var gp = await app.SignInAsAsync("gp");
        var begun = await gp.SubmitAsync(
            await gp.PageAsync("/meetings"),
            new() { ["Form.Attendees"] = "The team" },
            expected: 302,
            form: "#start"
        );
        var token = (await gp.PageAsync("/patients")).ValueOf(Token)!;
        await gp.PostAsync(begun.Location!, [new(Token, token)], expected: 404);

        var sysadmin = await app.SignInAsAsync("sysadmin");
        var user = await app.Database.ValueAsync<Guid>("select id from users where email = 'gp@demo.epaccs.example'");
        token = (await sysadmin.PageAsync("/admin/users")).ValueOf(Token)!;
        await sysadmin.PostAsync($"/admin/users/{user}", [new(Token, token)], expected: 404);
        await sysadmin.PostAsync($"/admin/users/{user}?handler=NoSuch", [new(Token, token)], expected: 404);
    }

    private async Task<List<string>> WithoutSuchFormAsync(Guid patient)
    {
        var loader = app.Services.GetRequiredService<PageLoader>();
        var found = new List<string>();
        foreach (
            var endpoint in app
                .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
        )
        {
            var route = endpoint.RoutePattern.RawText!.TrimStart('/');
            var address = "/" + route.Replace("{patientId:guid}", patient.ToString(), StringComparison.Ordinal);
            if (
                endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } described
                && !address.Contains('{', StringComparison.Ordinal)
                && (await loader.LoadAsync(described, EndpointMetadataCollection.Empty)).HandlerMethods.All(handler =>
                    handler.HttpMethod != "Post" || !string.IsNullOrEmpty(handler.Name)
                )
            )
            {
                found.Add(address);
            }
        }

        return [.. found.Distinct()];
    }
}
