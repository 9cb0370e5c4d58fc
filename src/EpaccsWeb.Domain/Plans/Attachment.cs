using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>A file that belongs to the plan, such as a scanned advance decision (SCCI1580 requirement 39). Written once.</summary>
public sealed class Attachment
{
    /// <summary>Bytes of the largest file that is taken.</summary>
    public const int LargestBytes = 5 * 1024 * 1024;

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }

    /// <summary>What kind of document it is, which decides who reads it: see <see cref="DocumentReaders"/>.</summary>
    public required DocumentClass Kind { get; init; }
    public required string FileName { get; init; }
    public required string ContentType { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public required string Digest { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
}
