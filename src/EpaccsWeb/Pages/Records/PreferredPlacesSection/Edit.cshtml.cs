using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.PreferredPlacesSection;

/// <summary>Records where a person wishes to be cared for and to die (SCCI1580 items 36 to 43).</summary>
[RecordPage(RecordPart.Plan, "preferred-places")]
public sealed class EditModel(OpenRecord record, IValidator<PreferredPlacesForm> validator)
    : SectionPage<PreferredPlacesForm, PreferredPlaces>(record, validator);
