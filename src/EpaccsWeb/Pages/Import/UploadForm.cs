using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Import;

/// <summary>What is chosen to upload a register.</summary>
public sealed class UploadForm
{
    public const string Practice = "practice";
    public const string One = "one";

    public IFormFile? File { get; set; }

    /// <summary>Who will hold the new records: each person's practice, or one organisation.</summary>
    public string? Holder { get; set; } = Practice;

    public string? Organisation { get; set; }

    /// <summary>The file's own name, without the folders some browsers send with it.</summary>
    public string FileName =>
        Path.GetFileName(File?.FileName.Replace('\\', '/')) is { Length: > 0 } name
            ? string.Concat(name.Where(letter => !char.IsControl(letter)))
            : "register.csv";

    public sealed class Validator : FormValidator<UploadForm>
    {
        public Validator()
        {
            RuleFor(form => form.File).NotNull().WithMessage("Choose a CSV file.");
            RuleFor(form => form.Holder)
                .Must(holder => holder is null or Practice or One)
                .WithMessage("Choose who will hold the new records.");
            RuleFor(form => form.Organisation)
                .NotEmpty()
                .When(form => form.Holder is One)
                .WithMessage("Enter the ODS code of the organisation.");
        }
    }
}
