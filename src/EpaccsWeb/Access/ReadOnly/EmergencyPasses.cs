using System.Security.Cryptography;
using System.Text.Json;
using EpaccsWeb.Domain.Access;
using Microsoft.AspNetCore.DataProtection;

namespace EpaccsWeb.Access.ReadOnly;

/// <summary>Ways in that one user opened while only the standby could be read. They are worth nothing as soon as the primary is back.</summary>
/// <remarks>
/// Sealed in a cookie for one user in one post, so that every node knows them, also one that was started again meanwhile. Each is on a
/// disk, in the audit's spool, before the cookie is given.
/// </remarks>
public sealed class EmergencyPasses(IHttpContextAccessor http, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "epaccs-read-only";

    private static readonly CookieBuilder Options = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
        Path = "/",
    };

    /// <summary>So many fit into a cookie; the oldest go.</summary>
    private const int Most = 20;

    /// <summary>The pass for one person's record; null without one.</summary>
    public EmergencyPass? For(Guid patientId, Actor actor) => Of(actor).LastOrDefault(pass => pass.PatientId == patientId);

    /// <summary>The passes of an actor that have not run out.</summary>
    public IReadOnlyList<EmergencyPass> Of(Actor actor)
    {
        if (http.HttpContext?.Request.Cookies[Cookie] is not { Length: > 0 } text)
        {
            return [];
        }

        try
        {
            var now = clock.GetUtcNow();
            return [.. JsonSerializer.Deserialize<EmergencyPass[]>(Seal(actor).Unprotect(text))!.Where(pass => pass.Until > now)];
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException)
        {
            // Another user's, another post's, or nobody's.
            return [];
        }
    }

    public void Add(EmergencyPass pass, Actor actor)
    {
        var request = http.HttpContext ?? throw new InvalidOperationException("There is no web request.");
        EmergencyPass[] all = [.. Of(actor).Where(one => one.PatientId != pass.PatientId).TakeLast(Most - 1), pass];
        request.Response.Cookies.Append(Cookie, Seal(actor).Protect(JsonSerializer.Serialize(all)), Options.Build(request));
    }

    private IDataProtector Seal(Actor actor) =>
        protection.CreateProtector("emergency-pass", actor.UserId.ToString(), actor.PostId.ToString());
}

/// <summary>One way in.</summary>
/// <param name="Finished">The visit was finished: it takes "caring now" away instead.</param>
public sealed record EmergencyPass(Guid PatientId, RelationshipSource Source, DateTimeOffset Until, bool Finished = false);
