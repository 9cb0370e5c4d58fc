using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EpaccsWeb.Access;

/// <summary>A form about a person that is posted after the session has ended is kept, and offered back after sign-in.</summary>
/// <remarks>A section's form becomes a draft; any other waits sealed for the same post to open its page again.</remarks>
public static partial class LateForms
{
    /// <summary>How long after sign-in a form of that session is still kept.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(36);

    /// <summary>Where something about a person is typed.</summary>
    private static readonly string[] Kept = ["/records", "/patients/new", "/meetings", "/tasks"];

    /// <summary>Keeps what was typed, if it comes from a form of ours, from somebody whose post is still in force.</summary>
    public static async Task KeepAsync(RedirectContext<CookieAuthenticationOptions> redirect)
    {
        var http = redirect.HttpContext;
        if (
            !HttpMethods.IsPost(http.Request.Method)
            || !http.Request.HasFormContentType
            || !Kept.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        )
        {
            return;
        }

        var cookie = redirect.Options.CookieManager.GetRequestCookie(http, redirect.Options.Cookie.Name!);
        var session = cookie is null ? null : redirect.Options.TicketDataFormat.Unprotect(cookie);
        var services = http.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (session?.Principal.ToActor() is not { } actor || session.Principal.SignedInSince() is not { } since || now - since > Latest)
        {
            return;
        }

        // A session that was ended, rather than one that ran out, keeps nothing.
        if (!await services.GetRequiredService<PostStanding>().IsInForceAsync(session.Principal, http.RequestAborted))
        {
            return;
        }

        // The form's own token is bound to who it was made for; a form of another site has none.
        http.User = session.Principal;
        if (await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http) && !await IsDraftAsync(http, actor))
        {
            await services.GetRequiredService<KeptForms>().KeepAsync(http);
        }

        http.User = new();
    }

    /// <summary>Keeps a section's form as a draft, which only whoever may edit the section has; false for any other address.</summary>
    private static async Task<bool> IsDraftAsync(HttpContext http, Actor actor)
    {
        if (
            SectionAddress().Match(http.Request.Path) is not { Success: true } address
            || !Guid.TryParse(address.Groups["patient"].Value, out var patientId)
            || SectionCatalogue.Find(address.Groups["section"].Value) is not { } section
        )
        {
            return false;
        }

        var asked = new AccessRequest(RecordPart.Plan, Writes: true, section.Key);
        if (
            await http.RequestServices.GetRequiredService<RecordGate>().EnterAsync(patientId, actor, asked, http.RequestAborted)
            is AccessDecision.Granted
        )
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            await http
                .RequestServices.GetRequiredService<OpenRecord>()
                .KeepDraftAsync(section.Key, DraftFields.Of(form), http.RequestAborted);
        }

        return true;
    }

    [GeneratedRegex("^/records/(?<patient>[0-9a-fA-F-]{36})/plan/(?<section>[a-z-]+)$")]
    private static partial Regex SectionAddress();
}
