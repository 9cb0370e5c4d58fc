using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.BeliefsAndWishesSection;

/// <summary>Records faith, culture, donation and other wishes (SCCI1580 item 58).</summary>
[RecordPage(RecordPart.Plan, "beliefs-and-wishes")]
public sealed class EditModel(OpenRecord record, IValidator<BeliefsAndWishesForm> validator)
    : SectionPage<BeliefsAndWishesForm, BeliefsAndWishes>(record, validator);
