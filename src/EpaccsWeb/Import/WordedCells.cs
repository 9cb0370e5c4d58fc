using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>Reads the cells that take free words beside codes, so that "no", "unknown" and "not yet" never become a yes.</summary>
internal static partial class WordedCells
{
    private const RegexOptions Words =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture;

    /// <summary>"No known disability" of SCCI1580 item 28: an answer of its own, beside the list.</summary>
    private static readonly string? NoKnownDisability = CodeList.OwnCode(typeof(Disabilities), nameof(Disabilities.NoneKnown), "yes");

    private static readonly string DisabilityCodes = string.Join(
        ", ",
        CodeList.Of<Disability>().Select(term => term.Snomed).Append(NoKnownDisability)
    );

    public static Allergies? ReadAllergies(CellReader cells)
    {
        if (cells.Text("allergies") is not { } text)
        {
            return null;
        }

        var status =
            NoKnownAllergies().IsMatch(text) ? AllergyStatus.NoneKnown
            : CellReader.Is(text, "allergies unavailable") ? AllergyStatus.Unavailable
            : Codes<AllergyStatus>.Find(text);
        if (status is { } said and not AllergyStatus.Known)
        {
            return new() { Status = said };
        }

        if (status is AllergyStatus.Known || CellReader.Is(text, "yes", "y") || IsNoAnswer().IsMatch(text) || BeginsWithNo().IsMatch(text))
        {
            cells.Refuse(
                "allergies",
                "Enter what the person is allergic to, or \"none known\", or leave it blank when it is not recorded."
            );
            return null;
        }

        return new() { Status = AllergyStatus.Known, Details = text };
    }

    public static AnticipatoryMedicines? ReadMedicines(CellReader cells)
    {
        var location = cells.Text("anticipatory_location", CellReader.Location);
        if (cells.Text("anticipatory_medicines") is not { } text)
        {
            if (location is not null)
            {
                cells.Refuse("anticipatory_location", "Says where medicines are, but anticipatory_medicines is blank.");
            }

            return null;
        }

        var status =
            CellReader.Is(text, "yes") ? AnticipatoryStatus.Prescribed
            : CellReader.Is(text, "no", "none", "not in place") ? AnticipatoryStatus.NotInPlace
            : Codes<AnticipatoryStatus>.Find(text);
        if (status is null && !NamesMedicines(text))
        {
            cells.Refuse(
                "anticipatory_medicines",
                "Enter yes, no, or which medicines are in place, or leave it blank when it is not recorded."
            );
            return null;
        }

        return new()
        {
            Status = status ?? AnticipatoryStatus.Prescribed,
            Medicines = status is null ? text : null,
            Location = location,
        };
    }

    public static Disabilities? ReadDisability(CellReader cells)
    {
        if (cells.Text("disability") is not { } text)
        {
            return null;
        }

        var parts = cells.List("disability").ToList();
        var noneKnown = parts.RemoveAll(SaysNoneKnown) > 0;
        List<Disability> kinds = [.. parts.Select(KindOf).OfType<Disability>().Distinct()];
        parts.RemoveAll(part => KindOf(part) is not null);
        if (parts.Exists(part => part.Length > 5 && part.All(char.IsAsciiDigit)))
        {
            cells.Refuse("disability", $"Holds a code that is not in the list: {DisabilityCodes}.");
            return null;
        }

        if ((parts.Count == 0 && kinds.Count == 0 && !noneKnown) || parts.Exists(NamesNoDisability))
        {
            cells.Refuse(
                "disability",
                "Describe the disability in words, give its SNOMED CT id, or enter \"none known\"; leave it blank when it is not recorded."
            );
            return null;
        }

        var answers = new Disabilities
        {
            Kinds = kinds,
            Description =
                parts.Count == 0 ? null
                : kinds.Count == 0 && !noneKnown ? text
                : string.Join("; ", parts),
        };
        return answers with
        {
            NoneKnown =
                noneKnown ? true
                : answers.NamesOne() || answers.Description is not null ? false
                : null,
        };
    }

    /// <summary>Where medicines stand as prescribed nobody brings any at night, so words that leave a doubt name none.</summary>
    private static bool NamesMedicines(string text) =>
        LongWord().IsMatch(text) && !IsNoAnswer().IsMatch(text) && !BeginsWithNo().IsMatch(text) && !NotInPlace().IsMatch(text);

