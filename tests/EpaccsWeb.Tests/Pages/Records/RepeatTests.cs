using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>A form sent twice is one effect when all its answers are the same, and a conflict when any of them differs.</summary>
public sealed class RepeatTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Feedback_sent_again_for_another_reason_or_part_is_a_conflict()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync($"/records/{patient}/feedback");
        var said = Said("NotFollowed", "CouldNotGetIn", "");
        await gp.SubmitAsync(form, said, 302, "#feedback");
        await gp.SubmitAsync(form, said, 302, "#feedback");
        // What is asked for another kind only is no difference.
        await gp.SubmitAsync(form, Said("NotFollowed", "CouldNotGetIn", "devices"), 302, "#feedback");

        await gp.SubmitAsync(form, Said("NotFollowed", "NobodyToCome", ""), 409, "#feedback");

        var wrong = await gp.PageAsync($"/records/{patient}/feedback");
        await gp.SubmitAsync(wrong, Said("PlanWrong", "", "devices"), 302, "#feedback");
        await gp.SubmitAsync(wrong, Said("PlanWrong", "", "contingency"), 409, "#feedback");
        Assert.Equal(
            "could-not-get-in devices",
            await app.Database.ValueAsync<string>(
                "select string_agg(coalesce(reason, section), ' ' order by at) from plan_feedback where patient_id = $1",
                patient
            )
        );

        static Dictionary<string, string?> Said(string kind, string reason, string section) =>
            new()
            {
                ["Form.Kind"] = kind,
                ["Form.Reason"] = reason,
                ["Form.Section"] = section,
                ["Form.Words"] = "Tried twice.",
            };
    }

    [Fact]
    public async Task A_section_sent_again_with_somebody_else_present_is_a_conflict()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync($"/records/{patient}/plan/access-to-home");
        await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch", ["Present"] = "Her daughter" }, expected: 302);
        await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch", ["Present"] = "Her daughter" }, expected: 302);

        await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch", ["Present"] = "Her son" }, expected: 409);
    }

    [Theory]
    [InlineData("told", "main form", "urgent-care-told", "Form.Whom")]
    [InlineData("copy", "#done", "copied-to-gp-system", "system")]
    [InlineData("print?for=person", "#given", "copy-given", null)]
    public async Task A_mark_sent_twice_is_one_with_one_line_in_the_audit(string page, string form, string kind, string? field)
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var shown = await gp.PageAsync($"/records/{patient}/{page}");
        Dictionary<string, string?> words = field is null ? [] : new() { [field] = "By telephone" };
        await gp.SubmitAsync(shown, words, 302, form);
        await gp.SubmitAsync(shown, words, 302, form);

        Assert.Equal((1L, 1L), await CountAsync());
        var empty = new Dictionary<string, string?>(words) { ["SubmitToken"] = $"{Guid.Empty}" };
        Assert.Contains("came without its token", (await gp.SubmitAsync(shown, empty, 400, form)).Text, StringComparison.Ordinal);
        if (field is not null)
        {
            await gp.SubmitAsync(shown, new() { [field] = "By letter" }, 409, form);
        }

        Assert.Equal((1L, 1L), await CountAsync());

        async Task<(long Marks, long Lines)> CountAsync() =>
            (
                await app.Database.ValueAsync<long>(
                    "select count(*) from plan_marks where patient_id = $1 and kind = $2 and words is not distinct from $3",
                    patient,
                    kind,
                    field is null ? DBNull.Value : (object)"By telephone"
                ),
                await app.Database.ValueAsync<long>(
                    "select count(*) from audit_entries where patient_id = $1 and detail = $2",
                    patient,
                    $"mark {kind}"
                )
            );
    }

    [Fact]
    public async Task An_open_record_is_not_opened_again()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        var refused = await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/end"),
            new() { ["Form.Kind"] = "Reopened", ["Form.Reason"] = "It was closed, I thought" },
            400
        );

        Assert.Equal(["Choose why the record is ended."], refused.Errors);
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from endings where patient_id = $1", patient));
    }
}
