using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Access.Rights;

/// <summary>The parts of a copy in words: a section of the plan, or a table beside it.</summary>
/// <remarks>Which tables there are, and why a copy does not hold some, stands in the database: person_tables.</remarks>
public static class SubjectParts
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["person"] = "Your details, as they were entered",
        ["patients"] = "Your details, as they are found by",
        ["plans"] = "The plan and who holds it",
        ["plan_facts"] = "What lists and reports take from the plan",
        ["counted_plans"] = "What is counted of the plan",
        ["consents"] = "Consent",
        ["objections"] = "Organisations you did not want to share with",
        ["relationships"] = "Who was involved in your care, and emergency access",
        ["break_glass_reviews"] = "How emergency access was judged",
        ["practice_changes"] = "Changes of GP practice",
        ["deaths"] = "Entries about the death",
        ["death_reviews"] = "What the team said of the death afterwards",
        ["endings"] = "Ending the record and opening it again",
        ["drafts"] = "Drafts that were not saved",
        ["endorsement_requests"] = "Decisions that waited for endorsement",
        ["notices"] = "What the team was told",
        ["plan_marks"] = "Prints, letters and who was told of the plan",
        ["attachments"] = "Files that were attached",
        ["notes"] = "Notes of visits and calls",
        ["plan_feedback"] = "How the plan served",
        ["former_numbers"] = "Earlier NHS numbers",
        ["record_merges"] = "Records put together",
        ["pair_judgements"] = "Whether another record was of the same person",
        ["meeting_entries"] = "What meetings said",
        ["care_tasks"] = "Tasks",
        ["import_entries"] = "Where the record was imported from",
        ["record_holds"] = "Why the record is kept for longer",
        ["destruction_requests"] = "Requests to destroy the record",
        ["subject_requests"] = "Requests for copies of the record",
        ["audit_entries"] = "Who looked, and what they did",
    };

    /// <summary>The title of a part; a table without one of its own is spelled out.</summary>
    public static string TitleOf(string part) =>
        Titles.GetValueOrDefault(part) ?? SectionCatalogue.Find(part)?.Title ?? SubjectHtml.Words(part);
}
