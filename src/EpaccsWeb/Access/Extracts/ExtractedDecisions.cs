using EpaccsWeb.Data;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Access.Extracts;

/// <summary>Which of a person's decisions hold in an extract, and whether they disagree: by the rule that the screens go by.</summary>
internal static class ExtractedDecisions
{
    /// <summary>The decisions of one section that are shown, the endorsed ones first.</summary>
    public static (IReadOnlyList<ExtractedPart> Shown, bool Disagree) Of(string section, IEnumerable<ExtractedPart> decisions)
    {
        var parts = decisions.Where(part => part.Section == section).ToList();
        var plan = new Plan
        {
            Id = Guid.Empty,
            PatientId = Guid.Empty,
            StartedAt = default,
            RecordingOrganisationId = Guid.Empty,
        }.With(parts.SelectMany(Rows));
        var state = DecisionState.Of(plan, section);
        return ([.. state.Shown.Select(row => parts.First(part => part.Number == row.Number))], state.Disagrees);
    }

    /// <summary>Null where nothing was decided.</summary>
    public static bool? Disagree<T>(IEnumerable<ExtractedPart> decisions)
        where T : IDecision
    {
        var (shown, disagree) = Of(SectionCatalogue.Of<T>().Key, decisions);
        return shown.Count == 0 ? null : disagree;
    }

    private static IEnumerable<SectionVersion> Rows(ExtractedPart part) =>
        part.Endorsed ? [Row(part, VersionKind.Recorded), Row(part, VersionKind.Endorsed)] : [Row(part, VersionKind.Recorded)];

    // Who wrote it is no part of the rule.
    private static SectionVersion Row(ExtractedPart part, VersionKind kind) =>
        new()
        {
            Id = Guid.Empty,
            PlanId = Guid.Empty,
            PatientId = part.PatientId,
            Section = part.Section,
            Kind = kind,
            Number = part.Number,
            Answers = kind is VersionKind.Recorded ? SectionAnswersJson.Read(part.Answers) : null,
            EffectiveAt = Moment(part.EffectiveAt),
            At = Moment(part.At),
            AuthorId = Guid.Empty,
            AuthorName = string.Empty,
            PostId = Guid.Empty,
            AuthorRole = default,
            AuthorOrganisation = part.AuthorOrganisation,
            PlanVersion = 0,
        };

    private static DateTimeOffset Moment(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
