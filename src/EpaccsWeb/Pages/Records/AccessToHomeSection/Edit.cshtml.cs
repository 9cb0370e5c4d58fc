using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AccessToHomeSection;

/// <summary>Records how to get into the home and what to expect there (no SCCI1580 item).</summary>
[RecordPage(RecordPart.Plan, "access-to-home")]
public sealed class EditModel(OpenRecord record, IValidator<AccessToHomeForm> validator)
    : SectionPage<AccessToHomeForm, AccessToHome>(record, validator);
