using System.Collections.Concurrent;
using System.Diagnostics;
using EpaccsWeb.DemoData;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Access;

/// <summary>Thousands of requests while consent is withdrawn, relationships end and an account is disabled: what is over is over.</summary>
public sealed class ChangesWhileAskedTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Requests = 5000;
    private const int Least = 300;
    private const int People = 12;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly string[] Readers = ["hospice", "nurse", "carehome", "socialcare"];

    [Fact]
    public async Task No_answer_that_starts_after_a_change_tells_what_the_change_hides()
    {
        var people = new List<Guid>();
        for (var person = 0; person < People; person++)
        {
            var name = Token(person);
            var patient = await app.StartRecordAsync(with: details => details with { FamilyName = name });
            await app.RelateAsync(patient, "hospice", "team");
            await app.RelateAsync(patient, "nurse", "team");
            await app.RelateAsync(patient, "carehome", "residence");
            await app.RelateAsync(patient, "socialcare", "referral");
            people.Add(patient);
        }

        var browsers = new Dictionary<string, TestBrowser>();
        foreach (var reader in Readers)
        {
            browsers[reader] = await app.SignInAsAsync(reader);
        }

        var hidden = new ConcurrentDictionary<(string Reader, int Person), long>();
        var wrong = new ConcurrentBag<string>();
        var (told, asked) = (0, 0);
        var watch = Stopwatch.StartNew();
        using var over = new CancellationTokenSource(Longest);
        var changing = ChangeAsync(people, hidden, () => (double)asked / Requests, over.Token);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, _) =>
            {
                if (over.IsCancellationRequested && changing.IsCompleted && asked >= Least)
                {
                    return;
                }

                var reader = Readers[number % Readers.Length];
                var person = number / Readers.Length % People;
                var address = number % 9 == 0 ? "/" : $"/records/{people[person]}{(number % 2 == 0 ? "" : "/urgent")}";
                var started = Stopwatch.GetTimestamp();
                var page = await browsers[reader].LookAsync(address);
                var html = page.Html;
                if (page.Status >= 500)
                {
                    // A way in that ends while its page is made is a refusal, no failure.
                    wrong.Add($"{reader} at {address.Split('/')[^1]}: {page.Status}");
                }

                Interlocked.Increment(ref asked);
                for (var other = 0; other < People; other++)
                {
                    if (html.Contains(Token(other), StringComparison.OrdinalIgnoreCase))
                    {
                        Interlocked.Increment(ref told);
                        if (hidden.TryGetValue((reader, other), out var since) && since < started)
                        {
                            wrong.Add($"{reader} at {address.Split('/')[^1]}: person {other}");
                        }
                    }
                }
            }
        );
        await changing;

        Assert.Empty(wrong);
        Assert.True(told > 50 && asked >= Least, $"{told} tokens in {asked} answers in {watch.Elapsed.TotalSeconds:0} s prove nothing");
        foreach (var reader in Readers)
        {
            foreach (var (patient, person) in people.Select((patient, person) => (patient, person)))
            {
                var page = await browsers[reader].LookAsync($"/records/{patient}");
                Assert.Equal(!hidden.ContainsKey((reader, person)), page.Status is 200);
            }
        }
    }

    /// <summary>A third of the people withdraw, a third lose their relationships, and one account is disabled; spread over the requests.</summary>
    private async Task ChangeAsync(
        List<Guid> people,
        ConcurrentDictionary<(string Reader, int Person), long> hidden,
        Func<double> done,
        CancellationToken over
    )
    {
        const int Changes = (People / 3 * 2) + 1;
        for (var change = 0; change < Changes; change++)
        {
            while (done() < (change + 1.0) / (Changes + 2) && !over.IsCancellationRequested)
            {
                await Task.Delay(5, CancellationToken.None);
            }

            if (change == Changes - 1)
            {
                await app.Database.RunAsync($"update users set enabled = false where email = 'socialcare@{DemoAccounts.Domain}'");
                Enumerable.Range(0, People).ToList().ForEach(person => hidden.TryAdd(("socialcare", person), Stopwatch.GetTimestamp()));
                continue;
            }

            await app.Database.RunAsync(
                change % 2 == 0
                    ? $"update plan_facts set consent_to_share = 'withdrawn' where patient_id = '{people[change]}'"
                    : $"update relationships set ends_at = now() - interval '1 second' where patient_id = '{people[change]}'"
            );
            foreach (var reader in Readers)
            {
                hidden.TryAdd((reader, change), Stopwatch.GetTimestamp());
            }
        }
    }

    private static string Token(int person) => $"Zqmoving{(char)('a' + person)}name";
}
