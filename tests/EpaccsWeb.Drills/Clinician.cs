using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using EpaccsWeb.DemoData;

namespace EpaccsWeb.Drills;

/// <summary>A signed-in client that saves and reads by HTTP alone, as a browser does, and writes down what it saw.</summary>
internal sealed partial class Clinician : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client;
    private readonly History history;
    private readonly int number;
    private readonly Uri address;
    private int saves;

    public Clinician(Uri address, string user, int number, History history)
    {
        (this.address, User, this.number, this.history) = (address, user, number, history);
        client = new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(20),
            DefaultRequestHeaders = { { "Origin", address.ToString().TrimEnd('/') } },
        };
    }

    public string User { get; }

    public string Cookie => cookies.GetCookieHeader(address);

    public void Dispose() => client.Dispose();

    public async Task SignInAsync(CancellationToken cancel = default)
    {
        var attempt = 0;
        while (true)
        {
            try
            {
                var fields = Fields(await client.GetStringAsync("account/sign-in", cancel));
                fields["Form.Email"] = $"{User}@{DemoAccounts.Domain}";
                fields["Form.Passphrase"] = DemoAccounts.Passphrase;
                using var answer = await client.PostAsync("account/sign-in", new FormUrlEncodedContent(fields), cancel);
                if (answer.StatusCode is HttpStatusCode.Redirect)
                {
                    return;
                }
            }
            catch (Exception down) when (down is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
            {
                // Tried again below.
            }

            if (++attempt == 100)
            {
                throw new InvalidOperationException($"{User} cannot sign in.");
            }

            await Task.Delay(100, cancel);
        }
    }

    /// <summary>Goes on at another node, with the session of this one.</summary>
    public Clinician At(Uri node)
    {
        var there = new Clinician(node, User, number + 1, history);
        there.cookies.Add(node, cookies.GetCookies(address));
        return there;
    }

    /// <summary>Reads who changed what, and when.</summary>
    public Task<Answer> HistoryAsync(Person person) => SendAsync("read", HttpMethod.Get, $"records/{person.Id}/history", person);

    /// <summary>Reads the whole record.</summary>
    public Task<Answer> ReadAsync(Person person) => SendAsync("read", HttpMethod.Get, $"records/{person.Id}", person);

    /// <summary>Tries a record that is not this user's: to read it, and to save into it a form that was filled in for one's own.</summary>
    public async Task<Answer> TryAsync(Person person, Person own)
    {
        var answer = await SendAsync("try", HttpMethod.Get, $"records/{person.Id}", person);
        return await FillAsync(own) is { } form ? await SendAsync("try", HttpMethod.Post, Section(person), person, form) : answer;
    }

    /// <summary>
    /// Fills in one section and sends it; while the answer does not come the same form is sent again, as people do.
    /// </summary>
    public async Task<Outcome> SaveAsync(Person person, CancellationToken stop)
    {
        if (await FillAsync(person) is not { } form)
        {
            return Outcome.Unknown;
        }

        var attempt = 0;
        while (true)
        {
            var answer = await SendAsync("save", HttpMethod.Post, Section(person), person, form);
            if (answer.Outcome is not Outcome.Unknown || ++attempt == 40 || (stop.IsCancellationRequested && attempt > 2))
            {
                return answer.Outcome;
            }

            await Task.Delay(250, CancellationToken.None);
        }
    }

    /// <summary>Fills in one section and sends it once; answers with the word that was typed, too.</summary>
    public async Task<(Answer Answer, string Word)> SaveOnceAsync(Person person)
    {
        var form = await FillAsync(person) ?? throw new InvalidOperationException("The form is not shown.");
        return (await SendAsync("save", HttpMethod.Post, Section(person), person, form), form.Sent);
    }

    /// <summary>Opens, in an emergency, the record of somebody who is not this user's.</summary>
    public async Task<Answer> BreakGlassAsync(Person person)
    {
        var page = (await SendAsync("ways", HttpMethod.Get, $"emergency/{person.Id}", person)).Body;
        var fields = Fields(page[page.IndexOf("id=\"break-glass\"", StringComparison.Ordinal)..]);
        fields["Form.Reason"] = "Emergency";
        await SendAsync("press", HttpMethod.Post, $"emergency/{person.Id}?handler=BreakGlass", person, new("", Guid.Empty, 0, fields));
        return await ReadAsync(person);
    }

    private static string Section(Person person) => $"records/{person.Id}/plan/about-me";

    private async Task<Form?> FillAsync(Person person)
    {
        var page = await SendAsync("form", HttpMethod.Get, Section(person), person);
        var at = page.Body.IndexOf("id=\"section\"", StringComparison.Ordinal);
        if (page.Outcome is not Outcome.Ok || at < 0)
        {
            return null;
        }

        var fields = Fields(page.Body[at..]);
        var word = $"cnry-{person.Number}-{(history.Number * 1000) + number}-{++saves}";
        fields["Form.MostImportantToMe"] = $"My garden and my dog ({word})";
        return new(word, Guid.Parse(fields["SubmitToken"]), int.Parse(fields["BasedOn"], CultureInfo.InvariantCulture), fields);
    }

    private async Task<Answer> SendAsync(string kind, HttpMethod method, string path, Person person, Form? form = null)
    {
        using var message = new HttpRequestMessage(method, path);
        message.Content = form is null ? null : new FormUrlEncodedContent(form.Filled);
        var start = Stopwatch.GetTimestamp();
        var (status, body, request, outcome) = (0, string.Empty, (string?)null, Outcome.Unknown);
        try
        {
            using var answer = await client.SendAsync(message);
            status = (int)answer.StatusCode;
            request = answer.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.First() : null;
            body = await answer.Content.ReadAsStringAsync();
            outcome = Judge(kind, status, answer.Headers.Location?.OriginalString);
        }
        catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException or IOException)
        {
            // Nothing is known of it.
        }

        var seen = Word().Matches(body).Select(match => match.Value).ToHashSet();
        if (status == 503 && form is not null)
        {
            // What somebody typed a moment ago is given back to them; of the record nothing is shown.
            seen.Remove(form.Sent);
        }

        history.All.Enqueue(
            new(
                kind,
                User,
                person,
                form?.Sent,
                form?.Token ?? Guid.Empty,
                form?.BasedOn ?? 0,
                request,
                start,
                Stopwatch.GetTimestamp(),
                status,
                outcome,
                seen
            )
        );
        if (status >= 500 && (body.Contains("   at ", StringComparison.Ordinal) || body.Contains("Npgsql", StringComparison.Ordinal)))
        {
            history.Leaks.Enqueue($"{status} of {kind} shows how the program works inside");
        }

        if (status == 302 && outcome is Outcome.Fail)
        {
            history.SignedOut();
            await SignInAsync();
        }

        return new(outcome, status, body);
    }

    private static Outcome Judge(string kind, int status, string? location) =>
        status switch
        {
            0 or >= 500 => Outcome.Unknown,
            // A page that is asked for again shows nothing by itself.
            302 when kind == "read" && location?.StartsWith("/records/", StringComparison.Ordinal) is true => Outcome.Unknown,
            302 => location?.Contains("/records/", StringComparison.Ordinal) is true
            && !location.Contains("sign-in", StringComparison.Ordinal)
                ? Outcome.Ok
                : Outcome.Fail,
            200 when kind != "save" => Outcome.Ok,
            _ => Outcome.Fail,
        };

    /// <summary>The fields of a page's first form, with what they hold.</summary>
    private static Dictionary<string, string> Fields(string page)
    {
        var end = page.IndexOf("</form>", StringComparison.Ordinal);
        var fields = new Dictionary<string, string>();
        foreach (Match tag in Field().Matches(page[..(end < 0 ? page.Length : end)]))
        {
            if (Name().Match(tag.Value) is { Success: true } name && !tag.Value.Contains("type=\"submit\"", StringComparison.Ordinal))
            {
                fields.TryAdd(name.Groups[1].Value, WebUtility.HtmlDecode(Value().Match(tag.Value).Groups[1].Value));
            }
        }

        return fields;
    }

    [GeneratedRegex(@"cnry-\d+-\d+-\d+")]
    private static partial Regex Word();

    [GeneratedRegex("<(?:input|textarea)[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    private sealed record Form(string Sent, Guid Token, int BasedOn, Dictionary<string, string> Filled);
}

/// <summary>What came back.</summary>
internal sealed record Answer(Outcome Outcome, int Status, string Body);
