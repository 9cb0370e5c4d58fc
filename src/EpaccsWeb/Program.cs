using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Hosting;
using EpaccsWeb.Identity;
using EpaccsWeb.Import;
using EpaccsWeb.Mail;
using EpaccsWeb.Verbs;

if (Verb.Named(args) is { } verb)
{
    return await verb.RunAsync(args[1..]);
}

var builder = WebApplication.CreateBuilder(args);
if (!builder.Environment.IsDevelopment())
{
    await Console.Error.WriteLineAsync(
        "EpaccsWeb does not start outside Development yet: sign-in there needs second factors, which this version does not have."
    );
    return 1;
}

builder.AddLogs();
await using var database = await EpaccsDatabase.ReachAsync(builder.Configuration, builder.Environment, Console.WriteLine, default);
if (builder.Configuration.GetValue("Startup:Prepare", defaultValue: true))
{
    await Startup.PrepareAsync(database, Console.WriteLine, default);
}

builder.Services.AddData(database.AppConnection).AddImport().AddAccess().AddAccounts().AddMail(builder.Configuration, builder.Environment.ContentRootPath);
builder.AddWeb();

var app = builder.Build();
app.UseWeb();
app.Lifetime.ApplicationStarted.Register(() => DemoAccounts.Announce(app.Urls, Console.WriteLine));
await app.RunAsync();
return 0;

/// <summary>The web program; public so that tests can start it.</summary>
public sealed partial class Program;
