using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>What a list of accounts can be narrowed and sorted by.</summary>
public static class UserChoices
{
    public static IReadOnlyList<Choice> Statuses { get; } =
    [
        new(nameof(UserStatus.Active), "Active"),
        new(nameof(UserStatus.Invited), "Invited, not enrolled yet"),
        new(nameof(UserStatus.Disabled), "Disabled"),
        new(nameof(UserStatus.WithoutPost), "Without a post in force"),
        new(nameof(UserStatus.Dormant), "Dormant or going dormant"),
    ];

    public static IReadOnlyList<Choice> Roles { get; } =
    [.. Enum.GetValues<Role>().Select(role => new Choice(role.ToString(), RoleNames.Of(role)))];

    public static IReadOnlyList<Choice> Factors { get; } =
    [new(nameof(FactorKind.Passkey), "Passkey"), new(nameof(FactorKind.App), "Authenticator app"), new(nameof(FactorKind.None), "None")];

    public static IReadOnlyList<Choice> Ages { get; } =
    [
        new(nameof(SignInAge.WithinMonth), "Within 30 days"),
        new(nameof(SignInAge.LongerAgo), "Longer ago"),
        new(nameof(SignInAge.Never), "Never"),
    ];

    public static IReadOnlyList<Choice> Sorts { get; } =
    [
        new(nameof(UserSort.Name), "Name"),
        new(nameof(UserSort.Address), "E-mail address"),
        new(nameof(UserSort.LastSignIn), "Last sign-in, the longest ago first"),
    ];
}
