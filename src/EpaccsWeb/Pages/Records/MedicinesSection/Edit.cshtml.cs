using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.MedicinesSection;

/// <summary>Records the medicines that the person takes, and those that were stopped (PRSB medications and medical devices).</summary>
[RecordPage(RecordPart.Plan, "medicines")]
public sealed class EditModel(OpenRecord record, IValidator<MedicinesForm> validator)
    : SectionPage<MedicinesForm, Medicines>(record, validator);
