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
                // At the last moment, because the page for an error starts with no headers.
                context.Response.OnStarting(() =>
                {
                    Add(context);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );

    /// <summary>A post that another site made the browser send is refused, whatever tokens it holds.</summary>
    public static IApplicationBuilder UseSameSitePosts(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var from = context.Request.Headers["Sec-Fetch-Site"].ToString();
                if (HttpMethods.IsPost(context.Request.Method) && from is not ("" or "same-origin" or "none"))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                }

                return next(context);
            }
        );

    private static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (!context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) || context.Response.StatusCode >= 400)
        {
            headers.CacheControl = "no-store";
        }
    }
}
