using EpaccsWeb.Access;
using EpaccsWeb.Assurance;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Hosting;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Import;
using EpaccsWeb.Mail;
using EpaccsWeb.Operations;
using EpaccsWeb.Training;
using EpaccsWeb.Verbs;

if (Verb.Named(args) is { } verb)
{
    return await verb.RunAsync(args[1..]);
}

var builder = WebApplication.CreateBuilder(args);
if ((SecretFiles.Add(builder.Configuration) ?? SafeStart.WhyNot(builder)) is { } whyNot)
{
    await Console.Error.WriteLineAsync(whyNot);
    return 1;
}

builder.AddLogs();
await using var database = await EpaccsDatabase.ReachAsync(builder.Configuration, builder.Environment, Console.WriteLine, default);
if (builder.Configuration.GetValue("Startup:Prepare", defaultValue: true))
{
    await Startup.PrepareAsync(database, builder.Environment, Console.WriteLine, default);
}

var here =
    await SafeStart.WhyNotAsync(database, builder.Environment) ?? await TrainingSite.WhyNotAsync(builder.Configuration, database, default);
if (here is not null)
{
    await Console.Error.WriteLineAsync(here);
    return 1;
}

builder
    .Services.AddData(database.AppConnection)
    .AddImport()
    .AddAccess()
    .AddAccounts(builder.Configuration)
    .AddOffice()
    .AddTraining(builder.Configuration)
    .AddKeyRing(builder.Configuration)
    .AddAuditChain(builder.Configuration, builder.Environment.ContentRootPath)
    .AddMail(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.AddSingleton(AssuranceSignature.Read(builder.Configuration));
builder.AddTelemetry().AddLimits().AddWeb();

var app = builder.Build();
app.UseWeb();
app.Lifetime.ApplicationStarted.Register(() => Startup.Announce(app));
await app.RunAsync();
return 0;

/// <summary>The web program; public so that tests can start it.</summary>
public sealed partial class Program;
