using System.Linq.Expressions;
using System.Reflection;
using FluentValidation;

namespace EpaccsWeb.Ui;

/// <summary>Most characters of a text field, when it differs from <see cref="FormValidator{T}.UsualLength"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LongestAttribute(int characters) : Attribute
{
    public int Characters { get; } = characters;
}

/// <summary>Base of every form's validator: no text field can be forgotten, because all are checked here.</summary>
/// <remarks>Text is never cut or cleaned: it is taken as typed, or refused at its field.</remarks>
public abstract class FormValidator<T> : AbstractValidator<T>
    where T : notnull
{
    /// <summary>Characters a field takes unless it says otherwise with <see cref="LongestAttribute"/>.</summary>
    public const int UsualLength = 200;

    protected FormValidator()
    {
        foreach (var (property, longest) in TextFields.Of(typeof(T)))
        {
            var form = Expression.Parameter(typeof(T));
            RuleFor(Expression.Lambda<Func<T, string?>>(Expression.Property(form, property), form))
                .Custom(
                    (text, context) =>
                    {
                        if (PlainText.Problem(text, longest) is { } problem)
                        {
                            context.AddFailure(problem);
                        }
                    }
                );
        }

        RuleFor(form => form).Custom((form, context) => FormRows.Check(form, context));
    }
}

/// <summary>The text fields of a form or of an entry in it, each with the most characters it takes.</summary>
internal static class TextFields
{
    public static IReadOnlyList<(PropertyInfo Field, int Longest)> Of(Type form) =>
        [
            .. form.GetProperties()
                .Where(property => property.PropertyType == typeof(string))
                .Select(property =>
                    (property, property.GetCustomAttribute<LongestAttribute>()?.Characters ?? FormValidator<object>.UsualLength)
                ),
        ];
}
