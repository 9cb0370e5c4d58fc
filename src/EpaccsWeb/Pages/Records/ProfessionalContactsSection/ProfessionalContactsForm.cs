using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.ProfessionalContactsSection;

/// <summary>What is typed about the professionals who look after the person.</summary>
public sealed class ProfessionalContactsForm : ISectionForm<ProfessionalContactsForm, ProfessionalContacts>
{
    public string? KeyWorkerName { get; set; }

    public string? KeyWorkerRole { get; set; }

    public string? KeyWorkerPhone { get; set; }

    [Longest(4000)]
    public string? Others { get; set; }

    public static ProfessionalContactsForm From(ProfessionalContacts? answers) =>
        new()
        {
            KeyWorkerName = answers?.KeyWorkerName,
            KeyWorkerRole = answers?.KeyWorkerRole,
            KeyWorkerPhone = answers?.KeyWorkerPhone,
            Others = answers?.Others,
        };

    public ProfessionalContacts ToAnswers() =>
        new()
        {
            KeyWorkerName = KeyWorkerName.OrNull(),
            KeyWorkerRole = KeyWorkerRole.OrNull(),
            KeyWorkerPhone = KeyWorkerPhone.OrNull(),
            Others = Others.OrNull(),
        };

    public sealed class Validator : FormValidator<ProfessionalContactsForm>;
}
