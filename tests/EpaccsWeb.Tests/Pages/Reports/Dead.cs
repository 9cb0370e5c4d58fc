using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>One invented death, as a test states it; everything not stated is ordinary.</summary>
public sealed record Dead
{
    public required DateOnly On { get; init; }

    /// <summary>Whose record it is, where a test asks for it afterwards.</summary>
    public Guid? Id { get; init; }

    /// <summary>When the record was started; a hundred days before death unless stated.</summary>
    public DateTimeOffset? Started { get; init; }
    public DateOnly Born { get; init; } = new(1940, 1, 1);
    public string Practice { get; init; } = "Y90001";
    public string RecordedBy { get; init; } = "Y90001";
    public ConsentStatus? Share { get; init; } = ConsentStatus.Given;

    /// <summary>What the person wished for, by the day they said so, in the order of typing.</summary>
    public IReadOnlyList<Wish> Wishes { get; init; } = [];
    public Place? Actual { get; init; }
    public string? ActualName { get; init; }
    public bool? InUsualResidence { get; init; }
    public VarianceReason? Variance { get; init; }
    public IReadOnlyList<Cpr> Cprs { get; init; } = [];
    public DiagnosisGroup? Diagnosis { get; init; }
    public Gender? Sex { get; init; }
    public Ethnicity? Ethnicity { get; init; }
    public int? Imd { get; init; }
    public string? CareHome { get; init; }
    public bool Test { get; init; }
    public bool Restricted { get; init; }
    public bool InError { get; init; }
    public IReadOnlyList<Care> Cares { get; init; } = [];
    public IReadOnlyList<Look> Looks { get; init; } = [];

    /// <summary>The usual case: one wish, long ago, and where it ended.</summary>
    public static Dead Of(DateOnly on, Place? wish, Place? actual) =>
        new()
        {
            On = on,
            Actual = actual,
            Wishes = wish is { } first ? [Wish.For(on.AddDays(-90), first)] : [],
            Variance = wish is { } hoped && actual is { } real && hoped.Group() != real.Group() ? VarianceReason.NotKnown : null,
        };

    /// <summary>So many alike, spread over the days of a year.</summary>
    public static IEnumerable<Dead> Many(int count, int year, Place? wish, Place? actual) =>
        Enumerable.Range(0, count).Select(index => Of(new DateOnly(year, 1, 1).AddDays(index % 365), wish, actual));
}

/// <summary>One version of the preferred places.</summary>
public sealed record Wish(DateOnly On, PlaceStatement Death, bool Revoked = false)
{
    public static Wish For(DateOnly on, Place place, string? name = null, Place? second = null) =>
        new(
            on,
            new()
            {
                First = new() { Place = place, Name = name },
                Second = second is { } other ? new() { Place = other } : null,
            }
        );

    public static Wish None(DateOnly on, PlaceFinding finding) => new(on, new() { Finding = finding });
}

/// <summary>One version of the resuscitation decision.</summary>
public sealed record Cpr(DateTimeOffset At, CprDecision Decision, bool Endorsed = false);

/// <summary>An organisation's part in the person's care, or that of one of its users.</summary>
public sealed record Care(
    string Organisation,
    DateOnly From,
    DateOnly? To = null,
    RelationshipSource Source = RelationshipSource.Team,
    Guid? User = null
);

/// <summary>Somebody opened the record.</summary>
public sealed record Look(DateTimeOffset At, Role Role, AuditAction Action = AuditAction.View, bool Urgent = false);
