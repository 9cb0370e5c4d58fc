using EpaccsWeb.Identity;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace EpaccsWeb.Hosting;

/// <summary>Under which names the website answers, which proxies it believes, and that others than this machine reach it by https.</summary>
public static class ReachableHosts
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Outside Development only the site's own name and this machine, unless AllowedHosts says otherwise.</summary>
    public static WebApplicationBuilder AddReachableHosts(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (!builder.Environment.IsDevelopment() && configuration["AllowedHosts"] is null or "" or "*")
        {
            var site = SignInSettings.Read(configuration).Site;
            builder.Services.Configure<HostFilteringOptions>(options =>
                options.AllowedHosts = [.. ThisMachine, .. site is null ? [] : new[] { site.Host }]
            );
        }

        var proxies = AddressList.Read(configuration, "Site:Proxies");
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            // The framework believes this machine unasked, and everybody when its lists are empty.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardedHeaders = proxies.IsEmpty
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Back through each proxy that is named, and no further than the first address that is not.
            options.ForwardLimit = null;
            foreach (var address in proxies.Addresses)
            {
                options.KnownProxies.Add(address);
            }

            foreach (var network in proxies.Networks)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
        return builder;
    }

    /// <summary>Believes the proxies, then sends plain http from elsewhere to https; health checks may come either way.</summary>
    public static WebApplication UseReachableHosts(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.Use(
                (context, next) =>
                {
                    var request = context.Request;
                    if (
                        request.IsHttps
                        || request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
                        || ThisMachine.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase)
                    )
                    {
                        return next(context);
                    }

                    context.Response.StatusCode = HttpMethods.IsGet(request.Method)
                        ? StatusCodes.Status308PermanentRedirect
                        : StatusCodes.Status400BadRequest;
                    context.Response.Headers.Location = $"https://{request.Host.Host}{request.PathBase}{request.Path}{request.QueryString}";
                    return Task.CompletedTask;
                }
            );
        }

        return app;
    }
}
