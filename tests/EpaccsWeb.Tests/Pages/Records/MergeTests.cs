using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Two people in one section: both texts, field by field, and a save that loses nothing.</summary>
public sealed class MergeTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly AboutMe Start = new()
    {
        MostImportantToMe = "My garden",
        MyWellness = "Well enough",
        HowICommunicate = "Slowly",
    };

    [Fact]
    public async Task What_only_one_changed_is_chosen_already_and_what_both_changed_is_asked()
    {
        var (gp, nurse, address) = await OpenAsync();
        var conflict = await ConflictAsync(gp, nurse, address);

        Assert.Equal("Theirs", conflict.ValueOf("Merge.MyWellness"));
        Assert.Equal("Mine", conflict.ValueOf("Merge.HowICommunicate"));
        Assert.Null(conflict.ValueOf("Merge.MostImportantToMe"));
        Assert.Null(conflict.Document.QuerySelector("[name='Merge.PeopleImportantToMe']"));
        // Nothing that either typed is missing from the page.
        foreach (var words in new[] { "The sea", "My dog", "Breathless", "With pictures" })
        {
            Assert.Contains(words, conflict.Document.QuerySelector(".app-merge")!.TextContent, StringComparison.Ordinal);
        }

        var asked = await gp.SubmitAsync(conflict, [], expected: 400, form: "#section");
        Assert.Equal("Most important to me: choose which to keep. Both of you changed it.", Assert.Single(asked.Errors));
        Assert.Equal("Theirs", asked.ValueOf("Merge.MyWellness"));
        Assert.Equal("My dog", asked.ValueOf("Form.MostImportantToMe"));

        await gp.SubmitAsync(asked, new() { ["Merge.MostImportantToMe"] = "Both" }, expected: 302, form: "#section");
        var saved = await gp.PageAsync(address);
        Assert.Equal("The sea\nMy dog", NaughtyForm.Lines(saved.ValueOf("Form.MostImportantToMe")));
        Assert.Equal("Breathless", saved.ValueOf("Form.MyWellness"));
        Assert.Equal("With pictures", saved.ValueOf("Form.HowICommunicate"));
        Assert.Equal("3", saved.ValueOf("BasedOn"));
    }

    [Theory]
    [InlineData("Theirs", "The sea")]
    [InlineData("Mine", "My dog")]
    public async Task One_of_the_two_is_kept_when_it_is_chosen(string choice, string kept)
    {
        var (gp, nurse, address) = await OpenAsync();
        var conflict = await ConflictAsync(gp, nurse, address);

        await gp.SubmitAsync(conflict, new() { ["Merge.MostImportantToMe"] = choice }, expected: 302, form: "#section");

        Assert.Equal(kept, (await gp.PageAsync(address)).ValueOf("Form.MostImportantToMe"));
    }

    [Fact]
    public async Task A_third_writer_meets_a_conflict_again_and_what_was_put_together_is_kept()
    {
        var (gp, nurse, address) = await OpenAsync();
        var conflict = await ConflictAsync(gp, nurse, address);
        await nurse.SubmitAsync(
            await nurse.PageAsync(address),
            new() { ["Form.AlsoWorthKnowing"] = "Third words" },
            expected: 302,
            form: "#section"
        );

        var third = await gp.SubmitAsync(conflict, new() { ["Merge.MostImportantToMe"] = "Both" }, expected: 409, form: "#section");

        Assert.Equal("The sea\nMy dog", NaughtyForm.Lines(third.ValueOf("Form.MostImportantToMe")));
        Assert.Equal("Theirs", third.ValueOf("Merge.AlsoWorthKnowing"));
        Assert.Equal("Mine", third.ValueOf("Merge.MostImportantToMe"));
        await gp.SubmitAsync(third, [], expected: 302, form: "#section");
        var saved = await gp.PageAsync(address);
        Assert.Equal("Third words", saved.ValueOf("Form.AlsoWorthKnowing"));
        Assert.Equal("The sea\nMy dog", NaughtyForm.Lines(saved.ValueOf("Form.MostImportantToMe")));
    }

    [Fact]
    public async Task What_is_put_together_is_validated_and_comes_back_as_it_was_typed()
    {
        var (gp, nurse, address) = await OpenAsync();
        var mine = await gp.PageAsync(address);
        await nurse.SubmitAsync(
            await nurse.PageAsync(address),
            new() { ["Form.MostImportantToMe"] = new string('a', 4000) },
            expected: 302,
            form: "#section"
        );
        var conflict = await gp.SubmitAsync(mine, new() { ["Form.MostImportantToMe"] = "My dog" }, expected: 409, form: "#section");

        var refused = await gp.SubmitAsync(conflict, new() { ["Merge.MostImportantToMe"] = "Both" }, expected: 400, form: "#section");

        Assert.Contains("Must be 4,000 characters or fewer", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("My dog", refused.ValueOf("Form.MostImportantToMe"));
        Assert.Equal("Both", refused.ValueOf("Merge.MostImportantToMe"));
        await gp.SubmitAsync(refused, new() { ["Merge.MostImportantToMe"] = "Theirs" }, expected: 302, form: "#section");
    }

    [Fact]
    public async Task A_draft_kept_while_merging_meets_the_others_text_again()
    {
        var (gp, nurse, address) = await OpenAsync();
        var conflict = await ConflictAsync(gp, nurse, address);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)conflict.Document.QuerySelector("#section")!;
        await gp.PostAsync($"{address}?handler=Draft", TestBrowser.FieldsOf(form, []));

        var again = await gp.SubmitAsync(await gp.PageAsync(address), [], expected: 409, form: "#section");

        Assert.Equal("Theirs", again.ValueOf("Merge.MyWellness"));
        Assert.Equal("My dog", again.ValueOf("Form.MostImportantToMe"));
    }

    [Fact]
    public async Task The_persons_own_details_are_put_together_in_the_same_way()
    {
        var patient = await app.StartRecordAsync(with: person => person with { Phone = "01632 960001" });
        var (gp, nurse) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("gp"));
        var address = $"/records/{patient}/person";
        var mine = await gp.PageAsync(address);
        await nurse.SubmitAsync(
            await nurse.PageAsync(address),
            new() { ["Form.Phone"] = "01632 960002", ["Form.MaritalStatus"] = "Single" },
            expected: 302
        );

        var conflict = await gp.SubmitAsync(
            mine,
            new() { ["Form.Phone"] = "01632 960003", ["Form.PreferredName"] = "Patty" },
            expected: 409
        );

        Assert.Equal("Theirs", conflict.ValueOf("Merge.MaritalStatus"));
        Assert.Equal("Mine", conflict.ValueOf("Merge.PreferredName"));
        await gp.SubmitAsync(conflict, new() { ["Merge.Phone"] = "Mine" }, expected: 302);
        var saved = await gp.PageAsync(address);
        Assert.Equal(
            ("01632 960003", "Single", "Patty"),
            (saved.ValueOf("Form.Phone"), saved.ValueOf("Form.MaritalStatus"), saved.ValueOf("Form.PreferredName"))
        );
    }

    [Fact]
    public async Task A_date_a_choice_and_a_nested_field_are_each_one_field()
    {
        var patient = await app.StartRecordAsync(
            sections: new PreferredPlaces
            {
                ExpressedOn = new(2026, 1, 1),
                Death = new()
                {
                    First = new() { Place = Place.Hospice, Name = "St Clare's" },
                },
            }
        );
        var (gp, nurse) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("gp"));
        var address = $"/records/{patient}/plan/preferred-places";
        var mine = await gp.PageAsync(address);
        await nurse.SubmitAsync(
            await nurse.PageAsync(address),
            new() { ["Form.ExpressedOn.Day"] = "2", ["Form.Death.First.Name"] = "The other hospice" },
            expected: 302,
            form: "#section"
        );

        var conflict = await gp.SubmitAsync(
            mine,
            new() { ["Form.Death.First.Place"] = "OwnHome", ["Form.Death.First.Name"] = "" },
            expected: 409,
            form: "#section"
        );

        Assert.Equal("Theirs", conflict.ValueOf("Merge.ExpressedOn"));
        Assert.Equal("Mine", conflict.ValueOf("Merge.Death.First.Place"));
        Assert.Contains("Death, first, name", conflict.Text, StringComparison.Ordinal);
        await gp.SubmitAsync(conflict, new() { ["Merge.Death.First.Name"] = "Mine" }, expected: 302, form: "#section");
        var saved = await gp.PageAsync(address);
        Assert.Equal(
            ("2", "OwnHome", ""),
            (saved.ValueOf("Form.ExpressedOn.Day"), saved.ValueOf("Form.Death.First.Place"), saved.ValueOf("Form.Death.First.Name"))
        );
    }

    private async Task<(TestBrowser Gp, TestBrowser Other, string Address)> OpenAsync() =>
        (
            await app.SignInAsAsync("gp"),
            await app.SignInAsAsync("gp"),
            $"/records/{await app.StartRecordAsync(sections: Start)}/plan/about-me"
        );

    /// <summary>They change what matters and how it goes; I change what matters and how to communicate.</summary>
    private static async Task<TestPage> ConflictAsync(TestBrowser gp, TestBrowser other, string address)
    {
        var mine = await gp.PageAsync(address);
        await other.SubmitAsync(
            await other.PageAsync(address),
            new() { ["Form.MostImportantToMe"] = "The sea", ["Form.MyWellness"] = "Breathless" },
            expected: 302,
            form: "#section"
        );
        return await gp.SubmitAsync(
            mine,
            new() { ["Form.MostImportantToMe"] = "My dog", ["Form.HowICommunicate"] = "With pictures" },
            expected: 409,
            form: "#section"
        );
    }
}
