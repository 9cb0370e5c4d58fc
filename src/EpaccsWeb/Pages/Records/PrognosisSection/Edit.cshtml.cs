using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.PrognosisSection;

/// <summary>Records likely prognosis and stage of care (SCCI1580 items 18 and 34).</summary>
[RecordPage(RecordPart.Plan, "prognosis")]
public sealed class EditModel(OpenRecord record, IValidator<PrognosisForm> validator)
    : SectionPage<PrognosisForm, PrognosisAndStage>(record, validator);
