using System.IO.Compression;
using System.Text;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Rights;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access.Rights;

/// <summary>Makes the copy: a page to read, the same as data, and the documents. The rows come through a door that opens to the deciding clinician alone.</summary>
internal sealed class SubjectCopyMaker(EpaccsDbContext db, SubjectRequest request, SubjectPerson person, DateTimeOffset now)
{
    public async Task<SubjectMade> MakeAsync(IReadOnlyCollection<string> withheld, CancellationToken cancel)
    {
        var without = new SubjectWithheld(withheld);
        var rows = (await RowsAsync(cancel)).Select(without.Shown).OfType<SubjectRow>().ToList();
        using var memory = new MemoryStream();
        await using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(zip, "README.txt", Notes(), cancel);
            await AddAsync(zip, "record.html", SubjectHtml.Page(request, person, rows, new SubjectWords(db.Model), now), cancel);
            foreach (var table in rows.GroupBy(row => row.Kept, StringComparer.Ordinal))
            {
                await AddAsync(zip, $"data/{table.Key}.json", $"[\n{string.Join(",\n", table.Select(row => row.Content))}\n]\n", cancel);
            }

            if (!withheld.Contains("attachments"))
            {
                await DocumentsAsync(zip, cancel);
            }
        }

        return new(memory.ToArray(), rows.Count);
    }

    private async Task DocumentsAsync(ZipArchive zip, CancellationToken cancel)
    {
        var files = db
            .Database.SqlQuery<SubjectDocument>(
                $"""select id as "Id", file_name as "FileName", content as "Content" from subject_documents({request.Id})"""
            )
            .AsAsyncEnumerable();
        await foreach (var file in files.WithCancellation(cancel))
        {
            // The name as typed may not be one for every system; the id is, and the data name it.
            await AddAsync(zip, $"documents/{file.Id}{Path.GetExtension(file.FileName)}", file.Content, cancel);
        }
    }

    private string Notes() =>
        $"""
            A copy of the record of {PersonName.Display(person.FamilyName, person.GivenName, person.Title)}, NHS number {NhsNumber.Parse(person.NhsNumber).Display}
            Made: {London.Show(now)}, from the record as it stood then.
            Under: {SubjectRules.Law(request.Applicant)}
            Reference: {request.Id}

            record.html opens in any browser and needs no network. data holds the same, table by table, as JSON,
            with times in UTC and coded answers as short words.
            documents holds the files that belong to the record.

            The access log in it says who looked at the record, when, in which role and why.

            This copy holds what the law lets the organisation give. {(
                request.IsAfterDeath
                    ? "The law lets it keep back what could do serious harm, what is about other people, what the person gave in confidence, and, for a claim, what is not relevant to it."
                    : "The law lets it keep back what could do serious harm, and what is about other people."
            )}
            If you think that something is missing or wrong, ask the organisation that gave you this copy, and then the {(
                request.IsAfterDeath
                    ? "NHS body that oversees it, or a court"
                    : "Information Commissioner (ico.org.uk)"
            )}.
            Keep it in a safe place. Nobody can take it back once it is yours.

            """.ReplaceLineEndings(
            "\n"
        );

    private static Task AddAsync(ZipArchive zip, string name, string text, CancellationToken cancel) =>
        AddAsync(zip, name, Encoding.UTF8.GetBytes(text), cancel);

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name);
        await using var stream = await entry.OpenAsync(cancel);
        await stream.WriteAsync(content, cancel);
    }

    private Task<List<SubjectRow>> RowsAsync(CancellationToken cancel) =>
        db
            .Database.SqlQuery<SubjectRow>(
                $"""select kept as "Kept", part as "Part", content as "Content" from subject_rows({request.Id})"""
            )
            .ToListAsync(cancel);
}

/// <summary>A copy that was made, and how many rows it holds.</summary>
internal sealed record SubjectMade(byte[] Zip, int Rows);

/// <summary>One row of one table, with every column, as JSON.</summary>
internal sealed record SubjectRow(string Kept, string Part, string Content);

/// <summary>One file that belongs to the record.</summary>
internal sealed record SubjectDocument(Guid Id, string FileName, byte[] Content);
