using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Professionals who look after the person (SCCI1580 items 21 to 25).</summary>
public sealed record ProfessionalContacts : ISectionAnswers
{
    /// <summary>Item 21, if not the usual GP.</summary>
    public string? KeyWorkerName { get; init; }

    /// <summary>Item 22.</summary>
    public string? KeyWorkerPhone { get; init; }
    public string? KeyWorkerRole { get; init; }

    /// <summary>Items 21 to 25, one entry for each professional or team.</summary>
    public IReadOnlyList<ProfessionalContact> Contacts { get; init; } = [];

    /// <summary>Items 23 to 25: name, group and telephone, one a line, as recorded before there were entries.</summary>
    public string? Others { get; init; }

    /// <summary>The key worker on a day: whoever is named as such, else the contact marked so who has not left; null is "not recorded".</summary>
    public ProfessionalContact? KeyWorkerOn(DateOnly day) =>
        KeyWorkerName is not null
            ? new()
            {
                Name = KeyWorkerName,
                Role = KeyWorkerRole,
                Telephone = KeyWorkerPhone,
            }
            : Contacts.FirstOrDefault(contact => contact.KeyWorker is true && !contact.HasLeft(day));

    /// <summary>Whom to ring on a day besides the key worker, who is named once: not those who have left.</summary>
    public IEnumerable<ProfessionalContact> OthersToRing(DateOnly day) =>
        Contacts.Where(contact => !contact.HasLeft(day) && !IsSame(contact, KeyWorkerOn(day)));

    /// <summary>The same person, by name and telephone; teams without a name are not taken for one another.</summary>
    private static bool IsSame(ProfessionalContact contact, ProfessionalContact? key) =>
        contact == key || (contact.Name is not null && contact.Name == key?.Name && contact.Telephone == key.Telephone);

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (KeyWorkerName is null && (KeyWorkerPhone is not null || KeyWorkerRole is not null))
        {
            yield return new(nameof(KeyWorkerName), "Enter the key worker's name.");
        }

        for (var at = 0; at < Contacts.Count; at++)
        {
            if (Contacts[at] is { Name: null, Team: null, Organisation: null })
            {
                yield return new(
                    $"{nameof(Contacts)}[{at}].{nameof(ProfessionalContact.Name)}",
                    "Enter a name, a team or an organisation."
                );
            }
        }
    }
}

/// <summary>One professional or team that looks after the person (SCCI1580 items 23 to 25; PRSB professional contacts).</summary>
public sealed record ProfessionalContact
{
    /// <summary>Item 23.</summary>
    public string? Name { get; init; }
    public string? Role { get; init; }

    /// <summary>Item 24.</summary>
    public ProfessionalGroup? Group { get; init; }
    public string? Speciality { get; init; }
    public string? Team { get; init; }
    public string? Organisation { get; init; }

    /// <summary>Item 25.</summary>
    public string? Telephone { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public bool? KeyWorker { get; init; }

    /// <summary>From when and until when, as it is known.</summary>
    public string? Start { get; init; }
    public string? End { get; init; }

    /// <summary>True when the end, as far as its words name a day, month or year, has passed; an end in other words is not known to have.</summary>
    public bool HasLeft(DateOnly day) => WordedDate.LastDayOf(End) < day;
}
