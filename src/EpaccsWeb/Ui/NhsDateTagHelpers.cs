using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Asks for a date in three boxes; bound to <see cref="DateParts"/>.</summary>
[HtmlTargetElement("nhs-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsDateTagHelper : GroupTagHelper
{
    /// <summary>"bday" asks the browser to fill in a date of birth.</summary>
    public string? Autocomplete { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var typed = Typed(For.Model as DateParts);
        var names = new[] { Name, $"{Name}.Day", $"{Name}.Month", $"{Name}.Year" };
        var error = ErrorOf(names);
        var boxes = new DateBoxes(FieldId, Name, Autocomplete, error is null ? [] : typed.Faulty());
        foreach (var name in names)
        {
            Register(name, boxes.Focus);
        }

        output.Render(Group(error, boxes.Draw(typed), role: true));
    }

    private DateParts Typed(DateParts? model) =>
        new()
        {
            Day = TextOf($"{Name}.Day", model?.Day),
            Month = TextOf($"{Name}.Month", model?.Month),
            Year = TextOf($"{Name}.Year", model?.Year),
        };
}

internal sealed class DateBoxes(string fieldId, string name, string? autocomplete, IReadOnlyList<string> faulty)
{
    /// <summary>The input that an error goes to.</summary>
    public string Focus => $"{fieldId}-{(faulty.Count > 0 ? faulty[0] : "day")}";

    public Markup Draw(DateParts typed) =>
        Markup.Of(
            $"""
            <div class="nhsuk-date-input" id="{fieldId}">
            {Box("day", "Day", $"{name}.Day", 2, typed.Day, "numeric")}
            {Box("month", "Month", $"{name}.Month", typed.Month?.Length > 2 ? 5 : 2, typed.Month, "numeric")}
            {Box("year", "Year", $"{name}.Year", 4, typed.Year, "numeric")}
            </div>
            """
        );

    public Markup Box(string part, string label, string inputName, int width, string? value, string? inputMode)
    {
        var wrong = faulty.Contains(part);
        var attributes = Markup.Join([
            Markup.Attribute("value", string.IsNullOrEmpty(value) ? null : value),
            Markup.Attribute("autocomplete", autocomplete is null ? null : $"{autocomplete}-{part}"),
            Markup.Attribute("inputmode", inputMode),
        ]);
        var group = wrong ? " nhsuk-form-group--error" : "";
        var state = wrong ? " nhsuk-input--error" : "";
        return Markup.Of(
            $"""
            <div class="nhsuk-date-input__item"><div class="nhsuk-form-group{group}">
            <label class="nhsuk-label nhsuk-date-input__label" for="{fieldId}-{part}">{label}</label>
            <input class="nhsuk-input{state} nhsuk-input--width-{width} nhsuk-date-input__input" id="{fieldId}-{part}" name="{inputName}" type="text"{attributes}>
            </div></div>
            """
        );
    }
}
