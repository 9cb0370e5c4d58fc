using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AnticipatoryMedicinesSection;

/// <summary>Records medicines kept in the home for symptoms to come (SCCI1580 items 31 and 32).</summary>
[RecordPage(RecordPart.Plan, "anticipatory-medicines")]
public sealed class EditModel(OpenRecord record, IValidator<AnticipatoryMedicinesForm> validator)
    : SectionPage<AnticipatoryMedicinesForm, AnticipatoryMedicines>(record, validator);
