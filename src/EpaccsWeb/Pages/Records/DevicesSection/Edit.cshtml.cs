using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.DevicesSection;

/// <summary>Records devices in or on the person (PRSB medical devices).</summary>
[RecordPage(RecordPart.Plan, "devices")]
public sealed class EditModel(OpenRecord record, IValidator<DevicesForm> validator) : SectionPage<DevicesForm, Devices>(record, validator);
