using EpaccsWeb.Access;
using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Pages.Rights;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Access;

/// <summary>What a page refuses, the desk behind it refuses too: whoever comes by another door meets the same rule.</summary>
public sealed class DeskRulesTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateOnly Today => London.Day(app.Clock.GetUtcNow());

    [Theory]
    [InlineData(ConsentStatus.Declined)]
    [InlineData(ConsentStatus.Withdrawn)]
    public async Task No_record_is_started_for_somebody_who_does_not_want_one(ConsentStatus status)
    {
        var gp = await app.ActorAsync("gp");
        await using var scope = app.Services.CreateAsyncScope();
        var person = new PersonDetails
        {
            NhsNumber = TestApp.NextNhsNumber(),
            FamilyName = "Unwilling",
            GivenName = "Pat",
            DateOfBirth = new DateOnly(1950, 5, 17),
            Gender = Gender.Female,
            GpPracticeCode = "Y90001",
        };

        var outcome = await scope
            .ServiceProvider.GetRequiredService<RecordStarter>()
            .StartAsync(
                new NewRecord(
                    person,
                    new ConsentAnswers(status, Today, null, null, null, null),
                    new ConsentAnswers(ConsentStatus.Given, Today, null, null, null, null),
                    []
                ),
                gp,
                Guid.NewGuid(),
                Cancel
            );

        Assert.Equal("ToRecord.Status", Assert.Single(Assert.IsType<StartOutcome.Refused>(outcome).Problems).Field);
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from patients where nhs_number = $1", person.NhsNumber));
    }

    [Fact]
    public async Task A_record_is_not_kept_until_a_day_that_is_over()
    {
        var officer = await app.ActorAsync("privacy");
        await using var scope = app.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<RetentionDesk>();
        var number = NhsNumber.Parse("999 000 0018");

        Assert.Equal(
            new SectionProblem("Until", "Last day must be today or later."),
            await desk.HoldAsync(number, "An inquest", Today.AddDays(-1), officer, Cancel)
        );
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from record_holds"));
        Assert.Null(await desk.HoldAsync(number, "An inquest", Today, officer, Cancel));
    }

    [Fact]
    public async Task Nothing_is_kept_back_that_is_not_there_nor_on_a_ground_of_another_law()
    {
        var record = await app.StartRecordAsync();
        var office = await app.SignInAsAsync("privacy");
        var id = Guid.Parse((await office.TakeDownAsync(await app.NumberAsync(record))).Location!.Split('/')[^1]);
        var gp = await app.ActorAsync("gp");

        Assert.Equal(["Withheld"], await FieldsAsync(new(["no-such-part"], SubjectGround.SeriousHarm, "x")));
        Assert.Equal(["Ground"], await FieldsAsync(new(["person"], SubjectGround.NotRelevant, "x")));
        Assert.Equal(["Ground", "Because"], await FieldsAsync(new(["person"], null, " ")));
        Assert.Empty(await FieldsAsync(new(["person"], SubjectGround.SeriousHarm, "x")));

        async Task<IEnumerable<string>> FieldsAsync(SubjectWithholding withholding)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<SubjectDesk>();
            return (await desk.ReleaseAsync(id, withholding, gp, Cancel)).Select(problem => problem.Field);
        }
    }
}
