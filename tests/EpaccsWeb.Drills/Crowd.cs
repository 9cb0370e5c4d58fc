namespace EpaccsWeb.Drills;

/// <summary>Clients that save, read, and try what is not theirs, each by a seed of its own, until they are stopped.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<Clinician> clients = [];
    private Task work = Task.CompletedTask;

    /// <summary>Two in three are of the first practice; the others are of the second.</summary>
    /// <param name="first">The number of the first client; each of a history has one of its own.</param>
    public static async Task<Crowd> SignedInAsync(
        Uri address,
        World world,
        History history,
        int size,
        double saves = 0.5,
        int think = 0,
        int first = 0
    )
    {
        var crowd = new Crowd();
        for (var number = 0; number < size; number++)
        {
            crowd.clients.Add(new(address, number % 3 == 2 ? "gp2" : "gp", first + number, history));
        }

        foreach (var some in crowd.clients.Chunk(4))
        {
            await Task.WhenAll(some.Select(client => client.SignInAsync()));
        }

        crowd.work = Task.WhenAll(
            crowd.clients.Select((client, seed) => Task.Run(() => crowd.WalkAsync(client, world, Seeded.By(seed), saves, think)))
        );
        return crowd;
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await work;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        clients.ForEach(client => client.Dispose());
        stop.Dispose();
    }

    private async Task WalkAsync(Clinician client, World world, Random random, double saves, int think)
    {
        var (mine, others) = client.User == "gp" ? (world.First, world.Second) : (world.Second, world.First);
        // Nobody begins in the same moment as everybody else.
        await Task.Delay(random.Next(think + 1), CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            var outcome =
                random.NextDouble() < saves ? await client.SaveAsync(Any(mine), stop.Token)
                : random.Next(10) == 0 ? (await client.TryAsync(Any(others), Any(mine))).Outcome
                : (await client.ReadAsync(Any(mine))).Outcome;
            await Task.Delay(outcome is Outcome.Unknown ? 100 : random.Next(think / 2, think + 1), CancellationToken.None);
        }

        Person Any(IReadOnlyList<Person> people) => people[random.Next(people.Count)];
    }
}

/// <summary>Chance that can be repeated: the same seed is the same run, as far as the machine allows.</summary>
internal static class Seeded
{
#pragma warning disable S2245 // nothing here is a secret
    public static Random By(int seed) => new(seed);
#pragma warning restore S2245
}
