using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.DisabilitySection;

/// <summary>Records disabilities and what they mean for care (SCCI1580 item 28).</summary>
[RecordPage(RecordPart.Plan, "disability")]
public sealed class EditModel(OpenRecord record, IValidator<DisabilityForm> validator)
    : SectionPage<DisabilityForm, Disabilities>(record, validator)
{
    /// <summary>The answers, in words: "no" to "none known" is easily misread.</summary>
    public static IReadOnlyList<Choice> Answers { get; } =
    [new("no", "Has a disability"), new("yes", "No known disability"), new(string.Empty, "Not recorded")];
}
