namespace EpaccsWeb.Pages;

/// <summary>What each kind of failure is called, and what somebody can do about it.</summary>
internal static class ErrorWords
{
    /// <param name="away">The database does not answer.</param>
    /// <param name="busy">More is asked of this node than it can work on.</param>
    /// <param name="readOnly">It only reads, from the standby, and refused to write.</param>
    /// <param name="needsRelationship">The record is shared, and the post has no relationship with the person.</param>
    /// <param name="kept">What was typed is kept until a second factor was shown.</param>
    /// <param name="confirms">A second factor is all that was missing.</param>
    public static (string Heading, string Explanation) Of(
        int code,
        bool away,
        bool busy,
        bool readOnly,
        bool needsRelationship,
        bool kept,
        bool confirms
    ) =>
        code switch
        {
            503 when readOnly => (
                "Plans cannot be changed at the moment",
                "The service can be read but not written to, so nothing was saved. Write it on paper, or copy what you typed from this page, and type it in when the notice about it has gone. Report a death, or a changed decision, to the person's GP practice or team by telephone."
            ),
            503 when away => (
                "The service cannot be used at the moment",
                "Its database does not answer. If you were saving, your change may or may not be saved: go back and send the form again in a minute. The same form is never saved twice. If you need the plan for somebody's care now, ring the person's GP practice or the out-of-hours service."
            ),
            503 when busy => (
                "Too many people are using the service at this moment",
                "Nothing was shown and nothing was changed. Wait some seconds, then load the page again or send the form again: the same form is never saved twice. If you need the plan for somebody's care now and this goes on, ring the person's GP practice or the out-of-hours service."
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
            403 when kept => (
                "Show your second factor again",
                "This needs a second factor shown within the last 10 minutes. Nothing was changed. What you typed is kept for you for 30 minutes: show the factor, and the form comes back filled in."
            ),
            403 when confirms => (
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
