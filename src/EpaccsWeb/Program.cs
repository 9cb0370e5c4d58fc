using EpaccsWeb.Access;
using EpaccsWeb.Access.ReadOnly;
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
var left = await Startup.PrepareOrLeaveAsync(database, builder.Configuration, builder.Environment, Console.WriteLine, default);
var asked = left is null ? database : database.Standby;
var here = await SafeStart.WhyNotAsync(asked, builder.Environment) ?? await TrainingSite.WhyNotAsync(builder.Configuration, asked, default);
if (here is not null)
{
    await Console.Error.WriteLineAsync(here);
    return 1;
}

builder
    .Services.AddSingleton(left ?? new LeftToPrepare())
    .AddData(database.AppConnection, database.StandbyConnection, database.ReportsConnection)
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
