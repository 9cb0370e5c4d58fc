using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.ContingencySection;

/// <summary>Records what may happen and what to do then (PRSB contingency plans).</summary>
[RecordPage(RecordPart.Plan, "contingency")]
public sealed class EditModel(OpenRecord record, IValidator<ContingencyForm> validator)
    : SectionPage<ContingencyForm, ContingencyPlans>(record, validator);
