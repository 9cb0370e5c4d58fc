using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.ResuscitationSection;

/// <summary>Records a resuscitation decision (SCCI1580 items 44 to 48).</summary>
[RecordPage(RecordPart.Plan, "resuscitation")]
public sealed class EditModel(OpenRecord record, IValidator<ResuscitationForm> validator)
    : SectionPage<ResuscitationForm, Resuscitation>(record, validator)
{
    /// <summary>Yes, no or not recorded; that the person lacked capacity is kept where an earlier version says it of the family.</summary>
    public IReadOnlyList<Choice> FamilyChoices =>
        [
            .. FormParts
                .OptionalChoicesOf<Discussion>()
                .Where(choice =>
                    choice.Value is not nameof(Discussion.LackedCapacity) || Form.DiscussedWithFamily is Discussion.LackedCapacity
                ),
        ];

    protected override async Task<SaveOutcome> SaveAsync(Resuscitation answers, CancellationToken cancel)
    {
        var held = (await PlanAsync(cancel)).InForce(Section.Key).Select(row => row.Answers).OfType<Resuscitation>().Any(IsOfThePerson);
        return IsOfThePerson(answers) && !held
            ? new SaveOutcome.Refused([
                new(nameof(answers.DiscussedWithFamily), "Choose yes, no or not recorded: whether the person had capacity is asked above."),
            ])
            : await base.SaveAsync(answers, cancel);
    }

    private static bool IsOfThePerson(Resuscitation answers) => answers.DiscussedWithFamily is Discussion.LackedCapacity;
}
