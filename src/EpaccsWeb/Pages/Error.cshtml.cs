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

    /// <summary>What was typed into a form that nothing can be saved from now.</summary>
    public IReadOnlyList<TypedField> Typed { get; private set; } = [];

    /// <summary>Who looks must be written down first; while that cannot be done nothing is shown.</summary>
    public static bool IsAuditUnavailable(Exception? failure) => failure is AuditUnavailableException;

    /// <summary>
    /// What an uncaught failure is answered with. A way in that ended after the gate had looked is a refusal like any other, and what
    /// could not be received is the sender's to mend.
    /// </summary>
    public static int StatusOf(Exception failure) =>
        IsAuditUnavailable(failure) || DatabaseAway.Is(failure) ? StatusCodes.Status503ServiceUnavailable
        : failure is AccessDeniedException ? StatusCodes.Status403Forbidden
        : failure is BadHttpRequestException unread ? unread.StatusCode
        : StatusCodes.Status500InternalServerError;

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
        code = failure is AccessDeniedException or BadHttpRequestException ? StatusOf(failure) : code;
        var away = !IsAuditUnavailable(failure) && DatabaseAway.Is(failure);
        if (away || IsAuditUnavailable(failure))
        {
            code = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = "10";
        }

        var readOnly = away && DatabaseAway.IsReadOnly(failure);
        Typed = readOnly && Request.HasFormContentType ? TypedFields.Of(Request.Form) : [];
        (Heading, Explanation) = ErrorWords.Of(
            code,
            away,
            AtWork.SentAway(HttpContext),
            readOnly,
            needsRelationship,
            IsKept,
            ConfirmHref is not null
        );
    }

    private string? OriginalPatientId() => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.RouteValues?["patientId"] as string;
}
