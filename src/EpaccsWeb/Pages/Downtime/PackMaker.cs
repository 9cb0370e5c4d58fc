using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Pages.Records;
using EpaccsWeb.Pages.Records.Urgent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EpaccsWeb.Pages.Downtime;

/// <summary>Makes the cards of a downtime pack: each in a scope of its own, through the gate, drawn as the urgent card is.</summary>
public sealed class PackMaker(
    IServiceScopeFactory scopes,
    IRazorViewEngine views,
    ITempDataProvider temp,
    IModelMetadataProvider metadata,
    HtmlEncoder encoder
)
{
    private const string Page = "/Records/Urgent/Index";
    private const string View = "/Pages/Records/Urgent/_Card.cshtml";
    private const int AtOnce = 2;

    /// <summary>The cards that the gate opened, in the order of the people.</summary>
    public async Task<IReadOnlyList<PackCard>> MakeAsync(IReadOnlyList<Guid> people, Actor actor, CancellationToken cancel)
    {
        var cards = new PackCard?[people.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, people.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (at, stop) => cards[at] = await CardAsync(people[at], actor, stop)
        );
        return [.. cards.OfType<PackCard>()];
    }

    private async Task<PackCard?> CardAsync(Guid person, Actor actor, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var asked = new AccessRequest(RecordPart.Urgent, Writes: false, Seen: AuditAction.Exported);
        var decision = await scope.ServiceProvider.GetRequiredService<RecordGate>().EnterAsync(person, actor, asked, cancel);
        if (decision is not AccessDecision.Granted)
        {
            return null;
        }

        var record = scope.ServiceProvider.GetRequiredService<OpenRecord>();
        var plan = await record.PlanAsync(cancel);
        var card = new UrgentCard(plan, record.Grant, await RecordBanner.HidesLocationAsync(record, cancel), record.Now)
        {
            IsOffline = true,
        };
        var beside = await record.BesideTheCardAsync(files: false, cancel);
        var patient = await record.PatientAsync(cancel);
        var name = PersonName.Display(patient.FamilyName, patient.GivenName, patient.Title);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<article id=\"c{person:N}\"><h2>{encoder.Encode(name)}</h2>");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p><strong>Born {London.Show(patient.DateOfBirth)}. NHS No. {patient.NhsNumber}.</strong> "
        );
        html.Append(CultureInfo.InvariantCulture, $"Plan version {plan.Version}, as it stood on {London.Show(record.Now)}.</p>");
        html.Append(await DrawAsync(scope.ServiceProvider, (card, beside, person)));
        html.Append("</article>");
        return new(person, name, html.ToString());
    }

    private async Task<string> DrawAsync(IServiceProvider services, object model)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        var route = new RouteData { Values = { ["page"] = Page } };
        var action = new ActionContext(
            http,
            route,
            new PageActionDescriptor
            {
                ViewEnginePath = Page,
                RelativePath = View,
                RouteValues = { ["page"] = Page },
            }
        );
        var view = views.GetView(executingFilePath: null, View, isMainPage: false).View!;
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary(metadata, new ModelStateDictionary()) { Model = model };
        await view.RenderAsync(new ViewContext(action, view, data, new TempDataDictionary(http, temp), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}

/// <summary>One card: whose it is, the name for the pack's index, and its markup.</summary>
public sealed record PackCard(Guid Person, string Name, string Html);
