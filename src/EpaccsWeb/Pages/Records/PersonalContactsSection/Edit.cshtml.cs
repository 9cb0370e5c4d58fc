using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.PersonalContactsSection;

/// <summary>Records the main carer and others close to the person (SCCI1580 items 16, 17 and 54 to 57).</summary>
[RecordPage(RecordPart.Plan, "personal-contacts")]
public sealed class EditModel(OpenRecord record, IValidator<PersonalContactsForm> validator)
    : SectionPage<PersonalContactsForm, PersonalContacts>(record, validator)
{
    /// <summary>Item 16 is mandatory: what was once answered is not blanked again without a word.</summary>
    protected override async Task<SaveOutcome> SaveAsync(PersonalContacts answers, CancellationToken cancel)
    {
        var seen = (await PlanAsync(cancel)).Row(Section.Key, BasedOn)?.Answers as PersonalContacts;
        return answers.Carer is null && seen is { Carer: not null }
            ? new SaveOutcome.Refused([new(nameof(answers.Carer), "Choose whether the person has a carer. “Unknown” is an answer.")])
            : await base.SaveAsync(answers, cancel);
    }
}
