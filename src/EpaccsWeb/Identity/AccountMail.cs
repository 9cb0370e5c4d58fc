using EpaccsWeb.Data;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Identity;

/// <summary>Puts mail about an account into the outbox, in the transaction of what it tells of. Nothing about patients.</summary>
public sealed class AccountMail(EpaccsDbContext db, TimeProvider clock)
{
    /// <summary>Tells somebody of a change of their account.</summary>
    public void Tell(User user, string subject, string body) =>
        Add(
            user.Email!,
            $"EpaccsWeb: {char.ToLowerInvariant(subject[0])}{subject[1..]}",
            $"""
            {body}

            When: {London.Show(clock.GetUtcNow())}. If this was not you, tell your administrator at once.
            """
        );

    /// <summary>Sends somebody a link that works once.</summary>
    public void SendLink(User user, InvitationPurpose purpose, string link, DateTimeOffset until)
    {
        var (subject, body) = purpose switch
        {
            InvitationPurpose.Join => (
                "your account",
                "An account has been made for you in EpaccsWeb, the shared care plans of your area. "
                    + "Open this link to choose a passphrase and a second factor:"
            ),
            InvitationPurpose.Factor => (
                "your new second factor",
                "Your second factor was taken away because it was reported lost. Open this link to choose a new one; you need your passphrase:"
            ),
            _ => (
                "your new passphrase",
                "Somebody, probably you, asked for a new passphrase. Open this link to choose one; you need your second factor:"
            ),
        };
        Add(
            user.Email!,
            $"EpaccsWeb: {subject}",
            $"""
            {body}

            {link}

            It works once, until {London.Show(until)}. Do not pass it on. If you did not expect it, tell your administrator.
            """
        );
    }

    private void Add(string address, string subject, string body)
    {
        var now = clock.GetUtcNow();
        db.Add(
            new OutboxMail
            {
                Id = Guid.CreateVersion7(now),
                ToAddress = address,
                Subject = subject,
                Body = body,
                MadeAt = now,
            }
        );
    }
}
