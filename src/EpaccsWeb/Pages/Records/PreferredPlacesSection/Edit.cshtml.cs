using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.PreferredPlacesSection;

/// <summary>Records where a person wishes to be cared for and to die (SCCI1580 items 36 to 43).</summary>
[RecordPage(RecordPart.Plan, "preferred-places")]
public sealed class EditModel(OpenRecord record, IValidator<PreferredPlacesForm> validator)
    : SectionPage<PreferredPlacesForm, PreferredPlaces>(record, validator)
{
    /// <summary>The places that can be wished for.</summary>
    public static IReadOnlyList<Choice> Places { get; } =
    [
        .. CodeList
            .Of<Place>()
            .Where(term => Slug.Parse<Place>(term.Slug)!.Value.CanBePreferred())
            .Select(term => new Choice(Slug.Parse<Place>(term.Slug)!.Value.ToString(), term.Term)),
    ];
}
