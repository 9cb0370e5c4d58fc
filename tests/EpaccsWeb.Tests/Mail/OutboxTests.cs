using EpaccsWeb.Mail;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Mail;

/// <summary>Mail says that something waits, and never about whom; it is sent once.</summary>
public sealed class OutboxTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_organisation_that_wants_mail_at_once_gets_one_without_personal_data()
    {
        await app.Database.RunAsync("update organisations set notice_mail = 'at-once', notice_address = 'inbox@hillside.example' where ods_code = 'Y90002'");
        var patient = await app.StartRecordAsync("gp", Domain.Terminology.ConsentStatus.Given, person => person with { GpPracticeCode = "Y90002", FamilyName = "Mailperson" });
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/plan/access-to-home"),
            new() { ["Form.KeySafe"] = "Porch" },
            expected: 302
        );
        var sender = app.Services.GetRequiredService<OutboxSender>();
        var folder = app.Services.GetRequiredService<MailOptions>().Folder;

        while (await sender.SendOneAsync(TestContext.Current.CancellationToken)) { }

        Assert.DoesNotContain(app.Log.All, line => line.Contains("Mail ", StringComparison.Ordinal));
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from outbox_mails where sent_at is null"));
        var mails = Directory.GetFiles(folder, "*.eml").Select(File.ReadAllText).Where(text => text.Contains("inbox@hillside.example", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.DoesNotContain("Mailperson", mail, StringComparison.OrdinalIgnoreCase));
    }
}
