using EpaccsWeb.Access.Extracts;
using EpaccsWeb.Access.Rights;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Tests.Import;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Access;

/// <summary>One database with a person in each state, every demo account signed in once, and nodes over it that lack one line of defence.</summary>
public sealed class EverybodySignedIn : IAsyncLifetime
{
    private readonly Dictionary<string, string> cookies = [];
    private readonly Dictionary<(TestApp App, string Account), TestBrowser> browsers = [];

    public static IReadOnlyList<string> Accounts { get; } = [.. DemoAccounts.All.Select(account => account.Name)];

    public TestApp App { get; } = new();

    /// <summary>A node without the application's query filters.</summary>
    public TestApp Unfiltered { get; private set; } = null!;

    /// <summary>What proves that a form was sent by the account.</summary>
    public Dictionary<string, string> Tokens { get; } = [];

    public Dictionary<string, Guid> People { get; } = [];

    /// <summary>What stands in an address for an id that is not a person's: always somebody else's.</summary>
    public Dictionary<string, Guid> Ids { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Unfiltered = new TestApp { Beside = App };
        Unfiltered.FiltersOff();
        await Unfiltered.InitializeAsync();
        foreach (var state in TokenPeople.States)
        {
            People[state] = await TokenPeople.StartAsync(App, state);
        }

        foreach (var account in Accounts)
        {
            await SignInAsync(account, account);
        }

        var other = await App.ActorAsync("gp2");
        Ids["admin/users"] = other.UserId;
        Ids["admin/audit"] = other.UserId;
        Ids["postId"] = other.PostId;
        Ids["admin/organisations"] = other.OrganisationId;
        await App.ImportAsync(Register.Csv(Register.Row()), await App.ActorAsync("coordinator"));
        Ids["import/past"] = await App.Database.ValueAsync<Guid>("select id from past_imports");
        Ids["extracts/{id:guid}"] = await AskForExtractAsync();
        Ids["subject-access/{id:guid}"] = await AskForCopyAsync();
        Ids["admin/retention"] = await RecordPastItsPeriodAsync();
        Ids["admin/break-glass"] = await App.Database.ValueAsync<Guid>(
            "select id from relationships where source = 'break-glass' and patient_id = $1",
            People["shared"]
        );
    }

    /// <summary>The account's browser at a node; the session is the same at every node.</summary>
    public TestBrowser Browser(TestApp node, string account)
    {
        lock (browsers)
        {
            if (!browsers.TryGetValue((node, account), out var browser))
            {
                browser = node.Browser(cookies: false);
                if (cookies.TryGetValue(account, out var cookie))
                {
                    browser.Http.DefaultRequestHeaders.Add("Cookie", cookie);
                }

                browsers[(node, account)] = browser;
            }

            return browser;
        }
    }

    /// <summary>Signs in a copy of the GP's account with its post, which the test may then take away.</summary>
    public async Task SignInCopyAsync(string name)
    {
        var address = $"{name}@{DemoAccounts.Domain}";
        var user = Guid.NewGuid();
        await App.Database.RunAsync(
            $"""
            insert into users select (jsonb_populate_record(original, jsonb_build_object(
                'id', '{user}', 'email', '{address}', 'user_name', '{address}', 'skeleton', '{name}',
                'normalized_email', upper('{address}'), 'normalized_user_name', upper('{address}')))).*
            from users original where original.email = 'gp@{DemoAccounts.Domain}';
            insert into posts select (jsonb_populate_record(original, jsonb_build_object('id', gen_random_uuid(), 'user_id', '{user}'))).*
            from posts original join users person on person.id = original.user_id where person.email = 'gp@{DemoAccounts.Domain}'
            """
        );
        await SignInAsync(name, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (Unfiltered is not null)
        {
            await Unfiltered.DisposeAsync();
        }

        await App.DisposeAsync();
    }

    private async Task<Guid> AskForExtractAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ExtractDesk>()
            .AskAsync(
                ExtractKind.Pseudonymised,
                ExtractPurpose.Evaluation,
                "To test it",
                Guid.NewGuid(),
                await App.ActorAsync("gp"),
                TestContext.Current.CancellationToken
            );
    }

    private async Task<Guid> AskForCopyAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var record = await App.StartRecordAsync();
        var number = await App.Database.ValueAsync<string>("select nhs_number::text from patients where id = $1", record);
        var asked = await scope
            .ServiceProvider.GetRequiredService<SubjectDesk>()
            .AskAsync(
                NhsNumber.Parse(number),
                new(SubjectApplicant.Person, "To test it", London.Day(App.Clock.GetUtcNow()), Guid.NewGuid()),
                await App.ActorAsync("privacy"),
                TestContext.Current.CancellationToken
            );
        return asked.Id!.Value;
    }

    private async Task<Guid> RecordPastItsPeriodAsync()
    {
        var record = await App.StartRecordAsync();
        await App.Database.RunAsync(
            $"update plan_facts set died_on = current_date - interval '11 years', death_confirmed = true where patient_id = '{record}'"
        );
        return record;
    }

    private async Task SignInAsync(string account, string name)
    {
        var browser = App.Browser();
        var page = await browser.PageAsync("/account/sign-in");
        var signedIn = await browser.SubmitAsync(
            page,
            new() { ["Form.Email"] = $"{name}@{DemoAccounts.Domain}", ["Form.Passphrase"] = DemoAccounts.Passphrase },
            expected: 302
        );
        cookies[account] = string.Join(
            "; ",
            page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).Select(cookie => cookie.Split(';')[0])
        );
        Tokens[account] = (await Browser(App, account).PageAsync("/")).ValueOf("__RequestVerificationToken")!;
    }
}
