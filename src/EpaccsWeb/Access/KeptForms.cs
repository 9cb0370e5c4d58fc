using System.Security.Cryptography;
using System.Text.Json;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>A form that was sent without a recent second factor, or after the session had ended: kept sealed, and offered back to the same post.</summary>
public sealed class KeptForms(EpaccsDbContext db, IDataProtectionProvider protection, IAntiforgery antiforgery)
{
    /// <summary>Set on a request whose form was kept.</summary>
    public const string Kept = "epaccs:kept-form";

    /// <summary>Where a page finds the state that the kept form was made from, so that a change since then is met as a conflict.</summary>
    public const string Seen = "Seen";

    /// <summary>The same in the forms of a record.</summary>
    private const string BasedOn = "BasedOn";

    /// <summary>Tells a browser's next pages that a form is kept, so that the others need not look for one.</summary>
    private const string Cookie = "epaccs-kept";

    private const string Provider = "epaccs";
    private const string Name = "kept-form";

    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(30);

    private static readonly CookieBuilder CookieOf = new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
        MaxAge = ValidFor,
        Path = "/",
    };

    /// <summary>Keeps what was typed, if it comes from a form of ours. Passphrases, codes and files are never kept: their fields are of no form object.</summary>
    public async Task KeepAsync(HttpContext http)
    {
        if (
            http.User.ToActor() is not { } actor
            || http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true
            || !await antiforgery.IsRequestValidAsync(http)
        )
        {
            return;
        }

        var typed = DraftFields.Of(
            await http.Request.ReadFormAsync(http.RequestAborted),
            name => name is Seen or BasedOn || name.Contains('.', StringComparison.Ordinal)
        );
        if (typed.Keys.All(name => name is Seen or BasedOn))
        {
            return;
        }

        var form = JsonSerializer.Serialize(new KeptForm(RequireRecentFactorAttribute.Page(http.Request), typed));
        var value = Seal(actor).Protect(form, ValidFor);
        if (await RowAsync(actor, http.RequestAborted) is { } row)
        {
            row.Value = value;
        }
        else
        {
            db.Add(
                new IdentityUserToken<Guid>
                {
                    UserId = actor.UserId,
                    LoginProvider = Provider,
                    Name = Name,
                    Value = value,
                }
            );
        }

        await db.SaveChangesAsync(http.RequestAborted);
        http.Items[Kept] = true;
        http.Response.Cookies.Append(Cookie, "1", CookieOf.Build(http));
    }

    /// <summary>What was typed into this page, once; null when nothing is kept for it.</summary>
    public async Task<Dictionary<string, string[]>?> TakeAsync(Actor actor, string page, CancellationToken cancel)
    {
        if (await RowAsync(actor, cancel) is not { Value: { } value } row)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize<KeptForm>(Seal(actor).Unprotect(value)) is not { } kept || kept.Page != page)
            {
                return null;
            }

            db.Remove(row);
            await db.SaveChangesAsync(cancel);
            return kept.Typed;
        }
        catch (CryptographicException)
        {
            // Too old, or typed in another post.
            return null;
        }
    }

    /// <summary>A form was kept from this browser.</summary>
    public static bool MayBeKept(HttpRequest request) => request.Cookies.ContainsKey(Cookie);

    /// <summary>What was typed is back.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, CookieOf.Build(http));

    /// <summary>The state that a kept form was made from.</summary>
    public static string? SeenBy(Dictionary<string, string[]> typed) =>
        (typed.GetValueOrDefault(Seen) ?? typed.GetValueOrDefault(BasedOn))?.FirstOrDefault();

    private Task<IdentityUserToken<Guid>?> RowAsync(Actor actor, CancellationToken cancel) =>
        db.UserTokens.SingleOrDefaultAsync(row => row.UserId == actor.UserId && row.LoginProvider == Provider && row.Name == Name, cancel);

    private ITimeLimitedDataProtector Seal(Actor actor) =>
        protection.CreateProtector(Name, actor.UserId.ToString(), actor.PostId.ToString()).ToTimeLimitedDataProtector();

    private sealed record KeptForm(string Page, Dictionary<string, string[]> Typed);
}

/// <summary>Fills a kept form in again when its page is next shown to the same post.</summary>
public sealed class KeptFormsBack(KeptForms forms) : IAsyncPageFilter
{
    /// <summary>Tells the layout that what was typed is back.</summary>
    public const string Back = "KeptFormBack";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var done = await next();
        if (
            !HttpMethods.IsGet(http.Request.Method)
            || (http.GetEndpoint()?.Metadata.GetMetadata<RequireRecentFactorAttribute>() is null && !KeptForms.MayBeKept(http.Request))
            || done.Exception is not null
            || done.Result is not (null or PageResult)
            || context.HandlerInstance is not PageModel page
            || http.User.ToActor() is not { } actor
            || await forms.TakeAsync(actor, RequireRecentFactorAttribute.Page(http.Request), http.RequestAborted) is not { } typed
        )
        {
            return;
        }

        foreach (var (name, values) in typed)
        {
            page.ModelState.SetModelValue(name, values.Length == 1 ? values[0] : values, string.Join(',', values));
            // Nothing was looked at yet, so nothing is wrong.
            page.ModelState[name]!.ValidationState = ModelValidationState.Valid;
        }

        page.ViewData[KeptForms.Seen] = KeptForms.SeenBy(typed);
        page.ViewData[Back] = true;
        KeptForms.Forget(http);
    }
}
