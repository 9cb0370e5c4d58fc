using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AllergiesSection;

/// <summary>Records allergies and adverse reactions (SCCI1580 item 30).</summary>
[RecordPage(RecordPart.Plan, "allergies")]
public sealed class EditModel(OpenRecord record, IValidator<AllergiesForm> validator)
    : SectionPage<AllergiesForm, Allergies>(record, validator);
