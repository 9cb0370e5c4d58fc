using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EpaccsWeb.DemoData;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>Someone of the load run.</summary>
public sealed record Somebody(Guid Id, string NhsNumber, string FamilyName, string FamilyKey, DateOnly Born);

/// <summary>Somebody who is signed in, and the requests that they send.</summary>
public sealed partial class Product(int port) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private HttpClient? client;

    private Uri Base => new($"http://127.0.0.1:{port}/");

    private HttpClient Client =>
        client ??= new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = Base,
            DefaultRequestHeaders = { { "Origin", Base.ToString().TrimEnd('/') } },
        };

    private string Cookie => cookies.GetCookieHeader(Base);

    public void Dispose() => client?.Dispose();

    public async Task SignInAsync(string account = "gp")
    {
        var page = await Client.GetStringAsync("account/sign-in");
        var fields = Fields(page);
        fields["Form.Email"] = $"{account}@{DemoAccounts.Domain}";
        fields["Form.Passphrase"] = DemoAccounts.Passphrase;
        using var answer = await Client.PostAsync("account/sign-in", new FormUrlEncodedContent(fields));
        if (answer.StatusCode is not HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Signing in answered {(int)answer.StatusCode}.");
        }
    }

    /// <summary>How many bytes a page has, having seen that it is about whom it should be.</summary>
    public async Task<int> BytesAsync(byte[] request, string mustHold)
    {
        var lines = Encoding.UTF8.GetString(request).Split("\r\n\r\n", 2);
        var head = lines[0].Split("\r\n")[0].Split(' ');
        using var message = new HttpRequestMessage(new HttpMethod(head[0]), head[1]);
        if (head[0] == "POST")
        {
            message.Content = new StringContent(lines[1], Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        using var answer = await Client.SendAsync(message);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode && body.Contains(mustHold, StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetByteCount(body)
            : throw new InvalidOperationException($"{head[1]} answered {(int)answer.StatusCode} without what it should show.");
    }

    public byte[] Get(string path) => Bytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {Cookie}\r\n\r\n");

    public byte[] Post(string path, string body, string type = "application/x-www-form-urlencoded") =>
        Bytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {Base.ToString().TrimEnd('/')}\r\nCookie: {Cookie}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
            )
        );

    /// <summary>Half by NHS number, half by surname and date of birth.</summary>
    public async Task<IReadOnlyList<byte[]>> FindAsync(IEnumerable<Somebody> people)
    {
        var fields = Fields(await Client.GetStringAsync("patients"));
        return
        [
            .. people.Select(
                (person, at) =>
                    Post(
                        "/patients",
                        Encode(new(fields) { ["q"] = at % 2 == 0 ? person.NhsNumber : $"{person.FamilyName} {person.Born:dd MM yyyy}" })
                    )
            ),
        ];
    }

    /// <summary>One fresh form of each person, filled in.</summary>
    public async Task<IReadOnlyList<byte[]>> SavesAsync(IReadOnlyList<Somebody> people)
    {
        var made = new byte[people.Count][];
        await Parallel.ForAsync(
            0,
            people.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (at, cancel) =>
            {
                var path = $"/records/{people[at].Id}/plan/about-me";
                var page = await Client.GetStringAsync(path, cancel);
                var fields = Fields(page[page.IndexOf("id=\"section\"", StringComparison.Ordinal)..]);
                fields["Form.MostImportantToMe"] = $"My garden, my dog, and letters from home ({Random.Shared.Next()})";
                made[at] = Post(path, Encode(fields));
            }
        );
        return made;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Encode(Dictionary<string, string> fields) =>
        string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));

    /// <summary>The fields of a page's first form, with what they hold.</summary>
    private static Dictionary<string, string> Fields(string page)
    {
        var end = page.IndexOf("</form>", StringComparison.Ordinal);
        var form = page[..(end < 0 ? page.Length : end)];
        var fields = new Dictionary<string, string>();
        foreach (Match tag in Field().Matches(form))
        {
            if (Name().Match(tag.Value) is { Success: true } name && !tag.Value.Contains("type=\"submit\"", StringComparison.Ordinal))
            {
                fields.TryAdd(name.Groups[1].Value, WebUtility.HtmlDecode(Value().Match(tag.Value).Groups[1].Value));
            }
        }

        return fields;
    }

    [GeneratedRegex("<(?:input|textarea)[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
