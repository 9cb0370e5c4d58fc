using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.DocumentsSection;

/// <summary>What is typed about the documents that belong to the plan.</summary>
public sealed class DocumentsForm : ISectionForm<DocumentsForm, Documents>
{
    public List<DocumentRow> Listed { get; set; } = [];

    public static DocumentsForm From(Documents? answers) => new() { Listed = [.. (answers?.Listed ?? []).Select(DocumentRow.From)] };

    public Documents ToAnswers() => new() { Listed = [.. Listed.Kept().Select(row => row.ToAnswer())] };

    public sealed class Validator : FormValidator<DocumentsForm>
    {
        public Validator() => RuleForEach(form => form.Listed).SetValidator(new DocumentRow.Validator());
    }
}

/// <summary>What is typed about one document.</summary>
public sealed class DocumentRow : FormRow
{
    public string? Title { get; set; }

    public DocumentClass? Class { get; set; }

    public string? Author { get; set; }

    public DateParts WrittenOn { get; set; } = new();

    [Longest(1000)]
    [TellsLocation]
    public string? Location { get; set; }

    public string? Confidentiality { get; set; }

    public static DocumentRow From(Document answer) =>
        new()
        {
            Title = answer.Title,
            Class = answer.Class,
            Author = answer.Author,
            WrittenOn = DateParts.From(answer.WrittenOn),
            Location = answer.Location,
            Confidentiality = answer.Confidentiality,
        };

    public Document ToAnswer() =>
        new()
        {
            Title = Title ?? string.Empty,
            Class = Class,
            Author = Author.OrNull(),
            WrittenOn = WrittenOn.ToDay(),
            Location = Location.OrNull(),
            Confidentiality = Confidentiality.OrNull(),
        };

    public sealed class Validator : FormValidator<DocumentRow>
    {
        public Validator() => this.OptionalDate(row => row.WrittenOn, "Date of the document");
    }
}
