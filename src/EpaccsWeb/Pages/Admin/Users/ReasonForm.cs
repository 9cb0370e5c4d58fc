using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>Why something is done.</summary>
public sealed class ReasonForm
{
    [Longest(1000)]
    public string? Reason { get; set; }

    /// <summary>Why an invitation could not be renewed or taken back.</summary>
    public static SectionProblem[] Unless(bool done) =>
        done ? [] : [new(string.Empty, "There is no open invitation: it was used or taken back. Look at the account again.")];

    public sealed class Validator : FormValidator<ReasonForm>;
}
