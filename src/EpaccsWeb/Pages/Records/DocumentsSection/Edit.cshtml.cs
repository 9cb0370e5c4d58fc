using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.DocumentsSection;

/// <summary>Records which documents belong to the plan and where their originals are (PRSB documents).</summary>
[RecordPage(RecordPart.Plan, "documents")]
public sealed class EditModel(OpenRecord record, IValidator<DocumentsForm> validator)
    : SectionPage<DocumentsForm, Documents>(record, validator);
