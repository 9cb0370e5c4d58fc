using System.Globalization;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Identity.Office.Files;

/// <summary>Reads the cells of one line; the first that is wrong throws with its column and a sentence.</summary>
internal sealed record UserFileCell(Role Role, bool? Senior, bool? Urgent, DateOnly? StartsOn, DateOnly? EndsOn)
{
    public static UserFileCell Read(UserFileLine line)
    {
        if (!line.Whole)
        {
            throw new OfficeProblemException(
                string.Empty,
                "The line has more or fewer cells than the first line. A comma within a cell needs quotation marks round it."
            );
        }

        foreach (var (column, cell) in new[] { ("email", line.Email), ("name", line.Name) })
        {
            if (UserFile.TextProblem(cell) is { } problem)
            {
                throw new OfficeProblemException(column, problem);
            }
        }

        if (LookAlikes.Problem(line.Email) is { } address)
        {
            throw new OfficeProblemException("email", address);
        }

        if (line.Name.Length == 0)
        {
            throw new OfficeProblemException("name", "The name is missing.");
        }

        if (!Slug.TryParse<Role>(line.Role, out var role))
        {
            throw new OfficeProblemException(
                "role",
                $"There is no role \"{Short(line.Role)}\". Roles are {string.Join(", ", Enum.GetValues<Role>().Select(Slug.Of))}."
            );
        }

        if (PostRules.TakesTwoPeople(role.Value))
        {
            throw new OfficeProblemException(
                "role",
                "An administrator or a privacy officer takes two people, and cannot be granted by a file."
            );
        }

        var starts = Day("starts_on", line.StartsOn);
        var ends = Day("ends_on", line.EndsOn);
        return ends < starts
            ? throw new OfficeProblemException("ends_on", "The last day is before the first day.")
            : new(role.Value, YesNo("senior", line.Senior), YesNo("urgent", line.Urgent), starts, ends);
    }

    private static bool? YesNo(string column, string cell) =>
        cell switch
        {
            "" => null,
            "yes" => true,
            "no" => false,
            _ => throw new OfficeProblemException(column, $"\"{Short(cell)}\" is neither yes nor no."),
        };

    private static DateOnly? Day(string column, string cell) =>
        cell.Length == 0 ? null
        : DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new OfficeProblemException(column, $"\"{Short(cell)}\" is not a date written as YYYY-MM-DD.");

    private static string Short(string cell) => cell.Length > 40 ? cell[..40] : cell;
}
