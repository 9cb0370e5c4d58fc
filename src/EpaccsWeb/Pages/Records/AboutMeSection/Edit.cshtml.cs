using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AboutMeSection;

/// <summary>Records what the person wants everyone to know of them (PRSB About me).</summary>
[RecordPage(RecordPart.Plan, "about-me")]
public sealed class EditModel(OpenRecord record, IValidator<AboutMeForm> validator) : SectionPage<AboutMeForm, AboutMe>(record, validator);
