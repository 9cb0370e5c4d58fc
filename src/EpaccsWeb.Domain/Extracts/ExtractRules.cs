using System.Globalization;
using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Extracts;

/// <summary>Who may ask for an extract and who decides, what it may be for, and how its counts are shown.</summary>
public static class ExtractRules
{
    /// <summary>A senior clinician asks, for the organisation of the post.</summary>
    public static bool MayAsk(Actor actor) => actor.Senior && actor.Has(Permission.Reports) && PostRules.MayBeSenior(actor.Role);

    /// <summary>A privacy officer decides.</summary>
    public static bool MayDecide(Actor actor) => actor.Has(Permission.Audit);

    public static bool MaySee(Actor actor) => MayAsk(actor) || MayDecide(actor);

    /// <summary>Why this officer may not decide the request; null when they may. Whoever asked never decides, whatever their post.</summary>
    public static string? WhyNotDecide(ExtractRequest request, Actor officer) =>
        !MayDecide(officer) ? "A privacy officer decides about extracts."
        : request.AskedById == officer.UserId ? "You asked for it: another privacy officer has to decide."
        : request.IsDecided ? "This request has been decided already."
        : null;

    /// <summary>Why a kind and a purpose do not go together; null when they do.</summary>
    /// <remarks>Beyond direct care nobody is named without their explicit consent (requirement 30), which no record holds.</remarks>
    public static string? WhyNotFor(ExtractKind kind, ExtractPurpose purpose) =>
        (kind, purpose is ExtractPurpose.DirectCare) switch
        {
            (ExtractKind.Identifiable, false) => "An identifiable extract is for direct care only. Ask for a pseudonymised one instead.",
            (ExtractKind.Pseudonymised, true) =>
                "Nobody can be cared for by a pseudonymised extract. Choose another purpose, or the identifiable extract.",
            _ => null,
        };

    /// <summary>A national data opt-out holds for everything but direct care.</summary>
    public static bool HeedsOptOut(ExtractPurpose purpose) => purpose is not ExtractPurpose.DirectCare;

    /// <summary>A count of people left out: small ones are not told, others go to the nearest 5.</summary>
    public static string Shown(int count, int threshold) =>
        count == 0 ? "none"
        : count <= threshold ? $"1 to {threshold}"
        : string.Create(CultureInfo.InvariantCulture, $"about {(int)Math.Round(count / 5m, MidpointRounding.AwayFromZero) * 5}");

    public static string Words(ExtractKind kind) => kind is ExtractKind.Pseudonymised ? "Pseudonymised" : "Identifiable";

    public static string Words(ExtractPurpose purpose) =>
        purpose switch
        {
            ExtractPurpose.DirectCare => "Direct care",
            ExtractPurpose.ClinicalAudit => "Clinical audit",
            ExtractPurpose.Evaluation => "Evaluation",
            ExtractPurpose.ServicePlanning => "Service planning",
            _ => "Research",
        };

    public static string Words(ExtractState state) =>
        state switch
        {
            ExtractState.Asked => "Waits for the privacy officer",
            ExtractState.Refused => "Refused",
            ExtractState.Ready => "Ready to download",
            _ => "Expired",
        };
}
