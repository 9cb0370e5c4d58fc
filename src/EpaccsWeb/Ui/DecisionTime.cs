using System.Linq.Expressions;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using FluentValidation;

namespace EpaccsWeb.Ui;

/// <summary>A day and a time of day of which the time may not be known.</summary>
public static class DecisionTime
{
    /// <summary>The time as it is shown in a form; blank when it is not known.</summary>
    public static string? From(IDecision decision) =>
        decision.TimeNotKnown
            ? null
            : London.Local(decision.DecidedAt).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The moment of parts that a validator has passed.</summary>
    public static (DateTimeOffset At, bool TimeNotKnown) Read(DateParts day, string? time)
    {
        _ = day.TryRead(out var on);
        var timed = TimeOnly.TryParseExact(time?.Trim(), "H:mm", out var read);
        return (London.Moment(on, timed ? read : TimeOnly.MinValue), !timed);
    }

    public static void TimeOrBlank<T>(this AbstractValidator<T> validator, Expression<Func<T, string?>> field, string what) =>
        validator
            .RuleFor(field)
            .Must(time => string.IsNullOrWhiteSpace(time) || TimeOnly.TryParseExact(time.Trim(), "H:mm", out _))
            .WithMessage($"{what} must be a time such as 14:30, or blank if it is not known.");
}
