using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AccessToHomeSection;

/// <summary>Records how to get into the home and what to expect there (no SCCI1580 item).</summary>
/// <remarks>The form holds the key safe's code, so that each opening of it counts as a showing.</remarks>
[RecordPage(RecordPart.Plan, "access-to-home", Seen = AuditAction.KeySafeShown)]
public sealed class EditModel(OpenRecord record, IValidator<AccessToHomeForm> validator)
    : SectionPage<AccessToHomeForm, AccessToHome>(record, validator);
