using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Admin.Organisations;

/// <summary>When and why an organisation closes, and who takes its people over.</summary>
public sealed class ClosingForm
{
    public DateParts LastDay { get; set; } = new();

    [Longest(25)]
    public string? Successor { get; set; }

    [Longest(1000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<ClosingForm>
    {
        public Validator() => this.RequiredDate(form => form.LastDay, "Last day");
    }
}
