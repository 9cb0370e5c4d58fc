using System.Net.Mail;

namespace EpaccsWeb.Mail;

/// <summary>Where mail goes: Mail:Server, or the folder Mail:Folder when no server is set.</summary>
public sealed record MailOptions(string From, string Folder, string? Server, int Port)
{
    public static MailOptions Read(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection("Mail");
        var folder = section["Folder"] is { Length: > 0 } set ? set : Path.Combine(contentRoot, ".local", "mail");
        return new(section["From"] ?? "epaccs@localhost", Path.GetFullPath(folder), section["Server"], section.GetValue("Port", 25));
    }

    /// <summary>A client for one mail.</summary>
    public SmtpClient Client()
    {
        if (Server is { Length: > 0 })
        {
            return new SmtpClient(Server, Port) { EnableSsl = Port is not 25 };
        }

        Directory.CreateDirectory(Folder);
        return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = Folder };
    }
}

/// <summary>Registers the outbox.</summary>
public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddSingleton(MailOptions.Read(configuration, contentRoot));
        services.AddSingleton<OutboxSender>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        return services;
    }
}
