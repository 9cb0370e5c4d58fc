using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EpaccsWeb.Access;

/// <summary>A section's form that is posted after the session has ended is kept as a draft, and offered back after sign-in.</summary>
public static partial class LatePosts
{
    /// <summary>How long after sign-in a form of that session is still kept.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(36);

    /// <summary>Keeps what was typed, if it comes from a form of ours, from somebody whose post is still in force and may edit it.</summary>
    public static async Task KeepAsync(RedirectContext<CookieAuthenticationOptions> redirect)
    {
        var http = redirect.HttpContext;
        if (
            !HttpMethods.IsPost(http.Request.Method)
            || !http.Request.HasFormContentType
            || SectionAddress().Match(http.Request.Path) is not { Success: true } address
            || !Guid.TryParse(address.Groups["patient"].Value, out var patientId)
            || SectionCatalogue.Find(address.Groups["section"].Value) is not { } section
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
        var ours = await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        if (
            ours
            && await services
                .GetRequiredService<RecordGate>()
                .EnterAsync(patientId, actor, new AccessRequest(RecordPart.Plan, Writes: true, section.Key), http.RequestAborted)
                is AccessDecision.Granted
        )
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            await services.GetRequiredService<OpenRecord>().KeepDraftAsync(section.Key, DraftFields.Of(form), http.RequestAborted);
        }

        http.User = new();
    }

    [GeneratedRegex("^/records/(?<patient>[0-9a-fA-F-]{36})/plan/(?<section>[a-z-]+)$")]
    private static partial Regex SectionAddress();
}
