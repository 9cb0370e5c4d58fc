using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Mail;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Mail;

/// <summary>The daily mail tells every organisation that wants it of what waits, whenever it was last told, and once a day at most.</summary>
public sealed class DailyMailTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly DateOnly Today = London.Day(TimeProvider.System.GetUtcNow());

    private static readonly DateOnly Monday = Today.AddDays(8 - (int)Today.DayOfWeek);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_came_in_the_hour_that_the_clock_gives_back_is_told()
    {
        var sunday = Enumerable
            .Range(2, 400)
            .Select(Monday.AddDays)
            .First(day => Seven(day) - Seven(day.AddDays(-1)) > TimeSpan.FromDays(1));
        var saturday = sunday.AddDays(-1);
        SetClock(Seven(saturday).AddMinutes(1));
        await WantsDailyAsync("Y90010", "nurses@valley.example");
        await NoticeAsync("Y90010", Seven(saturday).AddHours(-12));
        await WakeAsync();
        Assert.Equal(1L, await MailsAsync("nurses@valley.example"));

        // Half past seven in summer time; on Sunday seven o'clock is more than 24 hours later.
        await NoticeAsync("Y90010", Seven(saturday).AddMinutes(30));
        await RunAsync(Seven(sunday).AddMinutes(1));

        Assert.Equal(2L, await MailsAsync("nurses@valley.example"));
    }

    [Fact]
    public async Task What_came_before_a_day_without_a_run_is_told_on_the_next_once()
    {
        SetClock(Seven(Monday).AddMinutes(5));
        await WantsDailyAsync("Y90020", "ward@hospice.example");
        await NoticeAsync("Y90020", Seven(Monday).AddHours(-12));
        await WakeAsync();
        Assert.Equal(1L, await MailsAsync("ward@hospice.example"));

        // Nothing runs on Tuesday, and on Wednesday the first node starts at ten.
        var wednesday = Seven(Monday.AddDays(2));
        await NoticeAsync("Y90020", Seven(Monday).AddHours(5));
        await RunAsync(wednesday.AddHours(3));
        Assert.Equal(2L, await MailsAsync("ward@hospice.example"));

        // Another node starts after one more has come: it waits for Thursday. On Friday the same two wait, and nothing is new.
        await NoticeAsync("Y90020", wednesday.AddHours(5));
        await RunAsync(wednesday.AddHours(6));
        Assert.Equal(2L, await MailsAsync("ward@hospice.example"));
        await RunAsync(Seven(Monday.AddDays(3)).AddMinutes(1));
        await RunAsync(Seven(Monday.AddDays(4)).AddMinutes(1));
        Assert.Equal(3L, await MailsAsync("ward@hospice.example"));
    }

    [Fact]
    public async Task What_was_saved_just_after_the_mail_is_told_the_next_day()
    {
        SetClock(Seven(Monday).AddMinutes(1));
        await WantsDailyAsync("Y90030", "ward@northfield.example");
        await NoticeAsync("Y90030", Seven(Monday).AddHours(-12));
        await WakeAsync();

        // The change began before the mail was made, and was committed after.
        await NoticeAsync("Y90030", Seven(Monday).AddSeconds(59));
        await RunAsync(Seven(Monday.AddDays(1)).AddMinutes(2));

        Assert.Equal(2L, await MailsAsync("ward@northfield.example"));
    }

    [Fact]
    public async Task Other_mail_to_the_address_counts_for_nothing_and_one_that_failed_for_good_told_nobody()
    {
        const string Address = "office@limes.example";
        SetClock(Seven(Monday).AddMinutes(1));
        await WantsDailyAsync("Y90060", Address);
        await NoticeAsync("Y90060", Seven(Monday).AddHours(-12));
        foreach (var subject in new[] { "EpaccsWeb: your new passphrase", OutboxMail.To(Address, Seven(Monday)).Subject })
        {
            await app.Database.RunAsync(
                $"insert into outbox_mails (id, to_address, subject, body, made_at, sent_at, tries) values (gen_random_uuid(), '{Address}', '{subject}', '', '{Seven(Monday):O}', '{Seven(Monday):O}', 1)"
            );
        }

        await WakeAsync();
        Assert.Equal(1L, await MailsAsync(Address));

        await app.Database.RunAsync(
            $"update outbox_mails set sent_at = null, tries = {OutboxSender.MostTries} where to_address = '{Address}' and subject = '{OutboxMail.DailySubject}'"
        );
        await RunAsync(Seven(Monday.AddDays(1)).AddMinutes(1));
        Assert.Equal(2L, await MailsAsync(Address));
    }

    [Fact]
    public async Task Nodes_that_wake_together_make_one_mail_and_what_was_taken_note_of_makes_none()
    {
        SetClock(Seven(Monday).AddMinutes(1));
        await NoticeAsync("Y90050", Seven(Monday).AddHours(-2));
        await WantsDailyAsync("Y90050", "desk@ambulance.example");
        await WantsDailyAsync("Y90080", "desk@social.example");
        await NoticeAsync("Y90080", Seven(Monday).AddHours(-2));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WakeAsync()));

        Assert.Equal(1L, await MailsAsync("desk@social.example"));
        Assert.Equal(0L, await MailsAsync("desk@ambulance.example"));
    }

    private static DateTimeOffset Seven(DateOnly day) => London.Moment(day, new TimeOnly(7, 0));

    private async Task RunAsync(DateTimeOffset moment)
    {
        SetClock(moment);
        await WakeAsync();
    }

    private void SetClock(DateTimeOffset moment) => app.Clock.Advance(moment - app.Clock.GetUtcNow());

    /// <summary>A node that has just started, and so remembers nothing of the day.</summary>
    private async Task WakeAsync()
    {
        using var node = ActivatorUtilities.CreateInstance<OutboxSender>(app.Services);
        await node.MakeDailyAsync(Cancel);
    }

    /// <summary>An organisation that takes note of all that waits, and wants one mail a day from now on.</summary>
    private Task WantsDailyAsync(string code, string address) =>
        app.Database.RunAsync(
            $"""
            update notices set acknowledged_at = now(), acknowledged_by = 'x'
            where organisation_id = (select id from organisations where ods_code = '{code}');
            update organisations set notice_mail = 'daily', notice_address = '{address}' where ods_code = '{code}'
            """
        );

    private Task NoticeAsync(string code, DateTimeOffset at) =>
        app.Database.RunAsync(
            $"""
            insert into notices (id, patient_id, organisation_id, plan_version, what, at, author_id, "by")
            select gen_random_uuid(), (select id from patients limit 1), id, 1, 'x', '{at:O}', gen_random_uuid(), 'x'
            from organisations where ods_code = '{code}'
            """
        );

    /// <summary>How many daily mails were made for an address.</summary>
    private Task<long> MailsAsync(string address) =>
        app.Database.ValueAsync<long>(
            "select count(*) from outbox_mails where to_address = $1 and subject = $2",
            address,
            OutboxMail.DailySubject
        );
}
