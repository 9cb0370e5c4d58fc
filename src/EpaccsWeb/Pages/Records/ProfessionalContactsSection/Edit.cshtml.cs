using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.ProfessionalContactsSection;

/// <summary>Records the professionals who look after the person (SCCI1580 items 21 to 25).</summary>
[RecordPage(RecordPart.Plan, "professional-contacts")]
public sealed class EditModel(OpenRecord record, IValidator<ProfessionalContactsForm> validator)
    : SectionPage<ProfessionalContactsForm, ProfessionalContacts>(record, validator);
