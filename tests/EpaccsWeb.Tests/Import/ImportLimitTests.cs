using EpaccsWeb.Domain.Access;
using EpaccsWeb.Import;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Import;

/// <summary>How much one post may ask of the import: blocked rows, files at once, and bytes.</summary>
public sealed class ImportLimitTests(TestApp app) : IClassFixture<TestApp>
{
    private ImportDesk Desk => app.Services.GetRequiredService<ImportDesk>();

    [Fact]
    public async Task Blocked_rows_are_counted_as_they_are_met_over_all_files_and_too_many_stop_the_file()
    {
        var rows = Enumerable.Range(0, 501).Select(_ => Register.Row(null, ("consent_status", "declined"))).ToList();
        Assert.True((await app.ImportAsync(Register.Csv(rows))).Written);
        var actor = await app.ActorAsync("coordinator");

        ImportBatch[] files = [await TakeAsync(rows.Take(300), actor), await TakeAsync(rows.Skip(300), actor)];
        foreach (var file in files)
        {
            await ImportDesk.WaitAsync(file, TimeSpan.FromSeconds(60));
        }

        Assert.Single(files, file => file.Stage is ImportStage.Checked);
        var stopped = Assert.Single(files, file => file.Stage is ImportStage.Unreadable);
        Assert.Equal(ImportDesk.TooManyBlocked, stopped.Problem);
        Assert.Null(stopped.Report);
        Assert.False(Desk.MayCheck(actor));
        Assert.True(Desk.MayCheck(actor with { UserId = Guid.NewGuid() }));
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>("select count(*) from audit_entries where detail like 'register import stopped:%blocked)'")
        );
    }

    [Fact]
    public async Task A_fourth_upload_of_a_post_is_sent_away_before_it_is_read()
    {
        var (actor, other) = (await app.ActorAsync("coordinator"), await app.ActorAsync("gp"));
        var coordinator = await app.SignInAsAsync("coordinator");
        var page = await coordinator.PageAsync("/import");
        var places = Enumerable.Range(0, 3).Select(_ => Assert.IsType<UploadPlace>(Desk.Enter(actor, 1000))).ToList();

        Assert.Null(Desk.Enter(actor, 1000));
        var sent = await coordinator.SubmitAsync(page, [], expected: 302);
        Assert.Equal("/import?busy=true", sent.Location);
        Assert.Contains(
            "Too many register files",
            Assert.Single((await coordinator.PageAsync(sent.Location!, expected: 429)).Errors),
            StringComparison.Ordinal
        );
        Desk.Enter(other, 1000)!.Dispose();

        places[0].Dispose();
        await coordinator.SubmitAsync(page, [], expected: 400);
        places.ForEach(place => place.Dispose());
        Desk.Enter(actor, 1000)!.Dispose();
    }

    [Fact]
    public async Task Uploads_together_stay_below_what_the_disk_is_meant_to_hold()
    {
        var (actor, other) = (await app.ActorAsync("coordinator"), await app.ActorAsync("gp"));
        var large = Desk.Enter(actor, 3 * ImportDesk.LargestUpload)!;

        Assert.Null(Desk.Enter(other, 2 * ImportDesk.LargestUpload));
        large.Dispose();
        Desk.Enter(other, 2 * ImportDesk.LargestUpload)!.Dispose();
    }

    private async Task<ImportBatch> TakeAsync(IEnumerable<Dictionary<string, string>> rows, Actor actor)
    {
        await using var content = Register.Stream(Register.Csv(rows));
        var place = Assert.IsType<UploadPlace>(Desk.Enter(actor, content.Length));
        return await Desk.TakeAsync(content, new ImportOrder(actor, null, false, "limits"), place, TestContext.Current.CancellationToken);
    }
}
