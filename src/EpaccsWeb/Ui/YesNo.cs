using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Terminology;
using FluentValidation;

namespace EpaccsWeb.Ui;

/// <summary>Yes, no, or nothing chosen: three different answers, so that silence is never "no".</summary>
public static class YesNo
{
    /// <summary>Yes and no, for what is always one of the two.</summary>
    public static IReadOnlyList<Choice> Certain { get; } = [new("yes", "Yes"), new("no", "No")];

    /// <summary>Yes, no and "Not recorded" as radios.</summary>
    public static IReadOnlyList<Choice> Choices { get; } = [.. Certain, new(string.Empty, "Not recorded")];

    public static string? From(bool? value) =>
        value switch
        {
            true => "yes",
            false => "no",
            _ => null,
        };

    public static bool? To(string? value) =>
        value switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };

    /// <summary>The words shown for it.</summary>
    public static string Words(bool? value) =>
        value switch
        {
            true => "Yes",
            false => "No",
            _ => "Not recorded",
        };
}

/// <summary>Choices and rules that forms of several sections share.</summary>
public static partial class FormParts
{
    private const string HiddenLocation = "Hidden: the person's location is restricted";

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

    /// <summary>The same, with "Not recorded" at the end, so that an answer can be taken back to nothing.</summary>
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

    /// <summary>Text with its line breaks, as it was typed; nothing when there is none, so that a row says "Not recorded".</summary>
    public static Markup Typed(string? text) => text is null ? Markup.Empty : Markup.Of($"""<span class="app-typed">{text}</span>""");

    /// <summary>The same, with each telephone number as a link that rings it.</summary>
    public static Markup TypedWithPhones(string? text)
    {
        if (text is null)
        {
            return Markup.Empty;
        }

        var parts = new List<Markup>();
        var done = 0;
        foreach (Match phone in Phone().Matches(text))
        {
            parts.Add(Markup.Of($"{text[done..phone.Index]}"));
            parts.Add(Markup.Of($"""<a href="tel:{Dialled(phone.Value)}">{phone.Value}</a>"""));
            done = phone.Index + phone.Length;
        }

        parts.Add(Markup.Of($"{text[done..]}"));
        return Markup.Of($"""<span class="app-typed">{Markup.Join(parts)}</span>""");
    }

    /// <summary>Hides what tells where a restricted person is or how to reach them; nothing recorded stays "Not recorded".</summary>
    public static string? UnlessHidden(this string? text, bool hidden) => hidden && text is not null ? HiddenLocation : text;

    /// <summary>"+44 (0)1632 960001" is dialled without the bracketed nought.</summary>
    private static string Dialled(string phone) =>
        string.Concat(phone.Replace("(0)", "", StringComparison.Ordinal).Where(letter => letter is '+' || char.IsAsciiDigit(letter)));

    /// <summary>Ten or eleven digits from a nought, or an international number, however they are spaced.</summary>
    [GeneratedRegex(@"(?<![\d+])(?:\(?0\d|\+\d)(?:[ \-()]{0,2}\d|\(0\)){8,13}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    private static void Add<T>(ValidationContext<T> context, string? problem)
    {
        if (problem is not null)
        {
            context.AddFailure(problem);
        }
    }
}
