using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records.Feedback;

/// <summary>What became of the plan when it was needed: told to those who wrote it.</summary>
[RecordPage(RecordPart.Feedback)]
public sealed class IndexModel(OpenRecord record, IValidator<FeedbackForm> validator) : VersionedPage
{
    private const int Most = 50;

    [BindProperty]
    public FeedbackForm Form { get; set; } = new();

    public IReadOnlyList<PlanFeedback> Given { get; private set; } = [];

    public Guid PatientId => record.PatientId;

    public bool MayGive => record.Grant.May(Permission.Notes);

    /// <summary>What earlier users of the plan said is for those who read it all.</summary>
    public bool MayRead => record.Grant.May(Permission.WholeRecord);

    public IReadOnlyList<Choice> Kinds { get; } =
    [.. Enum.GetValues<FeedbackKind>().Select(kind => new Choice(kind.ToString(), PlanFeedback.WordsOf(kind)))];

    public IReadOnlyList<Choice> Reasons { get; } =
    [.. Enum.GetValues<NotFollowedReason>().Select(reason => new Choice(reason.ToString(), PlanFeedback.WordsOf(reason)))];

    /// <summary>The parts of the plan that this reader sees.</summary>
    public IReadOnlyList<Choice> Sections =>
        [
            .. SectionCatalogue
                .All.Where(section => record.Grant.MayRead(section) || record.Grant.MayReadOnCard(section))
                .Select(section => new Choice(section.Key, section.Title)),
        ];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Begin(0);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        return await AnswerAsync(
            await record.GiveFeedbackAsync(Form.ToAnswers(), SubmitToken, cancel),
            "Thank you. Those who wrote the plan see it when they next sign in.",
            $"/records/{PatientId}/{(MayRead ? "feedback" : "urgent")}",
            () => Task.FromResult(0)
        );
    }

    private async Task ReadAsync(CancellationToken cancel) => Given = MayRead ? await record.FeedbackAsync(Most, cancel) : [];
}

/// <summary>What is entered about how the plan served.</summary>
public sealed class FeedbackForm
{
    public FeedbackKind? Kind { get; set; }

    public NotFollowedReason? Reason { get; set; }

    public string? Section { get; set; }

    [Longest(PlanFeedback.LongestWords)]
    public string? Words { get; set; }

    public FeedbackAnswers ToAnswers() => new(Kind, Reason, Section.OrNull(), Words.OrNull());

    public sealed class Validator : FormValidator<FeedbackForm>
    {
        public Validator() =>
            RuleFor(form => form)
                .Custom(
                    (form, context) =>
                    {
                        foreach (var problem in form.ToAnswers().Problems())
                        {
                            context.AddFailure(problem.Field, problem.Sentence);
                        }
                    }
                );
    }
}
