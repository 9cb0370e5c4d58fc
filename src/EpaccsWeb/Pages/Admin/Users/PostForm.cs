using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>A post as an administrator enters it, for somebody new or somebody known.</summary>
public sealed class PostForm
{
    public string? Email { get; set; }

    [Longest(100)]
    public string? Name { get; set; }

    public Role? Role { get; set; }
    public Guid? Organisation { get; set; }
    public bool Senior { get; set; }
    public bool Urgent { get; set; }
    public DateParts StartsOn { get; set; } = new();
    public DateParts EndsOn { get; set; } = new();

    /// <summary>Read by the second administrator, where one is needed.</summary>
    [Longest(1000)]
    public string? Reason { get; set; }

    /// <summary>Somebody who has no account yet is asked for by name and address.</summary>
    public bool IsInvitation { get; set; }

    public static PostForm StartingOn(DateOnly day, Guid organisation) =>
        new() { StartsOn = DateParts.From(day), Organisation = organisation };

    public PostTerms ToTerms() => new(Role!.Value, Organisation!.Value, Senior, Urgent, StartsOn.ToDay()!.Value, EndsOn.ToDay());

    public static Choice ToChoice(Organisation organisation) =>
        new(organisation.Id.ToString(), $"{organisation.Name} ({organisation.OdsCode})");

    /// <summary>The roles an administrator can give at these organisations.</summary>
    public static IReadOnlyList<Choice> RolesOf(Actor actor, IEnumerable<Organisation> organisations) =>
        [
            .. organisations
                .SelectMany(organisation => Identity.Office.OfficeScope.RolesFor(actor, organisation.Kind))
                .Distinct()
                .Order()
                .Select(role => new Choice(
                    role.ToString(),
                    RoleNames.Of(role) + (PostRules.TakesTwoPeople(role) ? " (takes a second administrator)" : "")
                )),
        ];

    public sealed class Validator : FormValidator<PostForm>
    {
        public Validator()
        {
            RuleFor(form => form.Email)
                .Custom(
                    (email, context) =>
                    {
                        if (context.InstanceToValidate.IsInvitation && Identity.LookAlikes.Problem(email) is { } problem)
                        {
                            context.AddFailure(problem);
                        }
                    }
                );
            RuleFor(form => form.Name)
                .NotEmpty()
                .When(form => form.IsInvitation)
                .WithMessage("Enter the person's name as colleagues know it.");
            RuleFor(form => form.Role).NotNull().WithMessage("Choose a role.");
            RuleFor(form => form.Organisation).NotNull().WithMessage("Choose an organisation.");
            this.RequiredDate(form => form.StartsOn, "First day");
            this.OptionalDate(form => form.EndsOn, "Last day");
        }
    }
}
