using System.Globalization;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>Compares what clients were told with what is stored: nothing acknowledged is lost, nothing is doubled, nothing shown is stale.</summary>
/// <remarks>The letters are those of the invariants that the drills hold to.</remarks>
internal sealed partial class Checker(PrivateServer server, World world, History history)
{
    private readonly List<string> violations = [];
    private readonly Dictionary<string, List<string>> byLetter = [];

    public int Acknowledged { get; private set; }

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    /// <summary>Stored although no receipt was seen: allowed once, since nobody was told anything.</summary>
    public int Unclaimed { get; private set; }

    public async Task<IReadOnlyList<string>> CheckAsync(WebNode? node)
    {
        var stored = await StoredAsync();
        Saves(stored);
        Lines(stored);
        Freshness(stored);
        await AuditAsync();
        Mixing();
        await ChainAsync(node);
        await TogetherAsync();
        if (node is not null)
        {
            await TracesAsync(node);
        }

        foreach (var leak in history.Leaks.Distinct())
        {
            Broken("K", leak);
        }

        // The first of each letter, and how many there were.
        violations.AddRange(
            byLetter
                .OrderBy(pair => pair.Key)
                .Select(pair =>
                    $"{pair.Key}: {pair.Value[0]}{(pair.Value.Count > 1 ? $" (and {pair.Value.Count - 1} more)" : string.Empty)}"
                )
        );
        return violations;
    }

    private void Broken(string letter, string sentence)
    {
        if (!byLetter.TryGetValue(letter, out var list))
        {
            byLetter[letter] = list = [];
        }

        list.Add(sentence);
    }

    /// <summary>A and H: each acknowledged save is stored exactly once, as sent, by whom it was sent; each form has one effect.</summary>
    private void Saves(ILookup<string, Stored> stored)
    {
        foreach (var form in history.All.Where(one => one.Kind == "save").GroupBy(one => one.Sent!))
        {
            var (rows, any) = (stored[form.Key].ToList(), form.First());
            var (ok, unknown) = (form.Any(one => one.Outcome is Outcome.Ok), form.Any(one => one.Outcome is Outcome.Unknown));
            Acknowledged += ok ? 1 : 0;
            if (rows.Count > 1)
            {
                Doubled++;
                Broken("H", $"{form.Key} is stored {rows.Count} times");
            }

            if (ok && rows.Count == 0)
            {
                Lost++;
                Broken("A", $"{form.Key} was acknowledged and is not stored");
            }

            if (!ok && !unknown && rows.Count > 0)
            {
                Broken("A", $"{form.Key} was refused and is stored");
            }

            Unclaimed += !ok && rows.Count > 0 ? 1 : 0;
            foreach (var row in rows)
            {
                if (row.Patient != any.Person.Id || row.Token != any.Token || row.Author != world.Users[any.User])
                {
                    Broken("A", $"{form.Key} is stored for another person, form or author");
                }

                if (row.Number != any.BasedOn + 1)
                {
                    Broken("B", $"{form.Key} had been shown version {any.BasedOn} and is version {row.Number}");
                }
            }
        }
    }

    /// <summary>B: the versions of a section are one line without a gap.</summary>
    private void Lines(ILookup<string, Stored> stored)
    {
        foreach (var person in stored.SelectMany(rows => rows).GroupBy(row => row.Patient))
        {
            var numbers = person.Select(row => row.Number).Order().ToList();
            if (numbers.Where((number, at) => at > 0 && number != numbers[at - 1] + 1).Any())
            {
                Broken("B", $"the versions of one section are {string.Join(' ', numbers)}");
            }
        }
    }

    /// <summary>C: what is read is at least what had been acknowledged before, and nothing that nobody had sent.</summary>
    private void Freshness(ILookup<string, Stored> stored)
    {
        var receipts = history
            .All.Where(one => one is { Kind: "save", Outcome: Outcome.Ok })
            .GroupBy(one => one.Sent!)
            .Where(form => stored[form.Key].Any())
            .Select(form => (Patient: form.First().Person.Id, End: form.Min(one => one.End), stored[form.Key].First().Number))
            .GroupBy(receipt => receipt.Patient)
            .ToDictionary(group => group.Key, group => group.OrderBy(receipt => receipt.End).ToArray());
        var sent = history
            .All.Where(one => one.Kind == "save")
            .GroupBy(one => one.Sent!)
            .ToDictionary(form => form.Key, form => form.Min(one => one.Start));
        foreach (var read in history.All.Where(one => one is { Kind: "read", Outcome: Outcome.Ok }))
        {
            var least = receipts
                .GetValueOrDefault(read.Person.Id, [])
                .TakeWhile(receipt => receipt.End <= read.Start)
                .Select(receipt => receipt.Number)
                .DefaultIfEmpty()
                .Max();
            var shown = read.Seen.SelectMany(word => stored[word]).Select(row => row.Number).DefaultIfEmpty().Max();
            if (shown < least)
            {
                Broken("C", $"version {least} had been acknowledged and a later read shows {shown}");
            }

            if (
                read.Seen.FirstOrDefault(word => !stored[word].Any() || (sent.TryGetValue(word, out var start) && start > read.End)) is
                { } early
            )
            {
                Broken("C", $"{early} was shown and is not stored, or had not been sent yet");
            }
        }
    }

    /// <summary>G: a page about one person shows nothing of another.</summary>
    private void Mixing()
    {
        foreach (var one in history.All)
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"cnry-{one.Person.Number}-");
            if (one.Seen.FirstOrDefault(word => !word.StartsWith(mark, StringComparison.Ordinal)) is { } other)
            {
                Broken("G", $"a page about person {one.Person.Number} shows {other}");
            }

            if (one is { Kind: "try", Seen.Count: > 0 } or { Kind: "try", Outcome: Outcome.Ok })
            {
                Broken("G", "a record was shown to somebody without a way in, or took a save from them");
            }
        }
    }

    private async Task<ILookup<string, Stored>> StoredAsync()
    {
        await using var link = await OpenAsync();
        await using var ask = new NpgsqlCommand(
            """
            select substring(answers::text from 'cnry-[0-9]+-[0-9]+-[0-9]+'), patient_id, number, submit_token, author_id from section_versions
            where answers::text like '%cnry-%' and kind = 'recorded'
            """,
            link
        );
        var rows = new List<Stored>();
        await using var reader = await ask.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new(reader.GetString(0), reader.GetGuid(1), reader.GetInt32(2), reader.GetGuid(3), reader.GetGuid(4)));
        }

        return rows.ToLookup(row => row.Word);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var link = new NpgsqlConnection(server.Connection);
        await link.OpenAsync();
        return link;
    }

    private sealed record Stored(string Word, Guid Patient, int Number, Guid Token, Guid Author);
}
