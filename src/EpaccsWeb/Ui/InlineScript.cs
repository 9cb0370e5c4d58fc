using System.Security.Cryptography;
using System.Text;

namespace EpaccsWeb.Ui;

/// <summary>The one script that stands in the page itself, and what the content security policy says to allow it.</summary>
public static class InlineScript
{
    /// <summary>NHS.UK's published line that tells the style sheet that script runs.</summary>
    public const string Text =
        "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '');";

    /// <summary>The source to name in <c>script-src</c>, with its quotes: <c>'sha256-…'</c>.</summary>
    public static readonly string CspSource = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
}
