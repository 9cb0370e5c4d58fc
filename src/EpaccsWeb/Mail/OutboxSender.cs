using System.Net.Mail;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Mail;

/// <summary>Sends what waits in the outbox: to a mail server when one is set, else as files into a folder.</summary>
/// <remarks>One node at a time takes a mail (skip locked). A mail that fails is tried again, ten times at most.</remarks>
public sealed class OutboxSender(IServiceScopeFactory scopes, MailOptions options, TimeProvider clock, ILogger<OutboxSender> log)
    : BackgroundService
{
    /// <summary>A mail that failed so often is not tried again.</summary>
    public const int MostTries = 10;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    /// <summary>The hour in London at which daily mails are made.</summary>
    private const int DailyHour = 7;

    private const string TakeTurns = "select coalesce(pg_advisory_xact_lock(4994017654322)::text, '') as \"Value\"";

    private DateOnly dailyMade;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await MakeDailyAsync(stoppingToken);
                await SendAllAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning("The outbox could not be sent: {Kind}", failure.GetType().Name);
            }
        }
    }

    /// <summary>Sends what waits, until nothing does or one fails.</summary>
    public async Task SendAllAsync(CancellationToken cancel)
    {
        bool sent;
        do
        {
            sent = await SendOneAsync(cancel);
        } while (sent);
    }

    /// <summary>Sends the oldest mail that waits; false when there is none.</summary>
    private async Task<bool> SendOneAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var mail = (
            await db
                .OutboxMails.FromSql(
                    $"select * from outbox_mails where sent_at is null and tries < {MostTries} order by tries, made_at limit 1 for update skip locked"
                )
                .ToListAsync(cancel)
        ).SingleOrDefault();
        if (mail is null)
        {
            return false;
        }

        mail.Tries++;
        try
        {
            using var client = options.Client();
            using var message = new MailMessage(options.From, mail.ToAddress, mail.Subject, mail.Body);
            await client.SendMailAsync(message, cancel);
            mail.SentAt = clock.GetUtcNow();
            mail.Forget();
        }
        catch (SmtpException failure)
        {
            log.LogWarning("Mail {MailId} was not sent, try {Try}: {Status}", mail.Id, mail.Tries, failure.StatusCode);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return mail.SentAt is not null;
    }

    /// <summary>Once a day at most, one mail to every organisation that wants it so and has something waiting that no daily mail told of.</summary>
    /// <remarks>
    /// What counts is what came since the last daily mail to its address, however long ago that was: neither a longer day nor one
    /// without a run leaves a gap. A notice bears the moment at which its change began, and a long import saves it well after that;
    /// so the last hour before a mail is looked at once more. A mail that failed for good told nobody.
    /// </remarks>
    public async Task MakeDailyAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var local = London.Local(now);
        var today = DateOnly.FromDateTime(local.DateTime);
        if (local.Hour < DailyHour || dailyMade == today)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        db.Acting = RowContext.Outbox;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Two nodes wake at the same time: the second waits here, and then sees what the first has made.
        await db.Database.SqlQueryRaw<string>(TakeTurns).ToListAsync(cancel);
        var begun = London.Moment(today, new TimeOnly(DailyHour, 0));
        var addresses = await db
            .Database.SqlQuery<string>(
                $"""
                select distinct organisation.notice_address as "Value" from organisations organisation
                left join (select mail.to_address, max(mail.made_at) as at from outbox_mails mail
                           where mail.subject = {OutboxMail.DailySubject} and (mail.sent_at is not null or mail.tries < {MostTries})
                           group by mail.to_address) told on told.to_address = organisation.notice_address
                where organisation.notice_mail = 'daily' and organisation.notice_address is not null
                  and (told.at is null or told.at < {begun})
                  and exists (select from notices notice
                              where notice.organisation_id = organisation.id and notice.acknowledged_at is null
                                and notice.at > coalesce(told.at, '-infinity') - interval '1 hour')
                """
            )
            .ToListAsync(cancel);
        db.AddRange(addresses.Select(address => OutboxMail.Daily(address, now)));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        dailyMade = today;
    }
}
