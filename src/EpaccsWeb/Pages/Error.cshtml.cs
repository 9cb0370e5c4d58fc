using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages;

/// <summary>Says what went wrong, in plain words, and not one fact about a person.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = string.Empty;

    public string Explanation { get; private set; } = string.Empty;

    /// <summary>The way in for a record that is shared but with which the post has no relationship.</summary>
    public string? EmergencyHref { get; private set; }

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        var needsRelationship = HttpContext.Items[OpenRecordHandler.DecisionItem] is AccessDecision.NeedsRelationship;
        if (needsRelationship && HttpContext.GetRouteValue("patientId") is null && OriginalPatientId() is { } patientId)
        {
            EmergencyHref = $"/emergency/{patientId}";
        }

        (Heading, Explanation) = code switch
        {
            404 => (
                "Page not found",
                "If you typed the address, check it. If you followed a link to a record, it is not available to you in this post."
            ),
            403 when needsRelationship => (
                "You do not have a relationship with this person",
                "Your organisation is not part of this person's care team, so the record is closed to you."
            ),
            403 => (
                "You cannot do this in your post",
                "Your role does not include this page. If you hold another post, change to it and try again."
            ),
            400 => (
                "The form could not be read",
                "It may have been open for too long, or come from another window. Go back, load the page again and send it once more."
            ),
            413 => ("That is too large", "The file or text is larger than this page accepts."),
            _ => (
                "Sorry, there is a problem",
                "Nothing was changed. Try again; if it happens again, ring your administrator with the reference below."
            ),
        };
    }

    private string? OriginalPatientId() =>
        HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>()?.RouteValues?["patientId"] as string;
}
