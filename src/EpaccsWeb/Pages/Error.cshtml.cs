using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Hosting;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace EpaccsWeb.Pages;

/// <summary>Says what went wrong, in plain words, and not one fact about a person.</summary>
[IgnoreAntiforgeryToken]
[DisableRateLimiting]
public sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = string.Empty;

    public string Explanation { get; private set; } = string.Empty;

    /// <summary>The way in for a record that is shared but with which the post has no relationship.</summary>
    public string? EmergencyHref { get; private set; }

    /// <summary>Where to show the second factor again, when that was all that was missing.</summary>
    public string? ConfirmHref => HttpContext.Items[RequireRecentFactorAttribute.Missing] as string;

    /// <summary>What was typed is kept, and comes back with the page.</summary>
    public bool IsKept => HttpContext.Items[KeptForms.Kept] is true;

    /// <summary>Who looks must be written down first; while that cannot be done nothing is shown.</summary>
    public static bool IsAuditUnavailable(Exception? failure) => failure is AuditUnavailableException;

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        var needsRelationship = HttpContext.Items[OpenRecordHandler.DecisionItem] is AccessDecision.NeedsRelationship;
        if (needsRelationship && HttpContext.GetRouteValue("patientId") is null && OriginalPatientId() is { } patientId)
        {
            EmergencyHref = $"/emergency/{patientId}";
        }

        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var away = !IsAuditUnavailable(failure) && DatabaseAway.Is(failure);
        if (away || IsAuditUnavailable(failure))
        {
            code = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = "10";
        }

        (Heading, Explanation) = code switch
        {
            503 when away => (
                "The service cannot be used at the moment",
                "Its database does not answer. If you were saving, your change may or may not be saved: go back and send the form again in a minute. The same form is never saved twice. If you need the plan for somebody's care now, ring the person's GP practice or the out-of-hours service."
            ),
            503 => (
                "No record can be shown at the moment",
                "Every look at a record is written down first, and that is not possible just now. Nothing was shown and nothing was changed. Try again in a minute. If you need the plan for somebody's care now, ring the person's GP practice or the out-of-hours service."
            ),
            404 => (
                "Page not found",
                "If you typed the address, check it. If you followed a link to a record, it is not available to you in this post."
            ),
            403 when needsRelationship => (
                "You do not have a relationship with this person",
                "Your organisation is not part of this person's care team, so the record is closed to you."
            ),
            403 when IsKept => (
                "Show your second factor again",
                "This needs a second factor shown within the last 10 minutes. Nothing was changed. What you typed is kept for you for 30 minutes: show the factor, and the form comes back filled in."
            ),
            403 when ConfirmHref is not null => (
                "Show your second factor again",
                "This needs a second factor shown within the last 10 minutes. Nothing was changed. Open the link beneath in another window, then go back here and send again: your browser keeps what you typed."
            ),
            403 => (
                "You cannot do this in your post",
                "Your role does not include this page. If you hold another post, change to it and try again."
            ),
            400 => (
                "The form could not be read",
                "It may have been open for too long, or come from another window. Go back, load the page again and send it once more."
            ),
            409 => (
                "This record was put together with another one",
                "That happened while your page was open. Nothing that you typed was saved: go back, copy it, and type it into the record that goes on. The old address leads there."
            ),
            429 => (
                "Too many requests",
                "More was asked for within a minute than one person asks. Nothing was shown and nothing was changed. Wait a minute and try again. The urgent card and emergency access stay open to you."
            ),
            413 => ("That is too large", "The file or text is larger than this page accepts."),
            _ => (
                "Sorry, there is a problem",
                "Nothing was changed. Try again; if it happens again, ring your administrator with the reference below."
            ),
        };
    }

    private string? OriginalPatientId() => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.RouteValues?["patientId"] as string;
}
