using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Which documents belong to the plan, and where their originals are.</summary>
public sealed class DocumentsSectionTests(SectionApp app) : SectionTests(app, "documents")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Documents not recorded.");

    [Fact]
    public Task Saves_a_document_and_where_it_is() =>
        SavesAsync(
            new()
            {
                ["Form.Listed[0].Title"] = "Advance decision",
                ["Form.Listed[0].Class"] = "AdvanceDecision",
                ["Form.Listed[0].Location"] = "Desk, top drawer",
            },
            "Advance decision",
            "Desk, top drawer",
            "Who may see it Not recorded"
        );

    [Fact]
    public async Task Refuses_a_document_without_a_name()
    {
        var refused = await PostAsync(new() { ["Form.Listed[0].Location"] = "Desk" });

        Assert.Equal("Enter what the document is called.", Assert.Single(refused.Errors));
        Assert.Equal("Desk", refused.ValueOf("Form.Listed[0].Location"));
    }
}
