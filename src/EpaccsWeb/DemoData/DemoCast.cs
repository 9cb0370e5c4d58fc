using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.DemoData;

/// <summary>The demo organisations and the people who write in demo records, and the day that all dates are counted from.</summary>
public sealed class DemoCast
{
    private readonly Dictionary<string, Guid> organisations;
    private readonly Dictionary<string, Actor> actors;

    private DemoCast(Dictionary<string, Guid> organisations, Dictionary<string, Actor> actors, DateOnly today) =>
        (this.organisations, this.actors, Today) = (organisations, actors, today);

    public DateOnly Today { get; }

    /// <summary>Reads who is in the database; where demo accounts are not kept, they are authors without a log-in.</summary>
    public static async Task<DemoCast> ReadAsync(EpaccsDbContext db, DateOnly today, CancellationToken cancel)
    {
        var codes = DemoAccounts.Organisations.Select(row => row.OdsCode).ToList();
        var places = await db
            .Organisations.Where(row => codes.Contains(row.OdsCode))
            .ToDictionaryAsync(row => row.OdsCode, row => row.Id, cancel);
        var emails = DemoAccounts.All.Select(account => account.Email).ToList();
        var posts = await db
            .Users.Where(user => emails.Contains(user.Email!))
            .Join(
                db.Posts,
                user => user.Id,
                post => post.UserId,
                (user, post) =>
                    new
                    {
                        Email = user.Email!,
                        user.Id,
                        Post = post.Id,
                    }
            )
            .ToListAsync(cancel);
        var authors = DemoAccounts.All.ToDictionary(
            account => account.Name,
            account =>
            {
                var post = posts.Find(row => row.Email == account.Email);
                return new Actor(
                    post?.Id ?? DemoNumbers.IdOf(account.Email),
                    account.DisplayName,
                    post?.Post ?? DemoNumbers.IdOf($"post of {account.Email}"),
                    account.Role,
                    places[account.OdsCode],
                    DemoAccounts.Organisations.Single(row => row.OdsCode == account.OdsCode).Name,
                    account.Senior,
                    account.Urgent
                );
            }
        );
        return new(places, authors, today);
    }

    /// <summary>An organisation by ODS code.</summary>
    public Guid Organisation(string odsCode) => organisations[odsCode];

    /// <summary>An author by the name of the account.</summary>
    public Actor Actor(string account) => actors[account];

    /// <summary>The day so many days before today.</summary>
    public DateOnly Day(int daysAgo) => Today.AddDays(-daysAgo);

    /// <summary>A working moment so many days before today.</summary>
    public DateTimeOffset Moment(int daysAgo, int minute = 0) => London.Moment(Day(daysAgo), new TimeOnly(9, 0).AddMinutes(minute));
}
