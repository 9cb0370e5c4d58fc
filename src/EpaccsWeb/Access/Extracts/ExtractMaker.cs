using System.Globalization;
using System.IO.Compression;
using System.Text;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access.Extracts;

/// <summary>Makes the ZIP of an extract from the database as it stands, through doors that open to the deciding officer alone.</summary>
internal sealed class ExtractMaker(EpaccsDbContext db, ExtractRequest request, byte[] key, int threshold, DateTimeOffset now)
{
    private DateOnly Today => London.Day(now);

    public async Task<ExtractMade> MakeAsync(string organisation, CancellationToken cancel)
    {
        var all = await PeopleAsync(cancel);
        var people = all.Where(row => row.LeftOut is null).ToList();
        using var memory = new MemoryStream();
        ExtractCounts counts;
        List<Guid> inside;
        await using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            (counts, inside) =
                request.Kind is ExtractKind.Identifiable ? await NamedAsync(zip, people, cancel) : await UnnamedAsync(zip, people, cancel);
            counts = counts with
            {
                Withdrawn = all.Count(row => row.LeftOut == "withdrawn"),
                OptedOut = all.Count(row => row.LeftOut == "opted-out"),
            };
            var notes = ExtractNotes.Of(request, organisation, counts, threshold, now);
            await AddAsync(zip, ExtractNotes.FileName, Encoding.UTF8.GetBytes(notes), cancel);
        }

