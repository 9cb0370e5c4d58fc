using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.IndividualRequirementsSection;

/// <summary>Records interpreting, language and reasonable adjustments (SCCI1580 items 14 and 15).</summary>
[RecordPage(RecordPart.Plan, "individual-requirements")]
public sealed class EditModel(OpenRecord record, IValidator<IndividualRequirementsForm> validator)
    : SectionPage<IndividualRequirementsForm, IndividualRequirements>(record, validator);
