using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.PersonalContactsSection;

/// <summary>Records the main carer and others close to the person (SCCI1580 items 16, 17 and 54 to 57).</summary>
[RecordPage(RecordPart.Plan, "personal-contacts")]
public sealed class EditModel(OpenRecord record, IValidator<PersonalContactsForm> validator)
    : SectionPage<PersonalContactsForm, PersonalContacts>(record, validator);
