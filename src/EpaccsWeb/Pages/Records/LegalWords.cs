using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records;

/// <summary>What is said in few words of an advance decision and an attorney: what binds, what is lacking, which came later.</summary>
public static class LegalWords
{
    /// <summary>Whether there is an advance decision, whether it stands, and what it refuses.</summary>
    public static string Adrt(LegalDecisions law)
    {
        var kind = law.Adrt switch
        {
            null => "not recorded",
            AdrtStatus.HasAdrt => "made",
            { } other => CodeList.Term(other),
        };
        var stands =
            law.AdrtState is { } state ? $", {CodeList.Term(state).ToLowerInvariant()}"
            : law.AdrtStands() ? ", whether it still stands is not recorded"
            : "";
        return kind + stands + (law.AdrtRefuses is null ? "" : $". Refuses: {law.AdrtRefuses}");
    }

    /// <summary>What a standing advance decision refuses, said beside CPR: one that names CPR does so whatever its kind.</summary>
    public static string BesideCpr(LegalDecisions law) =>
        law.NamesCpr() ? "Advance decision refuses CPR"
        : law.Adrt is AdrtStatus.RefusesLifeSustaining ? "Advance decision refuses life-sustaining treatment"
        : "Advance decision to refuse treatment";

    /// <summary>Who has seen the document, its formalities, and where it is.</summary>
    public static string Document(LegalDecisions law, bool hidesLocation) =>
        $"{Seen(law)} {Formalities(law)} Kept: {law.AdrtLocation.UnlessHidden(hidesLocation) ?? "not recorded"}.";

    /// <summary>Who has seen the document, and when.</summary>
    public static string Seen(LegalDecisions law) =>
        law.AdrtSeenBy is { } by
            ? $"Document seen by {by}{(law.AdrtSeenOn is { } on ? $" on {London.Show(on)}" : "")}."
            : "Document not seen.";

    /// <summary>The four formalities in one line, and what follows where one that the law asks for is not known to be met.</summary>
    public static string Formalities(LegalDecisions law)
    {
        var four = string.Join("; ", law.AllFormalities().Select(one => $"{one.Formality}: {YesNo.Words(one.Met).ToLowerInvariant()}"));
        var check = law.Formalities().Any(one => one.Met is not true)
            ? " Without all four a refusal of life-sustaining treatment does not bind: check the document."
            : "";
        return $"{char.ToUpperInvariant(four[0])}{four[1..]}.{check}";
    }

    /// <summary>Who the attorney is, how to ring them, and whether the power can be used at all.</summary>
    public static Markup Attorney(LegalDecisions law, bool hidesLocation)
    {
        if (!HasAttorney(law))
        {
            return Markup.Of($"{(law.Lpa is { } none ? CodeList.Term(none) : "not recorded")}");
        }

        var registered = law.LpaRegistered switch
        {
            true => Markup.Empty,
            false => Markup.Of($" <strong>NOT registered: no authority yet.</strong>"),
            null => Markup.Of($" Registration not recorded."),
        };
        var life = law.Lpa is LpaStatus.WithLifeSustaining ? Markup.Of($" The power covers life-sustaining treatment.") : Markup.Empty;
        return Markup.Of($"{Called(law.AttorneyName, law.AttorneyPhone, hidesLocation)}.{registered}{life}");
    }

    /// <summary>Who the deputy is, and what the law keeps from any deputy.</summary>
    public static Markup Deputy(LegalDecisions law, bool hidesLocation) =>
        Markup.Of($"{Called(law.DeputyName, law.DeputyPhone, hidesLocation)}. Cannot refuse life-sustaining treatment.");

    /// <summary>What an attorney may not decide, and which prevails beside an advance decision.</summary>
    public static string Limits(LegalDecisions law)
    {
        if (!HasAttorney(law))
        {
            return "";
        }

        var capacity = law.LpaRegistered is false
            ? "Once registered, the attorney may decide only if the person lacks capacity."
            : "Attorney may decide only if the person lacks capacity.";
        var life = law.Lpa is LpaStatus.WithLifeSustaining ? "" : " Life-sustaining treatment: no authority recorded.";
        return $"{capacity}{life} {Order(law)}".TrimEnd();
    }

    // An attorney overrides an advance decision only if appointed after it, and for the same treatment.
    private static string? Order(LegalDecisions law) =>
        law.OrderOfAttorney() switch
        {
            AttorneyOrder.BeforeAdrt when law.Formalities().All(one => one.Met is true) => "The advance decision came later and prevails.",
            AttorneyOrder.BeforeAdrt => "The advance decision came later and prevails if it is valid.",
            AttorneyOrder.AfterAdrt when law.Lpa is LpaStatus.WithLifeSustaining || !law.RefusesLifeSustaining() =>
                "The attorney was appointed after the advance decision and may decide what it covers, if the power covers the same treatment.",
            AttorneyOrder.AfterAdrt =>
                "The attorney was appointed after the advance decision and may override it only with authority over life-sustaining treatment: check both documents.",
            AttorneyOrder.NotKnown => "Which came later, attorney or advance decision, is not known: check both documents.",
            _ => null,
        };

    private static Markup Called(string? name, string? phone, bool hidesLocation)
    {
        var number = phone is null ? Markup.Of($"telephone not recorded") : FormParts.TypedWithPhones(phone.UnlessHidden(hidesLocation));
        return Markup.Of($"{name ?? "name not recorded"} {number}");
    }

    private static bool HasAttorney(LegalDecisions law) => law.Lpa is LpaStatus.HealthAndWelfare or LpaStatus.WithLifeSustaining;
}
