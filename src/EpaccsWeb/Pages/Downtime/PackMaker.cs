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
    private const string Card = "/Pages/Records/Urgent/_Card.cshtml";
    private const string Who = "/Pages/Records/_OnPaper.cshtml";
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
        var banner = await RecordBanner.ForAsync(record, cancel);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<article id=\"c{person:N}\"><h2>{encoder.Encode(banner.Name)}</h2>");
        html.Append("<p class=\"app-copy__who\">").Append(await DrawAsync(scope.ServiceProvider, Who, banner)).Append("</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>Plan version {plan.Version}, as it stood on {London.Show(record.Now)}.</p>");
        html.Append(await DrawAsync(scope.ServiceProvider, Card, (card, beside, person)));
        html.Append("</article>");
        return new(person, banner.Name, html.ToString());
    }

    private async Task<string> DrawAsync(IServiceProvider services, string path, object model)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        var route = new RouteData { Values = { ["page"] = Page } };
        var action = new ActionContext(
            http,
            route,
            new PageActionDescriptor
            {
                ViewEnginePath = Page,
                RelativePath = path,
                RouteValues = { ["page"] = Page },
            }
        );
        var view = views.GetView(executingFilePath: null, path, isMainPage: false).View!;
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary(metadata, new ModelStateDictionary()) { Model = model };
        await view.RenderAsync(new ViewContext(action, view, data, new TempDataDictionary(http, temp), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}

/// <summary>One card: whose it is, the name for the pack's index, and its markup.</summary>
public sealed record PackCard(Guid Person, string Name, string Html);
