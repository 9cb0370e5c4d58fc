using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Rights;

/// <summary>Who asks for a copy of a record, which decides under which law it is answered.</summary>
public enum SubjectApplicant
{
    /// <summary>The person the record is about.</summary>
    Person,

    /// <summary>Somebody with the person's written authority, such as a solicitor.</summary>
    Authorised,

    /// <summary>An attorney for health and welfare, or a deputy of the court, whose powers cover it.</summary>
    AttorneyOrDeputy,

    /// <summary>After a death: the executor or administrator of the estate.</summary>
    PersonalRepresentative,

    /// <summary>After a death: somebody who may have a claim arising out of it.</summary>
    Claimant,
}

/// <summary>How far a request for a copy has come.</summary>
public enum SubjectState
{
    Asked,
    Refused,
    Ready,
    Expired,
}

/// <summary>A request for a copy of everything kept about one person: who asked, what the clinician decided, what was made.</summary>
public sealed class SubjectRequest
{
    /// <summary>Most characters of what is typed.</summary>
    public const int LongestText = 2000;

    /// <summary>A copy that was made can be fetched for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }

    /// <summary>The record it is about. No key to the patient: the request is a paper of the office, not a part of the record.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>The organisation that held the record when the request was taken down, and has to answer it.</summary>
    public required Guid OrganisationId { get; init; }
    public required SubjectApplicant Applicant { get; init; }

    /// <summary>Who they are and how identity and entitlement were checked.</summary>
    public required string Evidence { get; init; }

    /// <summary>The day on which the request came, from which the time to answer is counted.</summary>
    public required DateOnly ReceivedOn { get; init; }
    public required Guid AskedById { get; init; }

    /// <summary>Name, role and organisation of whoever took it down.</summary>
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Of the form it was sent with: sent twice, it is one request.</summary>
    public required Guid SubmitToken { get; init; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? RefusedBecause { get; private set; }

    /// <summary>Parts that are not in the copy: keys of sections, or names of tables.</summary>
    public List<string> Withheld { get; private set; } = [];

    /// <summary>On which ground they are not, and why. Never in the copy itself.</summary>
    public SubjectGround? WithheldOn { get; private set; }
    public string? WithheldBecause { get; private set; }

    /// <summary>Rows in the copy.</summary>
    public int Rows { get; private set; }

    /// <summary>From when on the copy is not given out any more.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? ExpiredAt { get; private set; }

    public bool IsDecided => DecidedAt is not null;

    public bool IsAfterDeath => SubjectRules.IsAfterDeath(Applicant);

    public SubjectState StateAt(DateTimeOffset now) =>
        !IsDecided ? SubjectState.Asked
        : RefusedBecause is not null ? SubjectState.Refused
        : ExpiredAt is null && ExpiresAt > now ? SubjectState.Ready
        : SubjectState.Expired;

    /// <summary>Takes a request down.</summary>
    public static SubjectRequest Ask(SubjectAsking asking, Guid recordId, Guid holder, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            RecordId = recordId,
            OrganisationId = holder,
            Applicant = asking.Applicant,
            Evidence = asking.Evidence,
            ReceivedOn = asking.ReceivedOn,
            AskedById = actor.UserId,
            AskedBy = actor.Signature,
            AskedAt = now,
            SubmitToken = asking.SubmitToken,
        };

    /// <summary>Refuses it.</summary>
    public void Refuse(string because, Actor clinician, DateTimeOffset now)
    {
        Decide(clinician, now);
        RefusedBecause = because;
    }

    /// <summary>Signs it off, with what is kept back.</summary>
    public void Release(SubjectWithholding withholding, int rows, Actor clinician, DateTimeOffset now)
    {
        Decide(clinician, now);
        (Withheld, WithheldOn, WithheldBecause) = ([.. withholding.Parts], withholding.Ground, withholding.Because);
        (Rows, ExpiresAt) = (rows, now + Kept);
    }

    /// <summary>The copy has been removed.</summary>
    public void Expire(DateTimeOffset now) => ExpiredAt = now;

    private void Decide(Actor clinician, DateTimeOffset now)
    {
        if (SubjectRules.WhyNotDecide(this, clinician) is { } why)
        {
            throw new AccessDeniedException(why);
        }

        (DecidedAt, DecidedById, DecidedBy) = (now, clinician.UserId, clinician.Signature);
    }
}

/// <summary>Why a part of a record is kept back.</summary>
public enum SubjectGround
{
    SeriousHarm,
    ThirdParty,

    /// <summary>After a death: the person gave it, or agreed to an examination, expecting that it would not be disclosed.</summary>
    InConfidence,

    /// <summary>After a death: it is not relevant to the claim.</summary>
    NotRelevant,
}

/// <summary>What is kept back and why; nothing when there are no parts.</summary>
public sealed record SubjectWithholding(IReadOnlyList<string> Parts, SubjectGround? Ground, string? Because);

/// <summary>What is typed about a request that has come in.</summary>
public sealed record SubjectAsking(SubjectApplicant Applicant, string Evidence, DateOnly ReceivedOn, Guid SubmitToken);

/// <summary>The copy: a ZIP, sealed with the website's keys, removed when its time is over.</summary>
public sealed class SubjectCopy
{
    public required Guid RequestId { get; init; }
    public required byte[] Sealed { get; init; }
}
