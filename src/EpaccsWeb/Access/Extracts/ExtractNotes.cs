using System.Text;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access.Extracts;

/// <summary>The text beside the tables: what the file is, how it was made, and on what terms it may be used.</summary>
internal static class ExtractNotes
{
    public const string FileName = "README.txt";

    public static string Of(ExtractRequest request, string organisation, ExtractCounts counts, int threshold, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.Append($"{ExtractRules.Words(request.Kind)} extract of records held by {organisation}\n\n");
        text.Append($"Made: {London.Show(now)}, from the records as they stood then.\n");
        text.Append($"Purpose: {ExtractRules.Words(request.Purpose)}.\n");
        text.Append($"Reference: {request.Id}\n\n");
        text.Append("CSV, UTF-8, header in the first line. dictionary.csv says what each column holds.\n");
        text.Append("Coded columns hold slugs: dictionary.csv names their list, codes.csv gives SNOMED CT and data dictionary codes.\n");
        text.Append($"Codes are from {CodeList.Release}. Consent to keep a plan and a preferred place of care have none.\n");
        text.Append("A cell that a spreadsheet would take for a formula begins with an apostrophe, a telephone number with + too.\n\n");
        text.Append(
            request.Kind is ExtractKind.Identifiable
                ? """
                WHAT IS IN IT
                Every person whose record the organisation holds, except people whose consent was withdrawn or declined, records entered
                in error and test records. What the plan says now; not its history, notes, feedback, documents or who is in the team.
                Of restricted people nothing that may tell where they are. Key safe codes are never in an extract.
                Where decisions disagree, each stands there and is marked so: look at the plan.

                TERMS
                This file names people. Use it for the direct care of these people only. Keep it where patient records are kept, pass it
                to nobody else, and destroy it when it is no longer needed. It is out of date from the moment it was made: look at the
                plan before acting on it.

                """
                : $"""
                WHAT IS IN IT
                Coded answers of people whose record the organisation holds. No name, NHS number, address, date of birth or typed text.
                Pseudonyms are made with a secret key that belongs to this extract alone and is not in it. Two extracts cannot be joined.
                Dates are coarsened, not shifted: each stands as its quarter, such as 2025-Q1.

                SMALL GROUPS
                Age band, sex, ethnic group, deprivation and time of death are tested together: at least {threshold + 1} people share every
                combination that is shown. Where fewer would, the answers are coarsened: first deprivation and the quarter of death, then
                ethnic group and age band, then the rest. Left out because that was not enough: {ExtractRules.Shown(
                    counts.Rare,
                    threshold
                )}.
                Where the quarter of a death is not shown, no other date of that person is, nor the time with a plan.
                This does not test the other columns: a rare combination of wishes may still be recognised by somebody who knows the person.

                TERMS
                Use it for the stated purpose only. Do not try to find out who anybody is, and do not join it with other data about
                people. Pass it to nobody else. Publish no count of 1 to {threshold}. Destroy it when the work is done.

                """
        );
        return text.ToString();
    }
}
