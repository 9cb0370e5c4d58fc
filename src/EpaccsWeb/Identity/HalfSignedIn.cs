using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace EpaccsWeb.Identity;

/// <summary>Somebody whose passphrase was right and whose second factor is still asked for. It opens no page but that one.</summary>
public static class HalfSignedIn
{
    /// <summary>A scheme of its own: no page but the second factor's ever looks at it.</summary>
    public const string Scheme = "epaccs-half";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static Task StartAsync(HttpContext http, User user, DateTimeOffset now) =>
        http.SignInAsync(
            Scheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(SignedIn.Stamp, user.SecurityStamp ?? string.Empty)],
                    Scheme
                )
            ),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Longest }
        );

    public static async Task<User?> ReadAsync(HttpContext http, UserManager<User> users) =>
        (await http.AuthenticateAsync(Scheme)).Principal is { } half
        && half.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && await users.FindByIdAsync(id) is { } user
        && user.SecurityStamp == half.FindFirstValue(SignedIn.Stamp)
            ? user
            : null;

    public static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);
}

/// <summary>Where a request came from, for counting tries.</summary>
public static class RequestAddress
{
    public static string Address(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "here";
}
