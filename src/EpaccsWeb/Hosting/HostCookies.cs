using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EpaccsWeb.Hosting;

/// <summary>Over https every cookie of ours carries the prefix that ties it to this host and to https.</summary>
/// <remarks>Done here once for all cookies, forms' included, because the framework fixes a cookie's name before it knows the request.</remarks>
public static class HostCookies
{
    public const string Prefix = "__Host-";

    /// <summary>How the names of all our cookies start.</summary>
    public const string Ours = "epaccs-";

    public static IApplicationBuilder UseHostCookies(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Request.IsHttps)
                {
                    context.Request.Headers.Cookie = Plain(context.Request.Headers.Cookie);
                    context.Response.OnStarting(() =>
                    {
                        var headers = context.Response.Headers;
                        headers.SetCookie = Array.ConvertAll(headers.SetCookie.ToArray(), Prefixed);
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            }
        );

    private static string? Prefixed(string? cookie) =>
        cookie?.StartsWith(Ours, StringComparison.Ordinal) is true ? Prefix + cookie : cookie;

    /// <summary>Names without the prefix; a cookie of ours that came without it was set by somebody else and is dropped.</summary>
    private static StringValues Plain(StringValues sent)
    {
        if (!CookieHeaderValue.TryParseList(sent, out var cookies))
        {
            return StringValues.Empty;
        }

        var kept = cookies
            .Where(cookie => !cookie.Name.StartsWith(Ours, StringComparison.Ordinal))
            .Select(cookie =>
                cookie.Name.StartsWith(Prefix + Ours, StringComparison.Ordinal)
                    ? $"{cookie.Name.Subsegment(Prefix.Length)}={cookie.Value}"
                    : cookie.ToString()
            );
        return string.Join("; ", kept);
    }
}
