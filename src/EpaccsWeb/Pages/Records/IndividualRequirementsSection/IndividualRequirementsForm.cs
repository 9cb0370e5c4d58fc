using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.IndividualRequirementsSection;

/// <summary>What is typed about interpreting and adjustments.</summary>
public sealed class IndividualRequirementsForm : ISectionForm<IndividualRequirementsForm, IndividualRequirements>
{
    public InterpreterNeed? Interpreter { get; set; }

    public string? PreferredSpokenLanguage { get; set; }

    [Longest(1000)]
    public string? CommunicationSupport { get; set; }

    [Longest(1000)]
    public string? CommunicationProfessional { get; set; }

    [Longest(1000)]
    [TellsLocation]
    public string? ContactMethod { get; set; }

    [Longest(1000)]
    public string? InformationFormat { get; set; }

    [Longest(4000)]
    public string? Impairment { get; set; }

    [Longest(4000)]
    public string? Cognition { get; set; }

    [Longest(4000)]
    public string? Mobility { get; set; }

    [Longest(4000)]
    public string? Other { get; set; }

    public static IndividualRequirementsForm From(IndividualRequirements? answers) =>
        new()
        {
            Interpreter = answers?.Interpreter,
            PreferredSpokenLanguage = answers?.PreferredSpokenLanguage,
            CommunicationSupport = answers?.CommunicationSupport,
            CommunicationProfessional = answers?.CommunicationProfessional,
            ContactMethod = answers?.ContactMethod,
            InformationFormat = answers?.InformationFormat,
            Impairment = answers?.Impairment,
            Cognition = answers?.Cognition,
            Mobility = answers?.Mobility,
            Other = answers?.Other,
        };

    public IndividualRequirements ToAnswers() =>
        new()
        {
            Interpreter = Interpreter,
            PreferredSpokenLanguage = PreferredSpokenLanguage.OrNull(),
            CommunicationSupport = CommunicationSupport.OrNull(),
            CommunicationProfessional = CommunicationProfessional.OrNull(),
            ContactMethod = ContactMethod.OrNull(),
            InformationFormat = InformationFormat.OrNull(),
            Impairment = Impairment.OrNull(),
            Cognition = Cognition.OrNull(),
            Mobility = Mobility.OrNull(),
            Other = Other.OrNull(),
        };

    public sealed class Validator : FormValidator<IndividualRequirementsForm>;
}
