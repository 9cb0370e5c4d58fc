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

    public List<PersonalContactRow> Contacts { get; set; } = [];

    [Longest(4000)]
    public string? Others { get; set; }

    public static PersonalContactsForm From(PersonalContacts? answers) =>
        new()
        {
            Carer = answers?.Carer,
            CarerName = answers?.CarerName,
            CarerRelationship = answers?.CarerRelationship,
            CarerPhone = answers?.CarerPhone,
            Contacts = [.. (answers?.Contacts ?? []).Select(PersonalContactRow.From)],
            Others = answers?.Others,
        };

    public PersonalContacts ToAnswers() =>
        new()
        {
            Carer = Carer,
            CarerName = CarerName.OrNull(),
            CarerRelationship = CarerRelationship.OrNull(),
            CarerPhone = CarerPhone.OrNull(),
            Contacts = [.. Contacts.Kept().Select(row => row.ToAnswer())],
            Others = Others.OrNull(),
        };

    public sealed class Validator : FormValidator<PersonalContactsForm>;
}

/// <summary>What is typed about one person close to the person.</summary>
public sealed class PersonalContactRow : FormRow
{
    public string? Name { get; set; }

    public string? Relationship { get; set; }

    public RelationshipType? RelationshipType { get; set; }

    public string? Telephone { get; set; }

    [Longest(1000)]
    public string? Comments { get; set; }

    public static PersonalContactRow From(PersonalContact answer) =>
        new()
        {
            Name = answer.Name,
            Relationship = answer.Relationship,
            RelationshipType = answer.RelationshipType,
            Telephone = answer.Telephone,
            Comments = answer.Comments,
        };

    public PersonalContact ToAnswer() =>
        new()
        {
            Name = Name ?? string.Empty,
            Relationship = Relationship.OrNull(),
            RelationshipType = RelationshipType,
            Telephone = Telephone.OrNull(),
            Comments = Comments.OrNull(),
        };
}
