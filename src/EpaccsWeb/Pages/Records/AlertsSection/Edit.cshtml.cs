using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AlertsSection;

/// <summary>Records a warning that any user must see (PRSB Alerts).</summary>
[RecordPage(RecordPart.Plan, "alerts")]
public sealed class EditModel(OpenRecord record, IValidator<AlertsForm> validator) : SectionPage<AlertsForm, Alerts>(record, validator);
