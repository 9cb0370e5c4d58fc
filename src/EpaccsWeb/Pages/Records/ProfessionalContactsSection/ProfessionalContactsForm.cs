using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.ProfessionalContactsSection;

/// <summary>What is typed about the professionals who look after the person.</summary>
public sealed class ProfessionalContactsForm : ISectionForm<ProfessionalContactsForm, ProfessionalContacts>
{
    public string? KeyWorkerName { get; set; }

    public string? KeyWorkerRole { get; set; }

    [TellsLocation(Of = nameof(KeyWorkerName))]
    public string? KeyWorkerPhone { get; set; }

    public List<ProfessionalContactRow> Contacts { get; set; } = [];

    [Longest(4000)]
    [TellsLocation]
    public string? Others { get; set; }

    public static ProfessionalContactsForm From(ProfessionalContacts? answers) =>
        new()
        {
            KeyWorkerName = answers?.KeyWorkerName,
            KeyWorkerRole = answers?.KeyWorkerRole,
            KeyWorkerPhone = answers?.KeyWorkerPhone,
            Contacts = [.. (answers?.Contacts ?? []).Select(ProfessionalContactRow.From)],
            Others = answers?.Others,
        };

    public ProfessionalContacts ToAnswers() =>
        new()
        {
            KeyWorkerName = KeyWorkerName.OrNull(),
            KeyWorkerRole = KeyWorkerRole.OrNull(),
            KeyWorkerPhone = KeyWorkerPhone.OrNull(),
            Contacts = [.. Contacts.Kept().Select(row => row.ToAnswer())],
            Others = Others.OrNull(),
        };

    public sealed class Validator : FormValidator<ProfessionalContactsForm>
    {
        public Validator() => RuleForEach(form => form.Contacts).ChildRules(row => row.YesNoOrBlank(contact => contact.KeyWorker));
    }
}

/// <summary>What is typed about one professional or team.</summary>
public sealed class ProfessionalContactRow : FormRow
{
    public string? Name { get; set; }

    public string? Role { get; set; }

    public ProfessionalGroup? Group { get; set; }

    public string? Speciality { get; set; }

    [TellsLocation(Of = nameof(Name))]
    public string? Team { get; set; }

    [TellsLocation(Of = nameof(Name))]
    public string? Organisation { get; set; }

    [TellsLocation(Of = nameof(Name))]
    public string? Telephone { get; set; }

    public string? KeyWorker { get; set; }

    [Longest(100)]
    public string? Start { get; set; }

    [Longest(100)]
    public string? End { get; set; }

    public static ProfessionalContactRow From(ProfessionalContact answer) =>
        new()
        {
            Name = answer.Name,
            Role = answer.Role,
            Group = answer.Group,
            Speciality = answer.Speciality,
            Team = answer.Team,
            Organisation = answer.Organisation,
            Telephone = answer.Telephone,
            KeyWorker = YesNo.From(answer.KeyWorker),
            Start = answer.Start,
            End = answer.End,
        };

    public ProfessionalContact ToAnswer() =>
        new()
        {
            Name = Name.OrNull(),
            Role = Role.OrNull(),
            Group = Group,
            Speciality = Speciality.OrNull(),
            Team = Team.OrNull(),
            Organisation = Organisation.OrNull(),
            Telephone = Telephone.OrNull(),
            KeyWorker = YesNo.To(KeyWorker),
            Start = Start.OrNull(),
            End = End.OrNull(),
        };
}
