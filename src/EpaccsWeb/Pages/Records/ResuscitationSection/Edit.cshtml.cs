using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.ResuscitationSection;

/// <summary>Records a resuscitation decision (SCCI1580 items 44 to 48).</summary>
[RecordPage(RecordPart.Plan, "resuscitation")]
public sealed class EditModel(OpenRecord record, IValidator<ResuscitationForm> validator)
    : SectionPage<ResuscitationForm, Resuscitation>(record, validator);
