using EpaccsWeb.Assurance;

namespace EpaccsWeb.Verbs;

/// <summary>Writes the safety and assurance file of this release as Markdown: no network, no database.</summary>
internal static class AssuranceVerb
{
    private const string Help = """
        assurance [FILE.md]
          Writes the hazard log, what SCCI1580 asks of suppliers, and lines of ASVS, each with its answer and its tests,
          as Markdown: to FILE.md, or else to standard output. The same is at /help/assurance. Needs no database.
          Exit code: 0 every item is answered; 1 an item is not; 2 wrong usage, or the file cannot be written
        """;

    public static Verb Verb { get; } = new("assurance", Help, RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var text = AssuranceWords.Markdown(AssuranceSignature.Read(run.Configuration));
        switch (run.Args)
        {
            case []:
                Console.Write(text);
                break;
            case [{ Length: > 0 } path] when !path.StartsWith('-'):
                await WriteAsync(path, text, run.Cancel);
                break;
            default:
                throw new VerbProblem(Help, 2);
        }

        var open = AssuranceFile.All.SelectMany(list => list.Items).Where(item => item.Problem is not null).ToList();
        foreach (var item in open)
        {
            await Console.Error.WriteLineAsync($"{item.Id} {item.Problem}.");
        }

        return open.Count == 0 ? 0 : 1;
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, cancel);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new VerbProblem($"{path} cannot be written: {failure.Message}", 2);
        }

        foreach (var list in AssuranceFile.All)
        {
            Console.WriteLine($"{list.Title}: {list.Summary}.");
        }
    }
}
