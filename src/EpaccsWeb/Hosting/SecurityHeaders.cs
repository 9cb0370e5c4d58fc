using EpaccsWeb.Ui;

namespace EpaccsWeb.Hosting;

/// <summary>The headers every answer carries: what the browser may run, and that nothing is kept.</summary>
public static class SecurityHeaders
{
    private static readonly string Policy = string.Join(
        "; ",
        "default-src 'none'",
        $"script-src 'self' {InlineScript.CspSource}",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'"
    );

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = Policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                if (!context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal))
                {
                    headers.CacheControl = "no-store";
                }

                return next(context);
            }
        );
}
