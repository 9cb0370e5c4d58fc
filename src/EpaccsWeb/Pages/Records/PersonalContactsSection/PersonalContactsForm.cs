using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.PersonalContactsSection;

/// <summary>What is typed about the main carer and others close to the person.</summary>
public sealed class PersonalContactsForm : ISectionForm<PersonalContactsForm, PersonalContacts>
{
    public CarerStatus? Carer { get; set; }

    public string? CarerName { get; set; }

    public string? CarerRelationship { get; set; }

    public string? CarerPhone { get; set; }

    [Longest(4000)]
    public string? Others { get; set; }

    public static PersonalContactsForm From(PersonalContacts? answers) =>
        new()
        {
            Carer = answers?.Carer,
            CarerName = answers?.CarerName,
            CarerRelationship = answers?.CarerRelationship,
            CarerPhone = answers?.CarerPhone,
            Others = answers?.Others,
        };

    public PersonalContacts ToAnswers() =>
        new()
        {
            Carer = Carer,
            CarerName = CarerName.OrNull(),
            CarerRelationship = CarerRelationship.OrNull(),
            CarerPhone = CarerPhone.OrNull(),
            Others = Others.OrNull(),
        };

    public sealed class Validator : FormValidator<PersonalContactsForm>;
}
