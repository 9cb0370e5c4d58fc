using System.Net.Http.Headers;
using EpaccsWeb.Pages;
using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>A form longer than any of ours is told so and is not kept in memory; before sign-in that is soon.</summary>
public sealed class FormSizeTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Encoded = "application/x-www-form-urlencoded";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/sign-in", Encoded)]
    [InlineData("/account/forgotten", Encoded)]
    [InlineData("/error/500", Encoded)]
    [InlineData("/nothing-here", Encoded)]
    [InlineData("/account/sign-in", "multipart/form-data; boundary=x")]
    public async Task A_stranger_sends_no_more_than_a_name_and_a_passphrase(string address, string type)
    {
        var answer = await SendAsync(app.Browser().Http, address, new byte[100 * 1024], type);

        Assert.Equal(413, answer.Status);
        Assert.Contains("That is too large", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_signed_in_sends_any_form_of_ours_and_no_longer_one()
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync("/patients");

        var taken = await gp.PostAsync(
            "/patients",
            [
                new("__RequestVerificationToken", page.ValueOf("__RequestVerificationToken")!),
                new("q", "999 000 0018"),
                new("one", new string('a', 1_900_000)),
                new("two", new string('b', 1_900_000)),
            ],
            expected: 200
        );
        Assert.Contains("PATEL", taken.Text, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(413, (await SendAsync(gp.Http, "/patients", new byte[5 * 1024 * 1024], Encoded)).Status);
    }

    /// <summary>Over a real server, which does not know before how much comes.</summary>
    [Fact]
    public async Task A_form_without_a_length_is_read_no_further()
    {
        await using var listening = new TestApp();
        await listening.InitializeAsync();
        listening.Listen();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/account/sign-in", UriKind.Relative))
        {
            Content = new ByteArrayContent(new byte[100 * 1024]),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Encoded);
        request.Headers.TransferEncodingChunked = true;
        using var http = listening.Browser().Http;

        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(413, (int)answer.StatusCode);
        Assert.Contains("That is too large", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCodes.Status400BadRequest)]
    [InlineData(StatusCodes.Status408RequestTimeout)]
    [InlineData(StatusCodes.Status413PayloadTooLarge)]
    public void What_could_not_be_received_is_answered_as_what_it_is(int status) =>
        Assert.Equal(status, ErrorModel.StatusOf(new BadHttpRequestException("not received", status)));

    private static async Task<TestPage> SendAsync(HttpClient http, string address, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await http.PostAsync(new Uri(address, UriKind.Relative), content, Cancel);
        return await TestBrowser.ReadAsync(address, answer, expected: null);
    }
}
