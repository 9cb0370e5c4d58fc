using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Pages.Admin.Audit;

/// <summary>What part of the trail is asked for, as typed. It is sent by POST, since it may name a person.</summary>
public sealed class TrailForm
{
    /// <summary>The trail of this many days is shown when no period was chosen.</summary>
    private const int UsualDays = 7;

    private const string Form = "yyyy-MM-dd";

    public string? NhsNumber { get; set; }

    [Longest(200)]
    public string? Who { get; set; }
    public Guid? Organisation { get; set; }
    public string? Action { get; set; }
    public DateParts From { get; set; } = new();
    public DateParts To { get; set; } = new();

    /// <summary>Reads a filter from an address; what is no filter is left out.</summary>
    public static TrailFilter Read(IQueryCollection address, DateOnly today)
    {
        var to = Day("to") ?? today;
        var from = Day("from") ?? to.AddDays(1 - UsualDays);
        return new(Key("person"), Key("user"), Key("organisation"), Slug.Parse<AuditAction>(address["action"]), from < to ? from : to, to);

        Guid? Key(string name) => Guid.TryParse(address[name], out var key) ? key : null;
        DateOnly? Day(string name) =>
            DateOnly.TryParseExact(address[name], Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1900 and < 9000
                ? day
                : null;
    }

    /// <summary>The address of a page with this filter. It holds keys, never a name or a number.</summary>
    public static string Address(string path, TrailFilter filter) =>
        path
        + QueryString.Create(
            new[]
            {
                KeyValuePair.Create("person", filter.PersonId?.ToString()),
                KeyValuePair.Create("user", filter.UserId?.ToString()),
                KeyValuePair.Create("organisation", filter.OrganisationId?.ToString()),
                KeyValuePair.Create("action", Slug.Of(filter.Action)),
                KeyValuePair.Create("from", (string?)filter.From.ToString(Form, CultureInfo.InvariantCulture)),
                KeyValuePair.Create("to", (string?)filter.To.ToString(Form, CultureInfo.InvariantCulture)),
            }.Where(pair => pair.Value is not null)
        );

    /// <summary>The fields for a filter that is in force; the NHS number is not filled in again.</summary>
    public static TrailForm For(TrailFilter filter, string? who) =>
        new()
        {
            Who = who,
            Organisation = filter.OrganisationId,
            Action = Slug.Of(filter.Action),
            From = DateParts.From(filter.From),
            To = DateParts.From(filter.To),
        };

    /// <summary>What is asked of the trail, or null with the sentences put at their fields.</summary>
    public async Task<TrailFilter?> ToFilterAsync(
        AuditTrailReader reader,
        Actor actor,
        ModelStateDictionary state,
        CancellationToken cancel
    )
    {
        var users = Who.OrNull() is { } typed ? await reader.UsersAsync(typed, cancel) : [];
        if (Who.OrNull() is not null && users.Count != 1)
        {
            state.AddModelError(
                "Form.Who",
                users.Count == 0
                    ? "Nobody has that name or e-mail address. Enter all of it."
                    : "Several people have that name. Enter the e-mail address."
            );
        }

        var person = Domain.Patients.NhsNumber.TryParse(NhsNumber, out var number) ? await reader.PersonAsync(number, actor, cancel) : null;
        if (NhsNumber.OrNull() is not null && person is null)
        {
            state.AddModelError("Form.NhsNumber", "No record has this NHS number.");
        }

        var last = To.TryRead(out var to) ? to : reader.Today;
        var first = From.TryRead(out var from) ? from : last.AddDays(1 - UsualDays);
        return state.IsValid
            ? new(
                person,
                users is [var user, ..] ? user.Id : null,
                Organisation,
                Slug.Parse<AuditAction>(Action),
                first < last ? first : last,
                last
            )
            : null;
    }

    public sealed class Validator : FormValidator<TrailForm>
    {
        public Validator()
        {
            RuleFor(form => form.NhsNumber)
                .Must(typed => Domain.Patients.NhsNumber.TryParse(typed, out _))
                .When(form => !string.IsNullOrWhiteSpace(form.NhsNumber))
                .WithMessage("Enter a real NHS number of ten digits, or leave it empty.");
            RuleFor(form => form.Action)
                .Must(slug => Slug.TryParse<AuditAction>(slug, out _))
                .When(form => !string.IsNullOrEmpty(form.Action))
                .WithMessage("Choose what was done from the list.");
            RuleFor(form => form.From).Must(IsDay).WithMessage("First day must be a real date, such as 1 11 2026.");
            RuleFor(form => form.To).Must(IsDay).WithMessage("Last day must be a real date, such as 30 11 2026.");
            RuleFor(form => form.To)
                .Must((form, to) => !to.TryRead(out var last) || !form.From.TryRead(out var first) || first <= last)
                .WithMessage("Last day must be the same as or after the first day.");
        }

        private static bool IsDay(DateParts typed) => typed.IsBlank || typed.TryRead(out _);
    }
}