    private static bool NamesNoDisability(string part) =>
        CellReader.Is(part, "yes", "y") || IsNoAnswer().IsMatch(part) || NoDisability().IsMatch(part);

    private static bool SaysNoneKnown(string part) =>
        part == NoKnownDisability
        || CellReader.Is(
            part,
            "no",
            "nil",
            "none",
            "none known",
            "none-known",
            "nil known",
            "no disability",
            "no disabilities",
            "no known disability",
            "no known disabilities",
            "no-known-disability"
        );

    /// <summary>By id, slug or the standard's own words.</summary>
    private static Disability? KindOf(string part) =>
        CellReader.Is(part, "patient reports no current disability") ? Disability.ReportsNoCurrentDisability : Codes<Disability>.Find(part);

    [GeneratedRegex(@"^\W* ( (no|nil|none) (\s+known)? ((\s+drug)? \s+allerg(y|ies) (\s+known)?)? | n\.?k\.?d?\.?a ) \W*$", Words)]
    private static partial Regex NoKnownAllergies();

    /// <summary>Words that say that nobody knows, was not asked or has not decided; or no words at all.</summary>
    [GeneratedRegex(
        """
            ^[^\p{L}\p{Nd}]*$
            | ^\W* ( unsure | uncertain ) \W*$
            | ^\W* (
                unknown | undisclosed | unavailable | unrecorded | undecided | declined | refused | await\w* | pending | yet | to\s+be
                | t\W?b\W?[acd] | n\W?[ak] | (prefer\w*|rather) \s+ not
                | not \s+ ( yet | known | recorded | asked | answered | stated | disclosed | assessed | applicable | available | sure | documented
                    | discussed | given | provided | specified | checked | confirmed | clear | established | entered | completed | done )
                | (no|nil|none) \s+ ( information | info | data | records? | recorded | details? | documented | answer | response | entry )
                | (person|patient|pt|family) \s+ (has\s+)? (declin|refus)\w*
              ) \b
            """,
        Words
    )]
    private static partial Regex IsNoAnswer();

    [GeneratedRegex(@"^\W* ( no | not | n(?=\W*$) | nil | none | never | neither | without | declin\w* | refus\w* ) \b", Words)]
    private static partial Regex BeginsWithNo();

    [GeneratedRegex(@"\p{L}{5}", Words)]
    private static partial Regex LongWord();

    /// <summary>Words that say of medicines that they are not there, or not yet, or not any more.</summary>
    [GeneratedRegex(
        """
            ^\W* ( for \s+ (review|discussion|consideration|prescri\w*) | plan(ned)? | discuss\w* | consider\w* | request\w* | order\w* | offer\w*
                | need(s|ed)? | requir\w* | stopped | discontinued | cancel\w* | removed | returned | expired | used | destroyed | withdrawn ) \b
            | \b (
                none | declin\w* | refus\w* | await\w* | unknown | pending | tb[acd] | yet \s+ to | will \s+ be
                | not \s+ ( yet | in | at | currently | needed | required | wanted | prescribed | issued | indicated | appropriate
                    | available | arranged | ordered | collected | delivered | supplied | known | recorded | discussed | agreed
                    | applicable | necessary | present | there | started )
                | no \s+ ( longer | medicines? | medications? | meds | drugs? | box | supply | stock | anticipatory | need )
                | to \s+ be \s+ ( prescribed | arranged | ordered | issued | collected | delivered | discussed | agreed | decided | confirmed
                    | considered | requested | supplied | obtained | reviewed )
                | to \s+ ( prescribe | arrange | order | issue | collect | deliver | supply | request | obtain | discuss | confirm
                    | consider | review | follow )
              ) \b
            """,
        Words
    )]
    private static partial Regex NotInPlace();

    /// <summary>Words that deny a disability otherwise than by the standard's two codes for that.</summary>
    [GeneratedRegex(
        """
            ^\W* ( nil | none | n(?=\W*$) ) \b
            | ^\W* no \s+ (\w+\s+){0,2} ( concerns? | issues? | problems? | impairments? | difficult(y|ies) | disabilit(y|ies) | needs? ) \b
            | \b report(s|ed)? \s+ (no|none) \b
            """,
        Words
    )]
    private static partial Regex NoDisability();
}
