using EpaccsWeb.Domain.Rights;

namespace EpaccsWeb.Access.Rights;

/// <summary>What came of taking a request down: its id, or the sentence why not.</summary>
public sealed record SubjectAsked(Guid? Id, string? Problem);

/// <summary>A request and whom it is about.</summary>
public sealed record SubjectCase(SubjectRequest Asked, SubjectPerson Person);

/// <summary>One part of a record with its title and how many rows it has.</summary>
public sealed record SubjectPart(string Key, string Title, int Rows);

/// <summary>Whom a request is about.</summary>
public sealed record SubjectPerson(
    Guid RecordId,
    Guid Holder,
    bool Died,
    string NhsNumber,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth
);

internal sealed record RecordOfNumber(Guid RecordId, Guid Holder, bool Died);

internal sealed record PartCount(string Part, int Rows);
