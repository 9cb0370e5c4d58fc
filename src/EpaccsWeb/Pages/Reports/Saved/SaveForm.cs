using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Reports.Saved;

/// <summary>A report that is given a name.</summary>
public sealed class SaveForm
{
    [Longest(SavedReport.LongestName)]
    public string? Name { get; set; }

    public string? Report { get; set; }

    /// <summary>The query part of the report's address.</summary>
    [Longest(2000)]
    public string? Filters { get; set; }

    /// <summary>"yes" when colleagues see it too.</summary>
    public string? Shared { get; set; }

    /// <summary>The filters that the report takes, in one order; anything else that stood in the address is left out.</summary>
    public string Cleaned() => ReportFilterForm.Read(Filters).Only(ReportKind.Of(Report!).Takes).Address(string.Empty);

    public sealed class Validator : FormValidator<SaveForm>
    {
        public Validator()
        {
            RuleFor(form => form.Name).NotEmpty().WithMessage("Enter a name for the report.");
            RuleFor(form => form.Report)
                .Must(slug => ReportKind.All.Any(kind => kind.Slug == slug))
                .WithMessage("Choose a report from the list.");
        }
    }
}
