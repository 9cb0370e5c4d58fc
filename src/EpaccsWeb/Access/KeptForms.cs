using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>A form that was sent without a recent second factor, or after the session had ended: kept sealed, and offered back to the same post.</summary>
/// <remarks>
/// One for each page of a post, a few for each user: the row's name says of which page it is to whoever knows the page, and its value
/// begins with the moment, so that the oldest can go.
/// </remarks>
public sealed class KeptForms(EpaccsDbContext db, IDataProtectionProvider protection, IAntiforgery antiforgery, TimeProvider clock)
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

    /// <summary>Kept of one user at once; the oldest goes.</summary>
    private const int Most = 5;

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

        var page = RequireRecentFactorAttribute.Page(http.Request);
        var form = Seal(actor).Protect(JsonSerializer.Serialize(new KeptForm(page, typed)), ValidFor);
        await WriteAsync(actor.UserId, NameOf(actor, page), $"{MomentOf(clock.GetUtcNow())} {form}", http.RequestAborted);
        http.Items[Kept] = true;
        http.Response.Cookies.Append(Cookie, "1", CookieOf.Build(http));
    }

    /// <summary>What was typed into this page, once; null when nothing is kept for it.</summary>
    public async Task<Dictionary<string, string[]>?> TakeAsync(Actor actor, string page, CancellationToken cancel)
    {
        var name = NameOf(actor, page);
        if (!await db.UserTokens.AnyAsync(row => row.UserId == actor.UserId && row.LoginProvider == Provider && row.Name == name, cancel))
        {
            return null;
        }

        // Opened twice at once, the page has it back once.
        var taken = await db
            .Database.SqlQuery<string>(
                $"""
                delete from user_tokens where user_id = {actor.UserId} and login_provider = {Provider} and name = {name}
                returning value as "Value"
                """
            )
            .ToListAsync(cancel);
        if (taken is not [var value])
        {
            return null;
        }

        try
        {
            var kept = JsonSerializer.Deserialize<KeptForm>(Seal(actor).Unprotect(value[(value.IndexOf(' ') + 1)..]));
            return kept?.Page == page ? kept.Typed : null;
        }
        catch (CryptographicException)
        {
            // Too old.
            return null;
        }
    }

    /// <summary>Whether a form of another page is still kept for this user.</summary>
    public Task<bool> HasMoreAsync(Actor actor, CancellationToken cancel) =>
        db.UserTokens.AnyAsync(
            row => row.UserId == actor.UserId && row.LoginProvider == Provider && EF.Functions.Like(row.Name, Name + "%"),
            cancel
        );

    /// <summary>Removes what nobody can open any more, also what the version before kept under one name for all pages.</summary>
    public static async Task ExpireAsync(EpaccsDbContext db, DateTimeOffset now, CancellationToken cancel) =>
        await db
            .Database.SqlQuery<int>(
                $"""
                delete from user_tokens gone
                using (select user_id, name from user_tokens
                       where login_provider = {Provider}
                         and (name = {Name} or (name like {Name + "%"} and value collate "C" < {MomentOf(now - ValidFor)}))
                       for update skip locked) as over
                where gone.user_id = over.user_id and gone.login_provider = {Provider} and gone.name = over.name
                returning 1 as "Value"
                """
            )
            .ToListAsync(cancel);

    /// <summary>A form was kept from this browser.</summary>
    public static bool MayBeKept(HttpRequest request) => request.Cookies.ContainsKey(Cookie);

    /// <summary>What was typed is back, on every page.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, CookieOf.Build(http));

    /// <summary>The state that a kept form was made from.</summary>
    public static string? SeenBy(Dictionary<string, string[]> typed) =>
        (typed.GetValueOrDefault(Seen) ?? typed.GetValueOrDefault(BasedOn))?.FirstOrDefault();

    /// <summary>Forms of one user take turns: each writes its own row and removes another's.</summary>
    private async Task WriteAsync(Guid userId, string name, string value, CancellationToken cancel)
    {
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        var turn = $"{Name} {userId}";
        await db
            .Database.SqlQuery<string>($"select coalesce(pg_advisory_xact_lock(hashtextextended({turn}, 0))::text, '') as \"Value\"")
            .ToListAsync(cancel);
        await db
            .Database.SqlQuery<int>(
                $"""
                with kept as (
                    insert into user_tokens (user_id, login_provider, name, value) values ({userId}, {Provider}, {name}, {value})
                    on conflict (user_id, login_provider, name) do update set value = excluded.value
                ), oldest as (
                    select other.name from user_tokens other
                    where other.user_id = {userId} and other.login_provider = {Provider}
                      and other.name like {Name + "%"} and other.name <> {name}
                    order by other.value collate "C" desc offset {Most - 1}
                )
                delete from user_tokens
                where user_id = {userId} and login_provider = {Provider} and name in (select oldest.name from oldest)
                returning 1 as "Value"
                """
            )
            .ToListAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static string NameOf(Actor actor, string page) =>
        $"{Name} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.PostId} {page}")))}";

    /// <summary>In letters that stand in the order of time.</summary>
    private static string MomentOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);

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
        if (!await forms.HasMoreAsync(actor, http.RequestAborted))
        {
            KeptForms.Forget(http);
        }
    }
}
