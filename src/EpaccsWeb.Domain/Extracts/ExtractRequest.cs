using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Extracts;

/// <summary>What an extract holds (SCCI1580 requirements 29 and 31).</summary>
public enum ExtractKind
{
    /// <summary>Coded answers under keyed pseudonyms; nobody is named.</summary>
    Pseudonymised,

    /// <summary>Everything in the plans, with names.</summary>
    Identifiable,
}

/// <summary>What an extract is wanted for.</summary>
public enum ExtractPurpose
{
    DirectCare,
    ClinicalAudit,
    Evaluation,
    ServicePlanning,
    Research,
}

/// <summary>How far a request has come.</summary>
public enum ExtractState
{
    Asked,
    Refused,
    Ready,
    Expired,
}

/// <summary>A request for an extract of an organisation's own records: who asked and why, what was decided, what was made. Never removed.</summary>
public sealed class ExtractRequest
{
    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = 2000;

    /// <summary>A file that was made can be fetched for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }
    public required ExtractKind Kind { get; init; }
    public required ExtractPurpose Purpose { get; init; }

    /// <summary>What it is wanted for, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The organisation that asks, of whose records alone it is made.</summary>
    public required Guid OrganisationId { get; init; }
    public required Guid AskedById { get; init; }

    /// <summary>Name, role and organisation of whoever asked.</summary>
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Of the form it was sent with: sent twice, it is one request.</summary>
    public required Guid SubmitToken { get; init; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedBy { get; private set; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? RefusedBecause { get; private set; }

    /// <summary>People in the file.</summary>
    public int People { get; private set; }

    /// <summary>Rows of the file's tables of people.</summary>
    public int Rows { get; private set; }

    /// <summary>People left out because consent was withdrawn or declined; for the privacy officer.</summary>
    public int LeftOutWithdrawn { get; private set; }

    /// <summary>People left out because of their national data opt-out; for the privacy officer.</summary>
    public int LeftOutOptedOut { get; private set; }

    /// <summary>People left out because too few others are like them.</summary>
    public int LeftOutRare { get; private set; }

    /// <summary>The key of the pseudonyms, sealed; gone with the file.</summary>
    public byte[]? SealedKey { get; private set; }

    /// <summary>From when on the file is not given out any more.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When the file and the key were removed.</summary>
    public DateTimeOffset? ExpiredAt { get; private set; }

    public bool IsDecided => DecidedAt is not null;

    public ExtractState StateAt(DateTimeOffset now) =>
        !IsDecided ? ExtractState.Asked
        : RefusedBecause is not null ? ExtractState.Refused
        : ExpiredAt is null && ExpiresAt > now ? ExtractState.Ready
        : ExtractState.Expired;

    /// <summary>Asks for one.</summary>
    public static ExtractRequest Ask(
        ExtractKind kind,
        ExtractPurpose purpose,
        string reason,
        Guid submitToken,
        Actor actor,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            Purpose = purpose,
            Reason = reason,
            OrganisationId = actor.OrganisationId,
            AskedById = actor.UserId,
            AskedBy = actor.Signature,
            AskedAt = now,
            SubmitToken = submitToken,
        };

    /// <summary>Refuses it.</summary>
    public void Refuse(string because, Actor officer, DateTimeOffset now)
    {
        Decide(officer, now);
        RefusedBecause = because;
    }

    /// <summary>Approves it, with what was made.</summary>
    public void Approve(ExtractCounts made, byte[] sealedKey, Actor officer, DateTimeOffset now)
    {
        Decide(officer, now);
        (People, Rows) = (made.People, made.Rows);
        (LeftOutWithdrawn, LeftOutOptedOut, LeftOutRare) = (made.Withdrawn, made.OptedOut, made.Rare);
        SealedKey = sealedKey;
        ExpiresAt = now + Kept;
    }

    /// <summary>Takes the key away, as the file is removed.</summary>
    public void Expire(DateTimeOffset now) => (SealedKey, ExpiredAt) = (null, now);

    private void Decide(Actor officer, DateTimeOffset now)
    {
        if (ExtractRules.WhyNotDecide(this, officer) is { } why)
        {
            throw new AccessDeniedException(why);
        }

        (DecidedAt, DecidedById, DecidedBy) = (now, officer.UserId, officer.Signature);
    }
}

/// <summary>How many people and rows a file holds, and how many people were left out of it and why.</summary>
public sealed record ExtractCounts(int People, int Rows, int Withdrawn, int OptedOut, int Rare);
