using System.Text;
using System.Threading.RateLimiting;
using EpaccsWeb.DemoData;
using Microsoft.AspNetCore.Identity;

namespace EpaccsWeb.Identity;

/// <summary>Which passphrases are taken, and the comparing of them: a few at a time, so that a flood leaves room for the rest.</summary>
public sealed class Passphrases(IPasswordHasher<User> hasher) : IDisposable
{
    public const int Shortest = 15;

    private const int Longest = 200;

    /// <summary>Who waits longer than this many others is told to try again.</summary>
    private const int MostWaiting = 100;

    /// <summary>Letters that must be left when common words, runs and repetitions are taken out.</summary>
    private const int Own = 8;

    private static readonly User Nobody = new() { DisplayName = "nobody" };

    private static readonly string[] Common =
    [
        .. new[]
        {
            "password passphrase passwort pass word letmein welcome changeme iloveyou princess dragon monkey football liverpool arsenal",
            "chelsea manchester united england london sunshine superman batman pokemon starwars trustno master shadow secret login admin",
            "administrator user test demo only default temp temporary hospital hospice doctor nurse palliative patient health care epaccs",
            "epaccsweb nhs england trust summer winter autumn spring january february march april may june july august september october",
            "november december monday tuesday wednesday thursday friday saturday sunday correct horse battery staple qwertyuiop qwerty",
            "asdfghjkl asdfgh zxcvbnm zxcvbn qazwsx abcdefghijklmnopqrstuvwxyz abcdef abc 1234567890 0123456789 123456789 12345678 1234567",
            "123456 12345 1234 123 2024 2025 2026 2027 the and this that is my your our not",
        }
            .SelectMany(line => line.Split(' '))
            .OrderByDescending(word => word.Length),
    ];

    private static readonly string[] Plain = ["@a", "4a", "3e", "1l", "!i", "0o", "$s", "5s", "7t"];

    private readonly string nobodysHash = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    private readonly ConcurrencyLimiter turns = new(
        new()
        {
            PermitLimit = Math.Max(1, Environment.ProcessorCount - 1),
            QueueLimit = MostWaiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    /// <summary>Whether it is the user's passphrase; a user who is not there, or has none, takes as long. Null when too many ask at once.</summary>
    public async Task<bool?> IsRightAsync(User? user, string passphrase, CancellationToken cancel)
    {
        using var turn = await turns.AcquireAsync(1, cancel);
        return turn.IsAcquired
            ? hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? nobodysHash, passphrase)
                is not PasswordVerificationResult.Failed
                && user?.PasswordHash is not null
            : null;
    }

    /// <summary>Why a passphrase is not taken; null when it is.</summary>
    public static string? Problem(string? passphrase, string email, string name)
    {
        if (string.IsNullOrEmpty(passphrase))
        {
            return "Enter a passphrase.";
        }

        if (passphrase.Length is < Shortest or > Longest)
        {
            return $"A passphrase has from {Shortest} to {Longest} characters; this has {passphrase.Length}. Three or four words do well.";
        }

        return passphrase == DemoAccounts.Passphrase ? "This passphrase is known to everybody. Choose another."
            : IsCommon(passphrase, email, name)
                ? "This passphrase is easy to guess: it is made of common words, rows of keys, repetitions or your own name. Choose others."
            : null;
    }

    public void Dispose() => turns.Dispose();

    private static bool IsCommon(string passphrase, string email, string name)
    {
        var said = Folded(passphrase);
        var theirs = name.Split(' ')
            .Concat(email.Split('@').SelectMany(part => part.Split('.')))
            .Where(word => word.Length >= 3)
            .Select(Folded)
            .Distinct();
        foreach (var word in theirs.Concat(Common.Select(Folded)).Where(word => word.Length > 1))
        {
            said = said.Replace(word, string.Empty, StringComparison.Ordinal);
        }

        // "abcabcabcabcabc" says no more than "abc".
        var different = said.Distinct().Count();
        return said.Length < Own || different < 5 || IsRepeated(said);
    }

    private static bool IsRepeated(string said) =>
        Enumerable.Range(1, Own - 1).Any(length => said.Select((letter, at) => letter == said[at % length]).All(same => same));

    /// <summary>Lower case, letters and digits only, with what stands for a letter read as that letter.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            var read = Array.Find(Plain, pair => pair[0] == letter)?[1] ?? letter;
            if (char.IsLetterOrDigit(read))
            {
                folded.Append(read);
            }
        }

        return folded.ToString();
    }
}
