using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Admin.Service;

/// <summary>A new value of a setting, and why.</summary>
public sealed class SettingForm
{
    [Longest(10)]
    public string? Value { get; set; }

    [Longest(1000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<SettingForm>;
}