        return new(memory.ToArray(), counts, inside);
    }

    private async Task<(ExtractCounts, List<Guid>)> NamedAsync(ZipArchive zip, List<ExtractedPerson> people, CancellationToken cancel)
    {
        var parts = (await PartsAsync(cancel)).ToLookup(part => part.PatientId);
        var decisions = (await DecisionsAsync(cancel)).ToLookup(part => part.PatientId);
        var ordered = people.OrderBy(row => row.NhsNumber, StringComparer.Ordinal).ToList();
        var answers = ordered.SelectMany(row => NamedTables.AnswersOf(row, parts[row.PatientId], decisions[row.PatientId])).ToList();
        var rows = ordered.Select(row => NamedPerson.Of(row, decisions[row.PatientId])).ToList();
        await AddAsync(zip, NamedTables.People.FileName, NamedTables.People.Write(rows), cancel);
        await AddAsync(zip, NamedTables.Plan.FileName, NamedTables.Plan.Write(answers), cancel);
        await CodesAndDictionaryAsync(zip, NamedTables.People.Words.Concat(NamedTables.Plan.Words), cancel);
        return (new(rows.Count, rows.Count + answers.Count, 0, 0, 0), [.. people.Select(row => row.PatientId)]);
    }

    private async Task<(ExtractCounts, List<Guid>)> UnnamedAsync(ZipArchive zip, List<ExtractedPerson> people, CancellationToken cancel)
    {
        var pseudonyms = new Pseudonyms(key);
        var decisions = (await DecisionsAsync(cancel)).ToLookup(part => part.PatientId);
        var shown = SmallGroups.Protect(
            people.ToDictionary(row => row.PatientId, row => UnnamedTables.RecognisableOf(row, Today)),
            threshold
        );
        // In the order of the pseudonyms, which tells nothing.
        var rows = people
            .Where(row => shown.ContainsKey(row.PatientId))
            .Select(row => UnnamedPerson.Of(pseudonyms.Of(row.PatientId), shown[row.PatientId], row, decisions[row.PatientId]))
            .OrderBy(row => row.Pseudonym, StringComparer.Ordinal)
            .ToList();
        var dead = rows.Where(row => row.Row.DiedOn is not null).ToList();
        await AddAsync(zip, UnnamedTables.People.FileName, UnnamedTables.People.Write(rows), cancel);
        await AddAsync(zip, UnnamedTables.Wishes.FileName, UnnamedTables.Wishes.Write(rows), cancel);
        await AddAsync(zip, UnnamedTables.Deaths.FileName, UnnamedTables.Deaths.Write(dead), cancel);
        await CodesAndDictionaryAsync(
            zip,
            [.. UnnamedTables.People.Words, .. UnnamedTables.Wishes.Words, .. UnnamedTables.Deaths.Words],
            cancel
        );
        return (new(rows.Count, (2 * rows.Count) + dead.Count, 0, 0, people.Count - rows.Count), [.. shown.Keys]);
    }

    private async Task CodesAndDictionaryAsync(ZipArchive zip, IEnumerable<ExtractWord> words, CancellationToken cancel)
    {
        await AddAsync(zip, ExtractCodes.Table.FileName, ExtractCodes.Table.Write(ExtractCodes.Rows), cancel);
        var dictionary = ExtractWord.Dictionary.Write(words.Concat(ExtractCodes.Table.Words));
        await AddAsync(zip, ExtractWord.Dictionary.FileName, dictionary, cancel);
    }

    private async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = now;
        await using var stream = await entry.OpenAsync(cancel);
        await stream.WriteAsync(content, cancel);
    }

    private Task<List<ExtractedPerson>> PeopleAsync(CancellationToken cancel) =>
        db
            .Database.SqlQuery<ExtractedPerson>(
                $"""
                select patient_id as "PatientId", left_out as "LeftOut", person as "Person", nhs_number as "NhsNumber",
                       family_name as "FamilyName", given_name as "GivenName", date_of_birth as "DateOfBirth", gender as "Gender",
                       ethnicity as "Ethnicity", imd_decile as "ImdDecile", restricted as "Restricted", in_care_home as "InCareHome",
                       started_at as "StartedAt", ended_as as "EndedAs", consent_to_record as "ConsentToRecord",
                       consent_to_share as "ConsentToShare", diagnosis_group as "DiagnosisGroup", prognosis as "Prognosis", stage as "Stage",
                       ppd_status as "PpdStatus", ppd_first as "PpdFirst", ppd_second as "PpdSecond", ppd_expressed_on as "PpdExpressedOn",
                       cpr as "Cpr", cpr_endorsed as "CprEndorsed", ceiling as "Ceiling", ceiling_endorsed as "CeilingEndorsed",
                       review_on as "ReviewOn", died_on as "DiedOn", death_confirmed as "DeathConfirmed", actual_place as "ActualPlace",
                       actual_place_name as "ActualPlaceName", in_usual_residence as "InUsualResidence", first_met as "FirstMet",
                       first_or_second_met as "FirstOrSecondMet", variance as "Variance"
                from extract_people({request.Id})
                """
            )
            .ToListAsync(cancel);

    private Task<List<ExtractedPart>> PartsAsync(CancellationToken cancel) =>
        db
            .Database.SqlQuery<ExtractedPart>(
                $"""
                select patient_id as "PatientId", section as "Section", answers as "Answers", endorsed as "Endorsed", at as "At",
                       effective_at as "EffectiveAt", number as "Number", author_role as "AuthorRole",
                       author_organisation as "AuthorOrganisation"
                from extract_parts({request.Id})
                """
            )
            .ToListAsync(cancel);

    /// <summary>Every decision that was not revoked: which of them hold, the domain tells.</summary>
    private Task<List<ExtractedPart>> DecisionsAsync(CancellationToken cancel) =>
        db
            .Database.SqlQuery<ExtractedPart>(
                $"""
                select patient_id as "PatientId", section as "Section", answers as "Answers", endorsed as "Endorsed", at as "At",
                       effective_at as "EffectiveAt", number as "Number", author_role as "AuthorRole",
                       author_organisation as "AuthorOrganisation"
                from extract_decisions({request.Id})
                """
            )
            .ToListAsync(cancel);
}

/// <summary>A file that was made, what it holds, and of whom.</summary>
internal sealed record ExtractMade(byte[] Zip, ExtractCounts Counts, IReadOnlyList<Guid> People);
