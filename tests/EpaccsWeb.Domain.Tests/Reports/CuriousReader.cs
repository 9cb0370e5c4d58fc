using System.Globalization;
using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>
/// Tries to work out what a published answer hides, from nothing but its cells and common sense about what adds up.
/// It even knows which stars stand for a small number, which no real reader can.
/// </summary>
internal sealed class CuriousReader
{
    private const long NoLimit = 1_000_000;

    /// <summary>A whole and parts that make it up together.</summary>
    private static readonly string[][] Equal =
    [
        ["deaths", "ppd-discussed", "ppd-blank"],
        ["ppd-discussed", "ppd-recorded", "ppd-unable", "ppd-not-appropriate", "ppd-declined", "ppd-undecided"],
        ["deaths", "actual-place-recorded", "place-unknown"],
        ["actual-place-recorded", "place-hospital", "place-home", "place-hospice", "place-care-home", "place-other"],
        ["of ppd-achieved-first", "ppd-achieved-first", "of variance-other"],
        [
            "of variance-other",
            .. Measures.All.Select(measure => measure.Id).Where(id => id.StartsWith("variance", StringComparison.Ordinal)),
        ],
    ];

    /// <summary>The first is no more than the second.</summary>
    private static readonly string[][] NoMore =
    [
        ["of ppd-achieved-first", "ppd-recorded"],
        ["of ppd-achieved-first", "actual-place-recorded"],
        ["ppd-achieved-first", "ppd-achieved-first-or-second"],
        .. Measures.All.Where(measure => measure.OutOf is not null).Select(measure => new[] { measure.Id, $"of {measure.Id}" }),
    ];

    /// <summary>Cells that show one and the same count.</summary>
    private static readonly string[][] Same =
    [
        ["ppd-achieved-first", "ppd-achieved-of-all-deaths"],
        ["hospital-deaths", "place-hospital"],
        [
            "actual-place-recorded",
            .. Measures.All.Where(measure => measure.OutOf == Counted.PlaceKnown).Select(measure => $"of {measure.Id}"),
        ],
        ["of ppd-achieved-first", "of ppd-achieved-first-or-second"],
        ["deaths", .. Measures.All.Where(measure => measure.OutOf == Counted.Deaths).Select(measure => $"of {measure.Id}")],
        ["of variance-other", .. Measures.All.Where(measure => measure.OutOf == Counted.FirstNotMet).Select(measure => $"of {measure.Id}")],
        [
            "reviewed-after-death",
            .. Measures.All.Where(measure => measure.OutOf == CountedReviews.Reviewed).Select(measure => $"of {measure.Id}"),
        ],
    ];

    private readonly Dictionary<string, (long Least, long Most)> beliefs = [];
    private readonly Dictionary<string, (long Least, long Most)> atFirst;
    private readonly Dictionary<string, int> truth = [];
    private readonly string story;

    public CuriousReader(IReadOnlyList<ReportRow> published, IReadOnlyList<ReportRow> truly, int threshold)
    {
        story = string.Join(
            '\n',
            published.Zip(
                truly,
                (shown, real) =>
                    $"{shown.Measure} {shown.Numerator}/{shown.Denominator} {shown.Percentage} (truly {real.Numerator}/{real.Denominator})"
            )
        );
        foreach (var (shown, real) in published.Zip(truly).Where(pair => pair.First.Measure != Measures.MedianDays))
        {
            Believe(shown.Measure, shown.Numerator, real.Numerator, threshold);
            Believe($"of {shown.Measure}", shown.Denominator, real.Denominator, threshold);
        }

        atFirst = new(beliefs);
    }

    /// <summary>After all reasoning every hidden count may be several, and no rounded one is certain.</summary>
    public void AssertLeftInDoubt()
    {
        for (var learned = true; learned; )
        {
            learned = false;
            foreach (var sum in Equal)
            {
                var parts = sum[1..];
                learned |= Learn(sum[0], parts.Sum(part => beliefs[part].Least), parts.Sum(part => beliefs[part].Most));
                foreach (var part in parts)
                {
                    var others = parts.Where(other => other != part).ToList();
                    learned |= Learn(
                        part,
                        beliefs[sum[0]].Least - others.Sum(other => beliefs[other].Most),
                        beliefs[sum[0]].Most - others.Sum(other => beliefs[other].Least)
                    );
                }
            }

            foreach (var pair in NoMore)
            {
                learned |= Learn(pair[0], 0, beliefs[pair[1]].Most) | Learn(pair[1], beliefs[pair[0]].Least, NoLimit);
            }

            // Recorded wishes without an actual place are among the places not known.
            learned |= Learn("of ppd-achieved-first", beliefs["ppd-recorded"].Least - beliefs["place-unknown"].Most, NoLimit);
            foreach (var cells in Same)
            {
                foreach (var cell in cells)
                {
                    learned |= Learn(cell, cells.Max(other => beliefs[other].Least), cells.Min(other => beliefs[other].Most));
                }
            }
        }

        foreach (var (cell, (least, most)) in beliefs)
        {
            Assert.True(least <= truth[cell] && truth[cell] <= most, $"The reader went wrong on {cell}.\n{story}");
            Assert.True(least < most || atFirst[cell].Least == atFirst[cell].Most, $"{cell} must be {least}.\n{story}");
        }
    }

    private void Believe(string cell, string shown, string real, int threshold)
    {
        if (shown.Length == 0)
        {
            return;
        }

        truth[cell] = int.Parse(real, CultureInfo.InvariantCulture);
        beliefs[cell] =
            shown == SmallNumbers.Hidden ? (truth[cell] >= 1 && truth[cell] <= threshold ? (1, threshold) : (0, NoLimit))
            : shown == "0" ? (0, 0)
            : (
                Math.Max(threshold + 1, int.Parse(shown, CultureInfo.InvariantCulture) - 2),
                int.Parse(shown, CultureInfo.InvariantCulture) + 2
            );
    }

    private bool Learn(string cell, long least, long most)
    {
        var old = beliefs[cell];
        beliefs[cell] = (Math.Max(old.Least, least), Math.Min(old.Most, most));
        return beliefs[cell] != old;
    }
}
