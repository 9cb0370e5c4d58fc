using System.Security.Cryptography;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Files that belong to the plan: checked by their content, kept whole, never changed.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Most files of one plan.</summary>
    private const int MostFiles = 50;

    private static readonly (byte[] Begins, string Type, string Ending)[] Kinds =
    [
        ("%PDF-"u8.ToArray(), "application/pdf", ".pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png", ".png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg", ".jpg"),
    ];

    /// <summary>The files that this reader may read, newest first, without their content.</summary>
    public Task<List<AttachmentLine>> AttachmentsAsync(CancellationToken cancel) =>
        AttachmentsAsync(Enum.GetValues<DocumentClass>(), cancel);

    /// <summary>Of these kinds, the files that this reader may read, newest first, without their content.</summary>
    public Task<List<AttachmentLine>> AttachmentsAsync(IEnumerable<DocumentClass> kinds, CancellationToken cancel)
    {
        var readable = kinds.Where(Grant.MayReadFile).ToList();
        return db
            .Attachments.Where(row => readable.Contains(row.Kind))
            .OrderByDescending(row => row.At)
            .Select(row => new AttachmentLine(
                row.Id,
                row.Kind,
                row.FileName,
                row.ContentType,
                row.Content.Length,
                row.At,
                row.AuthorName,
                row.AuthorRole,
                row.AuthorOrganisation
            ))
            .ToListAsync(cancel);
    }

    /// <summary>One file with its content; null when this plan has none such.</summary>
    public Task<Attachment?> AttachmentAsync(Guid id, CancellationToken cancel) =>
        db.Attachments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);

    /// <summary>Whether the reader's organisation adds files at all.</summary>
    public Task<bool> TakesAttachmentsAsync(CancellationToken cancel)
    {
        var mine = Grant.Actor.OrganisationId;
        return db.Organisations.Where(row => row.Id == mine).Select(row => row.TakesAttachments).SingleAsync(cancel);
    }

    /// <summary>Adds a file. Its kind is told from its first bytes, never from its name.</summary>
    /// <param name="title">What it is called in the list and when it is saved; letters, digits, blanks and dashes are kept.</param>
    public async Task<SaveOutcome> AttachAsync(DocumentClass kind, string title, byte[] content, CancellationToken cancel)
    {
        var format = Array.Find(Kinds, one => content.AsSpan().StartsWith(one.Begins));
        var problem =
            content.Length == 0 ? "The file is empty."
            : content.Length > Attachment.LargestBytes ? "The file is larger than 5 MB."
            : format.Type is null ? "Only PDF, PNG and JPEG files are taken. This file is none of them, whatever its name says."
            : !await TakesAttachmentsAsync(cancel) ? "Your organisation does not add files to plans."
            : await db.Attachments.CountAsync(cancel) >= MostFiles ? $"A plan holds at most {MostFiles} files."
            : null;
        if (problem is not null)
        {
            return new SaveOutcome.Refused([new("File", problem)]);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        return await SaveAsync(
            async _ =>
            {
                Grant.Require(PatientId, Permission.EditSections);
                if (await db.Attachments.AnyAsync(row => row.Digest == digest, cancel))
                {
                    // The same file sent twice is one.
                    return;
                }

                db.Add(
                    new Attachment
                    {
                        Id = Guid.CreateVersion7(Now),
                        PatientId = PatientId,
                        Kind = kind,
                        FileName = SafeName(title) + format.Ending,
                        ContentType = format.Type!,
                        Content = content,
                        Digest = digest,
                        At = Now,
                        AuthorId = Grant.Actor.UserId,
                        AuthorName = Grant.Actor.Name,
                        AuthorRole = Grant.Actor.Role,
                        AuthorOrganisation = Grant.Actor.OrganisationName,
                    }
                );
            },
            cancel
        );
    }

    private static string SafeName(string title)
    {
        var kept = string.Concat(title.Select(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' ? letter : '-'))
            .Trim(' ', '-');
        return kept.Length == 0 ? "file" : kept[..Math.Min(kept.Length, 80)];
    }
}

/// <summary>One file in the list.</summary>
public sealed record AttachmentLine(
    Guid Id,
    DocumentClass Kind,
    string FileName,
    string ContentType,
    int Bytes,
    DateTimeOffset At,
    string AuthorName,
    Role AuthorRole,
    string AuthorOrganisation
);
