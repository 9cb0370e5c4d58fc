using System.Globalization;
using System.Linq.Expressions;
using EpaccsWeb.Domain.Terminology;
using FluentValidation;

namespace EpaccsWeb.Ui;

/// <summary>Choices and rules that forms of several sections share.</summary>
public static partial class FormParts
{
    /// <summary>The values of a code list as choices: not the retired ones, but for those that the form already holds.</summary>
    public static IReadOnlyList<Choice> ChoicesOf<T>(params IEnumerable<T> held)
        where T : struct, Enum =>
        [
            .. CodeList
                .Of<T>()
                .Select(term => (term, value: Slug.Parse<T>(term.Slug)!.Value))
                .Where(pair => !pair.term.Retired || held.Contains(pair.value))
                .Select(pair => new Choice(pair.value.ToString(), pair.term.Term)),
        ];

    /// <summary>The places that can be wished for.</summary>
    public static IReadOnlyList<Choice> PreferredPlaces { get; } =
    [.. ChoicesOf<Place>().Where(choice => Enum.Parse<Place>(choice.Value).CanBePreferred())];

    /// <summary>The values of a list, with "Not recorded" at the end, so that an answer can be taken back to nothing.</summary>
    public static IReadOnlyList<Choice> OptionalChoicesOf<T>(params IEnumerable<T> held)
        where T : struct, Enum => [.. ChoicesOf(held), new(string.Empty, "Not recorded")];

    /// <summary>The day of parts that a validator has passed; null when blank.</summary>
    public static DateOnly? ToDay(this DateParts parts) => parts.TryRead(out var day) ? day : null;

    public static void RequiredDate<T>(this AbstractValidator<T> validator, Expression<Func<T, DateParts>> field, string what) =>
        validator
            .RuleFor(field)
            .Custom(
                (parts, context) =>
                    Add(context, parts.IsBlank ? $"Enter the {char.ToLowerInvariant(what[0])}{what[1..]}." : parts.Problem(what))
            );

    public static void OptionalDate<T>(this AbstractValidator<T> validator, Expression<Func<T, DateParts>> field, string what) =>
        validator.RuleFor(field).Custom((parts, context) => Add(context, parts.Problem(what)));

    public static void YesNoOrBlank<T>(this AbstractValidator<T> validator, Expression<Func<T, string?>> field) =>
        validator.RuleFor(field).Must(value => value is null or "" or "yes" or "no").WithMessage("Choose yes, no or not recorded.");

    /// <summary>Text as typed; blank is null.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>A whole number typed as text; null when blank or refused.</summary>
    public static int? ToWhole(this string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Blank, or digits only; whether it is in range is the section's own rule.</summary>
    public static void WholeOrBlank<T>(this AbstractValidator<T> validator, Expression<Func<T, string?>> field, string sentence) =>
        validator.RuleFor(field).Must(text => text.OrNull() is null || text.ToWhole() is not null).WithMessage(sentence);

    private static void Add<T>(ValidationContext<T> context, string? problem)
    {
        if (problem is not null)
        {
            context.AddFailure(problem);
        }
    }
}
