using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Who reads a file of the plan, by its kind. What no line below allows is not shown.</summary>
public static class DocumentReaders
{
    /// <summary>What is shown at the door: it may bind, or says what to do. Crews open these from the urgent card.</summary>
    public static IReadOnlySet<DocumentClass> Legal { get; } =
        new HashSet<DocumentClass>
        {
            DocumentClass.AdvanceDecision,
            DocumentClass.PowerOfAttorney,
            DocumentClass.CprForm,
            DocumentClass.EscalationPlan,
        };

    /// <summary>May this grant read files of this kind?</summary>
    /// <remarks>
    /// Clinicians who read the record read all of them. Care homes and social care read the legal documents and what the person
    /// stated, never letters and reports, nor what nobody said the kind of: nobody knows whether such a file tells the prognosis.
    /// Crews read the legal documents; call handlers none.
    /// </remarks>
    public static bool MayReadFile(this AccessGrant grant, DocumentClass kind) =>
        grant.Actor.Role switch
        {
            Role.CareHomeStaff or Role.SocialCareWorker => grant.May(Permission.WholeRecord)
                && (Legal.Contains(kind) || kind is DocumentClass.AdvanceStatement),
            Role.AmbulanceClinician => grant.May(Permission.UrgentCard) && Legal.Contains(kind),
            _ => grant.May(Permission.WholeRecord),
        };

    /// <summary>Any kind at all?</summary>
    public static bool MayReadFiles(this AccessGrant grant) => Enum.GetValues<DocumentClass>().Any(grant.MayReadFile);
}
