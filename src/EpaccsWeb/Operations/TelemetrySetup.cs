using System.Globalization;
using EpaccsWeb.Assurance;
using EpaccsWeb.Hosting;
using EpaccsWeb.Identity;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EpaccsWeb.Operations;

/// <summary>Metrics and traces, when an operator asks for them: read at /metrics, or sent to a collector.</summary>
public static class TelemetrySetup
{
    private const string ReadAt = "/metrics";

    /// <summary>What a proxy adds to what it passes on.</summary>
    private static readonly string[] Proxied = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"];

    private static readonly string[] Silent = ["/health", "/assets", ReadAt];

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceMeter>();
        builder.Services.AddSingleton<ServicePulse>();
        var readers = AddressList.Read(builder.Configuration, "Metrics:Addresses");
        var collector = Collector(builder.Configuration);
        if (readers.IsEmpty && collector is null)
        {
            return builder;
        }

        builder.Services.AddHostedService(provider => provider.GetRequiredService<ServicePulse>());
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("epaccsweb", serviceVersion: AssuranceSignature.Release))
            .WithMetrics(metrics =>
            {
                metrics.AddAspNetCoreInstrumentation().AddMeter(ServiceMeter.Name, "Npgsql", "System.Runtime");
                if (!readers.IsEmpty)
                {
                    metrics.AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0);
                }

                if (collector is not null)
                {
                    metrics.AddOtlpExporter(options => Send(options, collector, "v1/metrics"));
                }
            });
        if (collector is not null)
        {
            var share = Share(builder.Configuration);
            telemetry.WithTracing(traces =>
                traces
                    .SetSampler(new TraceIdRatioBasedSampler(share))
                    .AddAspNetCoreInstrumentation(options =>
                        options.Filter = context =>
                            !Array.Exists(Silent, start => context.Request.Path.StartsWithSegments(start, StringComparison.Ordinal))
                    )
                    .AddSource("Npgsql")
                    .AddProcessor(new SpanScrubber())
                    .AddOtlpExporter(options => Send(options, collector, "v1/traces"))
            );
        }

        return builder;
    }

    /// <summary>Shows the metrics to the named addresses, straight from there; to everybody else the address is like any other that is not there.</summary>
    public static WebApplication UseMetrics(this WebApplication app)
    {
        var readers = AddressList.Read(app.Configuration, "Metrics:Addresses");
        if (!readers.IsEmpty)
        {
            app.MapWhen(
                context => context.Request.Path == ReadAt && HttpMethods.IsGet(context.Request.Method) && MayRead(context, readers),
                branch =>
                    branch
                        .Use(
                            async (context, next) =>
                            {
                                await context.RequestServices.GetRequiredService<ServicePulse>().ReadAsync(context.RequestAborted);
                                await next(context);
                            }
                        )
                        .UseOpenTelemetryPrometheusScrapingEndpoint()
            );
        }

        return app;
    }

    /// <summary>Through a proxy nobody reads them: its own address may be among those that may.</summary>
    private static bool MayRead(HttpContext context, AddressList readers) =>
        readers.Has(context.Connection.RemoteIpAddress) && !Array.Exists(Proxied, context.Request.Headers.ContainsKey);

    private static Uri? Collector(IConfiguration configuration) =>
        configuration["Telemetry:Collector"] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
        : throw new SettingsException("Telemetry:Collector is not an address such as https://collector.example.org:4318.");

    private static double Share(IConfiguration configuration) =>
        configuration["Telemetry:SampledShare"] is not { Length: > 0 } text ? 0.1
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= 1 ? share
        : throw new SettingsException("Telemetry:SampledShare must be a number from 0 to 1.");

    private static void Send(OtlpExporterOptions options, Uri collector, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{collector.ToString().TrimEnd('/')}/{path}");
    }
}
