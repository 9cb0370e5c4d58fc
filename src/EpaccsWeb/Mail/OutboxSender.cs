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

    /// <summary>Once a day, one mail to every organisation that wants it so and has something waiting.</summary>
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
        var since = now.AddDays(-1);
        var begun = London.Moment(today, new TimeOnly(DailyHour, 0));
        var addresses = await db
            .Database.SqlQuery<string>(
                $"""
                select organisation.notice_address as "Value" from organisations organisation
                where organisation.notice_mail = 'daily' and organisation.notice_address is not null
                  and exists (select from notices notice
                              where notice.organisation_id = organisation.id and notice.acknowledged_at is null and notice.at > {since})
                  and not exists (select from outbox_mails mail
                                  where mail.to_address = organisation.notice_address and mail.made_at >= {begun})
                """
            )
            .ToListAsync(cancel);
        db.AddRange(addresses.Select(address => OutboxMail.To(address, now)));
        await db.SaveChangesAsync(cancel);
        dailyMade = today;
    }
}
