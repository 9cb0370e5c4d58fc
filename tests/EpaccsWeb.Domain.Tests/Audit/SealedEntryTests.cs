using EpaccsWeb.Domain.Audit;

namespace EpaccsWeb.Domain.Tests.Audit;

/// <summary>The canonical form of an audit line: fixed for ever, and different for every different line.</summary>
public sealed class SealedEntryTests
{
    private static readonly Guid Somebody = new("01234567-89ab-cdef-0123-456789abcdef");

    private static readonly SealedEntry Line = new(
        42,
        new DateTime(2026, 11, 25, 3, 0, 0, DateTimeKind.Utc),
        "view",
        "overview",
        Somebody,
        Somebody,
        Somebody,
        "call-handler",
        Somebody,
        Urgent: true,
        "caring-now",
        "0HN1",
        [Somebody]
    );

    /// <summary>Seals that were made once must verify for ever: whoever changes this changes every chain there is.</summary>
    [Fact]
    public void The_seal_of_a_known_line_is_known() =>
        Assert.Equal(
            "1BDF8D7B8BA6F0624C7A81312D31272E59F05279C62DBAB4AFED49011D9842E1",
            Convert.ToHexString(Line.Hash(7, SealedEntry.Nothing))
        );

    [Fact]
    public void Every_field_and_the_place_in_the_chain_change_the_seal()
    {
        var other = Guid.AllBitsSet;
        SealedEntry[] others =
        [
            Line with
            {
                Id = 46,
            },
            Line with
            {
                AtUtc = Line.AtUtc.AddMicroseconds(1),
            },
            Line with
            {
                Action = "vie",
            },
            Line with
            {
                Detail = "Overview",
            },
            Line with
            {
                PatientId = other,
            },
            Line with
            {
                PatientId = null,
            },
            Line with
            {
                UserId = other,
            },
            Line with
            {
                PostId = other,
            },
            Line with
            {
                Role = null,
            },
            Line with
            {
                OrganisationId = other,
            },
            Line with
            {
                Urgent = false,
            },
            Line with
            {
                Route = "",
            },
            Line with
            {
                Route = null,
            },
            Line with
            {
                RequestId = "0HN2",
            },
            Line with
            {
                People = [],
            },
            Line with
            {
                People = null,
            },
            Line with
            {
                People = [Somebody, Somebody],
            },
            // A letter moved to the next field gives the same letters in the same order.
            Line with
            {
                Action = "viewo",
                Detail = "verview",
            },
        ];
        var seals = others
            .Select(line => Convert.ToHexString(line.Hash(7, SealedEntry.Nothing)))
            .Append(Convert.ToHexString(Line.Hash(7, SealedEntry.Nothing)))
            .Append(Convert.ToHexString(Line.Hash(8, SealedEntry.Nothing)))
            .Append(Convert.ToHexString(Line.Hash(7, Line.Hash(7, SealedEntry.Nothing))))
            .ToList();

        Assert.Equal(seals.Count, seals.Distinct().Count());
    }
}
