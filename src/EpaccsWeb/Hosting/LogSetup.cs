using Serilog;

namespace EpaccsWeb.Hosting;

/// <summary>Structured logs on standard output: plain lines in Development, JSON lines without anything personal elsewhere.</summary>
public static class LogSetup
{
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        var settings = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext();
        var logger = builder.Environment.IsDevelopment()
            ? settings.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture
            )
            : settings.WriteTo.Console(new LogLine());
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger.CreateLogger(), dispose: true);
        return builder;
    }
}
