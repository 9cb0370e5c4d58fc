using System.Net;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using SystemNetwork = System.Net.IPNetwork;

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

        var proxies = configuration["Site:Proxies"] ?? string.Empty;
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (IPAddress.TryParse(proxy, out var address))
                {
                    options.KnownProxies.Add(address);
                }
                else if (SystemNetwork.TryParse(proxy, out var network))
                {
                    options.KnownIPNetworks.Add(network);
                }
                else
                {
                    throw new SettingsException(
                        "Site:Proxies holds something that is neither an address nor a network such as 10.0.0.0/8."
                    );
                }
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
