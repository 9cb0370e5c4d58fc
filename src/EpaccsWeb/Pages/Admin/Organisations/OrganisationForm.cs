using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity.Office.Organisations;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Admin.Organisations;

/// <summary>An organisation as an administrator enters it.</summary>
public sealed class OrganisationForm
{
    [Longest(25)]
    public string? OdsCode { get; set; }
    public OrganisationKind? Kind { get; set; }

    [Longest(25)]
    public string? PartOf { get; set; }
    public string? Name { get; set; }

    [Longest(50)]
    public string? Phone { get; set; }

    [Longest(100)]
    public string? Town { get; set; }

    [Longest(7)]
    public string? ListSize { get; set; }
    public bool TakesAttachments { get; set; }
    public bool Contributes { get; set; }
    public string? NoticeAddress { get; set; }
    public NoticeMail NoticeMail { get; set; }
    public List<string> NotAskedFor { get; set; } = [];
    public Guid? Area { get; set; }
    public DateParts OpensOn { get; set; } = new();

    /// <summary>A new organisation needs a code and a kind.</summary>
    public bool IsNew { get; set; }

    public static IReadOnlyList<Choice> Kinds { get; } =
    [.. Enum.GetValues<OrganisationKind>().Select(kind => new Choice(kind.ToString(), RoleNames.Of(kind)))];

    public static IReadOnlyList<Choice> Mails { get; } =
    [new(nameof(NoticeMail.None), "No mail"), new(nameof(NoticeMail.AtOnce), "At once"), new(nameof(NoticeMail.Daily), "Once a day")];

    /// <summary>Sections that a plan may well do without.</summary>
    public static IReadOnlyList<Choice> Sections { get; } =
    [
        .. new[]
        {
            "preferred-places",
            "personal-contacts",
            "about-me",
            "advance-care-planning",
            "treatment-escalation",
            "anticipatory-medicines",
            "contingency",
            "access-to-home",
            "professional-contacts",
        }
            .Select(SectionCatalogue.Find)
            .OfType<SectionDefinition>()
            .Select(section => new Choice(section.Key, section.Title)),
    ];

    public static OrganisationForm Of(Organisation row) =>
        new()
        {
            OdsCode = row.OdsCode,
            Kind = row.Kind,
            Name = row.Name,
            Phone = row.Phone,
            Town = row.Town,
            ListSize = row.ListSize?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            TakesAttachments = row.TakesAttachments,
            Contributes = row.Contributes,
            NoticeAddress = row.NoticeAddress,
            NoticeMail = row.NoticeMail,
            NotAskedFor = row.NotAskedFor,
            Area = row.AreaId,
            OpensOn = DateParts.From(row.OpensOn),
        };

    public OrganisationTerms ToTerms() =>
        new()
        {
            Name = Name!.Trim(),
            Phone = Phone.OrNull(),
            Town = Town.OrNull(),
            ListSize = ListSize.ToWhole(),
            TakesAttachments = TakesAttachments,
            Contributes = Contributes,
            NoticeAddress = NoticeAddress.OrNull()?.Trim(),
            NoticeMail = NoticeMail,
            NotAskedFor = NotAskedFor,
            AreaId = Area,
            OpensOn = OpensOn.ToDay(),
        };

    public sealed class Validator : FormValidator<OrganisationForm>
    {
        public Validator()
        {
            RuleFor(form => form.OdsCode).NotEmpty().When(form => form.IsNew).WithMessage("Enter the ODS code.");
            RuleFor(form => form.Kind).NotNull().When(form => form.IsNew).WithMessage("Choose what kind of organisation it is.");
            RuleFor(form => form.Name).NotEmpty().WithMessage("Enter the name.");
            this.WholeOrBlank(form => form.ListSize, "The list size is a whole number.");
            this.OptionalDate(form => form.OpensOn, "First day");
        }
    }
}
