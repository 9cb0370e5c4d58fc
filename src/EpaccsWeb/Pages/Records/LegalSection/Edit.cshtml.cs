using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.LegalSection;

/// <summary>Records what may bind, then what the person stated in advance (SCCI1580 items 35 and 49 to 53).</summary>
[RecordPage(RecordPart.Plan, "legal")]
public sealed class EditModel(OpenRecord record, IValidator<LegalForm> validator)
    : SectionPage<LegalForm, LegalDecisions>(record, validator);
