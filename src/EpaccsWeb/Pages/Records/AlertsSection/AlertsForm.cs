using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.AlertsSection;

/// <summary>What is typed that any user must see.</summary>
public sealed class AlertsForm : ISectionForm<AlertsForm, Alerts>
{
    [Longest(1000)]
    public string? Alert { get; set; }

    public static AlertsForm From(Alerts? answers) => new() { Alert = answers?.Alert };

    public Alerts ToAnswers() => new() { Alert = Alert.OrNull() };

    public sealed class Validator : FormValidator<AlertsForm>;
}
