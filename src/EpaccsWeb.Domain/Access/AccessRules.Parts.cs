namespace EpaccsWeb.Domain.Access;

/// <summary>What each part of a record asks for.</summary>
public static partial class AccessRules
{
    /// <summary>Any one of these opens the part.</summary>
    private static Permission[] Needed(AccessRequest request) =>
        (request.Part, request.Writes) switch
        {
            (RecordPart.Overview, false) => [Permission.WholeRecord, Permission.EditPerson, Permission.Coordinate],
            (RecordPart.Overview, true) => [Permission.Endorse, Permission.EditSections, Permission.RecordCpr],
            (RecordPart.Urgent, false) => [Permission.UrgentCard],
            (RecordPart.Person, false) => [Permission.WholeRecord, Permission.EditPerson, Permission.Coordinate],
            (RecordPart.Person, true) => [Permission.EditPerson],
            (RecordPart.Consent, false) => [Permission.ConsentAndTeam, Permission.WholeRecord, Permission.Coordinate],
            (RecordPart.Team, false) => [Permission.WholeRecord, Permission.Coordinate],
            (RecordPart.Consent or RecordPart.Team, true) => [Permission.ConsentAndTeam],
            (RecordPart.Death, false) => [Permission.WholeRecord, Permission.RecordDeath, Permission.ReportDeath, Permission.Coordinate],
            (RecordPart.Death, true) => [Permission.RecordDeath, Permission.ReportDeath],
            (RecordPart.History or RecordPart.Activity, false) => [Permission.WholeRecord],
            (RecordPart.Decision, _) => [Permission.RecordCpr],
            (RecordPart.Ending, _) => [Permission.EndRecord],
            (RecordPart.Inbox, _) => [Permission.WholeRecord],
            (RecordPart.Telling, false) => [Permission.WholeRecord],
            (RecordPart.Telling, true) => [Permission.RecordCpr],
            (RecordPart.Notes or RecordPart.Feedback, false) => [Permission.Notes, Permission.WholeRecord],
            (RecordPart.Notes or RecordPart.Feedback, true) => [Permission.Notes],
            (RecordPart.Meeting, _) => [Permission.Meet],
            (RecordPart.DeathReview, false) => [Permission.WholeRecord],
            (RecordPart.DeathReview, true) => [Permission.RecordDeath],
            (RecordPart.Print, _) => [Permission.WholeRecord],
            (RecordPart.Preview, _) => [Permission.ConsentAndTeam],
            (RecordPart.Attachment, false) => [Permission.WholeRecord, Permission.UrgentCard],
            (RecordPart.KeySafe, _) => [Permission.UrgentCard],
            (RecordPart.Attachment, true) => [Permission.EditSections],
            (RecordPart.Location, _) => [Permission.UrgentCard],
            (RecordPart.Objection, _) => [Permission.ConsentAndTeam],
            (RecordPart.Merging, _) or (RecordPart.Merged, true) => [Permission.EndRecord],
            (RecordPart.Merged, false) => [Permission.WholeRecord],
            _ => [],
        };
}
