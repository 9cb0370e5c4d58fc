using System.Security.Cryptography;
using System.Text;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Identity.Office.Files;

/// <summary>Checks a file of users without changing anything, and applies it as a whole.</summary>
public sealed class UserFileDesk(OfficeWork work, PostDesk posts, Inviting inviting)
{
    /// <summary>What the file would do; writes nothing.</summary>
    public async Task<UserFileReport> CheckAsync(Actor by, byte[] content, CancellationToken cancel)
    {
        var (lines, problem) = UserFile.Read(content);
        if (problem is not null)
        {
            return new([], problem);
        }

        var judge = await UserFileJudge.ReadAsync(by, work, cancel);
        return new([.. lines.Select(line => judge.Judge(line).Row)], null);
    }

    /// <summary>Applies the file in one transaction: every line, or none when one is refused or does not do what was shown.</summary>
    /// <param name="mark">The mark of the report that was shown.</param>
    public async Task<(UserFileReport Report, IReadOnlyList<SectionProblem> Problems)> ApplyAsync(
        Actor by,
        byte[] content,
        string? mark,
        CancellationToken cancel
    )
    {
        var report = new UserFileReport([], null);
        var problems = await work.DoAsync(
            async () =>
            {
                var (lines, problem) = UserFile.Read(content);
                var judge = await UserFileJudge.ReadAsync(by, work, cancel);
                List<JudgedLine> judged = [.. lines.Select(judge.Judge)];
                report = new([.. judged.Select(line => line.Row)], problem);
                if (report.Mark != mark)
                {
                    throw new OfficeProblemException(
                        OfficeRules.Stale,
                        "Something has changed since the file was checked. Look at what it would do now."
                    );
                }

                if (problem is not null || report.Refused.Count > 0)
                {
                    throw new OfficeProblemException(
                        string.Empty,
                        "A file with refused lines is not applied. Correct them and choose the file again."
                    );
                }

                var made = new Dictionary<string, User>();
                foreach (var line in judged)
                {
                    await ApplyAsync(by, line, made, cancel);
                }
            },
            cancel
        );
        return (report, problems);
    }

    private async Task ApplyAsync(Actor by, JudgedLine line, Dictionary<string, User> made, CancellationToken cancel)
    {
        switch (line.Row.Outcome)
        {
            case UserFileOutcome.Invite:
                var source = line.Source!;
                made[source.Email] = await inviting.BeginAsync(
                    source.Email,
                    source.Name,
                    line.Organisation!,
                    line.Terms!,
                    by,
                    "post added by a file",
                    cancel
                );
                break;
            case UserFileOutcome.AddPost:
                posts.Give(by, (line.User ?? made[line.Source!.Email]).Id, line.Organisation!, line.Terms!, "post added by a file");
                break;
            case UserFileOutcome.Change:
                var (post, terms, code) = (line.Post!, line.Terms!, line.Organisation!.OdsCode);
                var before = post.InWords(code);
                (post.Senior, post.Urgent, post.EndsOn) = (terms.Senior, terms.Urgent, terms.EndsOn);
                work.Note(by, "post changed by a file", before, post.InWords(code), new(post.UserId, post.Id, post.OrganisationId));
                break;
            case UserFileOutcome.Move:
                await posts.MoveNowAsync(by, line.Post!, line.From!, line.Organisation!.Id, line.Terms!.StartsOn, null, cancel);
                break;
        }
    }
}

/// <summary>What a file would do, line by line.</summary>
public sealed record UserFileReport(IReadOnlyList<UserFileRow> Rows, string? Problem)
{
    public IReadOnlyList<UserFileRow> Refused => [.. Rows.Where(row => row.Outcome is UserFileOutcome.Refused)];

    public int Count(UserFileOutcome outcome) => Rows.Count(row => row.Outcome == outcome);

    /// <summary>Whether applying it would change anything.</summary>
    public bool Changes => Rows.Any(row => row.Outcome is not UserFileOutcome.Same and not UserFileOutcome.Refused);

    /// <summary>The same for the same outcome, so that what is applied is what was shown.</summary>
    public string Mark =>
        Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Rows.Select(row => $"{row.Line} {row.Outcome} {row.What}"))))
        );
}
