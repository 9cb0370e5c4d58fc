using System.Globalization;
using System.Text;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>A plan as plain text with codes, to be taken over into another system.</summary>
public static class PlanText
{
    private const string NotRecorded = "Not recorded.";

    /// <summary>The sections in words, each with who said it and when.</summary>
    /// <param name="readable">The sections that the reader may see.</param>
    /// <param name="hidesLocation">Withholds every section that may tell where a restricted person is.</param>
    /// <param name="since">Only sections changed after this version; null is all.</param>
    public static string Of(Plan plan, IEnumerable<SectionDefinition> readable, bool hidesLocation, int? since)
    {
        var changed = since is { } version ? plan.ChangedSince(version).ToList() : null;
        var text = new StringBuilder();
        foreach (var section in readable.Where(one => changed?.Exists(row => row.Section == one.Key) is not false))
        {
            text.Append(section.Title.ToUpper(CultureInfo.GetCultureInfo("en-GB"))).Append('\n');
            if (hidesLocation && section.HoldsLocation)
            {
                text.Append("Not given here: it may tell where the person is, and the record is restricted. Read it on the plan.\n\n");
                continue;
            }

            Write(text, plan, section, hidesLocation);
            foreach (var revoked in (changed ?? []).Where(row => row.Section == section.Key && row.Kind is VersionKind.Revoked))
            {
                text.Append($"Revoked: version {revoked.Number}, {ByWhom(revoked, hidesLocation)}. Reason: {revoked.Reason}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The death, or that one was taken back. What is only reported leaves without codes.</summary>
    /// <param name="latest">The latest entry about it.</param>
    /// <param name="hidesLocation">Withholds the name of the place.</param>
    public static string Of(PlanFacts facts, Death? latest, bool hidesLocation)
    {
        if (facts.DiedOn is not { } died)
        {
            return latest is { Kind: DeathEntryKind.Undone }
                ? $"What was entered about a death was taken back {London.Show(latest.At)}. Reason: {latest.Reason}\n"
                : string.Empty;
        }

        var place = facts.ActualPlace is { } kind ? $"{CodeList.Term(kind)}{Code(kind.DiedCode())}" : "Not recorded";
        var name = facts.ActualPlaceName is { } named && !hidesLocation ? $", {named}" : string.Empty;
        var usual = (facts.InUsualResidence is true ? true : latest?.Answers.InUsualResidence) switch
        {
            true => $"Yes{Code(CodeList.OwnCode(typeof(DeathAnswers), nameof(DeathAnswers.InUsualResidence), "yes"))}",
            false => "No",
            null => "Not recorded",
        };
        return $"""
            Died {London.Show(died)}{(facts.DeathConfirmed ? "" : " (reported, unconfirmed)")}
            Actual place of death: {place}{name}
            In the usual place of residence: {usual}

            """;

        string Code(string? code) => code is not null && facts.DeathConfirmed ? $" [{code}]" : string.Empty;
    }

    /// <summary>The latest consent of each purpose; the codes are those of consent to share.</summary>
    public static string Of(IEnumerable<Consent> consents)
    {
        var text = new StringBuilder();
        foreach (var entry in consents)
        {
            var (purpose, status) =
                entry.Purpose is ConsentPurpose.Record
                    ? ("Consent to keep a plan", CodeList.Term(entry.Status))
                    : ("Consent to share it", SectionWords.WithCode(entry.Status));
            text.Append($"{purpose}: {status}, {London.Show(entry.On)}\n");
        }

        return text.Length == 0 ? string.Empty : $"CONSENT\n{text}\n";
    }

    private static void Write(StringBuilder text, Plan plan, SectionDefinition section, bool hides)
    {
        if (!section.IsDecision)
        {
            Write(text, plan, plan.CurrentRow(section.Key), hides);
            return;
        }

        var state = DecisionState.Of(plan, section.Key);
        if (state.Disagrees)
        {
            text.Append("Decisions disagree: see both.\n");
        }

        if (state.Shown.Count == 0)
        {
            text.Append(NotRecorded).Append('\n');
        }

        foreach (var row in state.Shown)
        {
            Write(text, plan, row, hides);
            text.Append(
                plan.EndorsementOf(row) is { } endorsement
                    ? $"Endorsed {ByWhom(endorsement, hides)}\n"
                    : $"Recorded by {(hides ? RoleNames.Of(row.AuthorRole) : row.Authorship)}, awaiting endorsement: check the form\n"
            );
        }
    }

    private static void Write(StringBuilder text, Plan plan, SectionVersion? row, bool hides)
    {
        if (row is null)
        {
            text.Append(NotRecorded).Append('\n');
            return;
        }

        foreach (var line in SectionWords.Lines(row.Answers, withCodes: true))
        {
            text.Append($"{line.Label}: {line.Value}\n");
        }

        text.Append(
            $"{(row.Imported ? "Imported" : "Recorded")} {ByWhom(row, hides)}{(row.Present is null ? "" : $". Present: {row.Present}")}\n"
        );
        if (plan.ConfirmationOf(row) is { } confirmed)
        {
            text.Append($"Confirmed, no change, {ByWhom(confirmed, hides)}\n");
        }
    }

    // Whoever wrote it works at the practice or the home, which tells where a restricted person is.
    private static string ByWhom(SectionVersion row, bool hides) =>
        hides
            ? $"{London.Show(row.At)} by {RoleNames.Of(row.AuthorRole)}"
            : $"{London.Show(row.At)} by {row.AuthorName} ({row.Authorship})";
}
