using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

/// <summary>What after-death reviews say of the deaths that are counted.</summary>
public sealed partial class ReportReader
{
    /// <summary>The bits of <see cref="CountedReviews"/> of one death, in SQL over the row "review" beside it: a line for each pair of answers.</summary>
    private static readonly string ReviewedAs = $"""
        case when review.patient_id is null then {CountedReviews.BitsOf(false, null, null)}
        {string.Join('\n', from place in Answers<RightPlace>() from finding in Answers<InTheWay>() select
            $"when {Is("right_place", place)} and {Is("in_the_way", finding)} then {CountedReviews.BitsOf(true, place, finding)}")}
        end
        """;

    private static IEnumerable<T?> Answers<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (T?)value).Append(null);

    private static string Is<T>(string column, T? answer)
        where T : struct, Enum => answer is { } given ? $"review.{column} = '{Slug.Of(given)}'" : $"review.{column} is null";
}
