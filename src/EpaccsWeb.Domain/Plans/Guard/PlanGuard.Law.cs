using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Guard;

/// <summary>The rules about what may bind: advance decisions and attorneys (Mental Capacity Act 2005, sections 9 to 11 and 24 to 26).</summary>
public static partial class PlanGuard
{
    private static IEnumerable<GuardRule> OfLaw()
    {
        yield return Rule<LegalDecisions>(
            "adrt-formality-missing",
            GuardLevel.Blocks,
            legal => BindsLife(legal) && legal.Formalities().Any(one => one.Met is false),
            nameof(LegalDecisions.Adrt),
            "A refusal of CPR or other life-sustaining treatment only holds in writing, signed, witnessed and with the words “even if life is at risk”. If the document lacks one of these, choose “None made” here, leave its details blank and write what it says under “Advance statement” below; else correct the answers."
        );
        yield return Rule<LegalDecisions>(
            "adrt-formality-not-recorded",
            GuardLevel.Warns,
            legal => BindsLife(legal) && legal.Formalities().Any(one => one.Met is null),
            nameof(LegalDecisions.Adrt),
            "It is not recorded whether this refusal of life-sustaining treatment is in writing, signed, witnessed and applies “even if life is at risk”. Without all four it does not hold."
        );
        yield return Rule<LegalDecisions>(
            "adrt-not-if-life-at-risk",
            GuardLevel.Warns,
            legal => legal.AdrtStands() && !legal.RefusesLifeSustaining() && legal.AdrtAppliesIfLifeAtRisk is false,
            nameof(LegalDecisions.AdrtAppliesIfLifeAtRisk),
            "The document does not say that it applies even if life is at risk, so it refuses nothing that keeps the person alive. Say which other treatment it refuses; a wish about treatment that does belongs under “Advance statement” below."
        );
        yield return Between<Resuscitation, LegalDecisions>(
            "adrt-refuses-yet-for-cpr",
            (cpr, legal) => cpr.Decision is CprDecision.ForCpr && BindsLife(legal),
            nameof(Resuscitation.Decision),
            "The person has refused life-sustaining treatment or CPR in an advance decision. Say why “for CPR” holds all the same."
        );
        yield return Rule<LegalDecisions>(
            "attorney-after-adrt",
            GuardLevel.Warns,
            legal =>
                legal.OrderOfAttorney() is AttorneyOrder.AfterAdrt
                && (legal.Lpa is LpaStatus.WithLifeSustaining || !legal.RefusesLifeSustaining()),
            nameof(LegalDecisions.LpaMadeOn),
            "The attorney was appointed after the advance decision was made and may override it for the treatment that both are about. Say which of the two holds."
        );
        yield return Rule<LegalDecisions>(
            "attorney-not-registered",
            GuardLevel.Warns,
            legal => legal.Lpa is not (null or LpaStatus.None) && legal.LpaRegistered is false,
            nameof(LegalDecisions.LpaRegistered),
            "A power of attorney gives no authority until it is registered with the Office of the Public Guardian. Say how far that is."
        );
    }

    private static bool BindsLife(LegalDecisions legal) => legal.AdrtStands() && legal.RefusesLifeSustaining();
}
