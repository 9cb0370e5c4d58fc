using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Pages.Downtime;

/// <summary>One HTML file that opens without a network: AES-GCM under a key made of a passphrase. Nothing about a person is outside the cipher.</summary>
public static class SealedPack
{
    /// <summary>Rounds of PBKDF2 with SHA-256; about a second in a browser.</summary>
    public const int Rounds = 1_000_000;

    private const int KeyBytes = 32;
    private const int SaltBytes = 16;

    private static readonly string Script = Resource("pack.js");
    private static readonly string Style = Resource("pack.css");

    /// <summary>The file. When it was made and how long it is valid are sealed with it: whoever changes them cannot open it.</summary>
    public static byte[] Make(IReadOnlyList<PackCard> cards, string by, string passphrase, DateTimeOffset made, DateTimeOffset until)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var bound = $"{Stamp(made)}|{Stamp(until)}|{Rounds}";
        var plain = Encoding.UTF8.GetBytes(Content(cards, by));
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var secret = Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC));
        using (var aes = new AesGcm(Rfc2898DeriveBytes.Pbkdf2(secret, salt, Rounds, HashAlgorithmName.SHA256, KeyBytes), tag.Length))
        {
            aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(bound));
        }

        var file = $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; script-src {Hash(
            Script
            )}; style-src {Hash(Style)}">
            <meta name="referrer" content="no-referrer">
            <title>Downtime pack</title>
            <style>{Style}</style>
            </head>
            <body>
            <main id="pack" data-made="{Stamp(made)}" data-until="{Stamp(until)}" data-rounds="{Rounds}" data-salt="{Convert.ToBase64String(
            salt
            )}" data-nonce="{Convert.ToBase64String(nonce)}">
            <h1>Downtime pack</h1>
            <p>Urgent cards for use while the service cannot be reached. Made {London.Show(made)}, <strong>valid until {London.Show(
            until
            )}</strong>. Do not use it while the service works: the plans may have changed since.</p>
            <p id="said" role="alert"></p>
            <form id="open">
            <label for="passphrase">Passphrase</label>
            <input id="passphrase" type="password" autocomplete="off" autocapitalize="none" spellcheck="false">
            <button>Open the pack</button>
            </form>
            <button id="close" type="button" hidden>Close the pack</button>
            <div id="cards"></div>
            <pre id="sealed" hidden>{Convert.ToBase64String([.. cipher, .. tag])}</pre>
            <noscript><p>This file needs script to be opened. It opens in a current browser, without a network.</p></noscript>
            </main>
            <script>{Script}</script>
            </body>
            </html>
            """;
        return Encoding.UTF8.GetBytes(file.ReplaceLineEndings("\n"));
    }

    private static string Content(IReadOnlyList<PackCard> cards, string by)
    {
        var text = new StringBuilder();
        var encoder = HtmlEncoder.Default;
        text.Append(
            CultureInfo.InvariantCulture,
            $"<p>{cards.Count} {(cards.Count == 1 ? "card" : "cards")}, taken by {encoder.Encode(by)}.</p><nav><ul>"
        );
        foreach (var card in cards)
        {
            text.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#c{card.Person:N}\">{encoder.Encode(card.Name)}</a></li>");
        }

        text.Append("</ul></nav>");
        foreach (var card in cards)
        {
            text.Append(card.Html);
        }

        return text.ToString();
    }

    private static string Stamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using var stream = typeof(SealedPack).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
