using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.FunctionalStatusSection;

/// <summary>Records how the person manages day to day (SCCI1580 item 29).</summary>
[RecordPage(RecordPart.Plan, "functional-status")]
public sealed class EditModel(OpenRecord record, IValidator<FunctionalStatusForm> validator)
    : SectionPage<FunctionalStatusForm, FunctionalStatus>(record, validator)
{
    /// <summary>The steps of the scale for the living, each with what it means; "dead" only while the form holds it already.</summary>
    public IReadOnlyList<Choice> Steps =>
        [
            .. AkpsStep
                .All.Where(step => step.Score > 0 || Form.Akps.ToWhole() is 0)
                .Select(step => new Choice(step.Score.ToString(CultureInfo.InvariantCulture), AkpsStep.Words(step.Score))),
            new(string.Empty, "Not recorded"),
        ];
}
