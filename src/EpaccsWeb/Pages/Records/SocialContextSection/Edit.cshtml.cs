using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.SocialContextSection;

/// <summary>Records home, household, services and social issues (PRSB social context; SCCI1580 item 58).</summary>
[RecordPage(RecordPart.Plan, "social-context")]
public sealed class EditModel(OpenRecord record, IValidator<SocialContextForm> validator)
    : SectionPage<SocialContextForm, SocialContext>(record, validator);
