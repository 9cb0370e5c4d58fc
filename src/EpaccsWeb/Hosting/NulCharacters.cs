using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace EpaccsWeb.Hosting;

/// <summary>
/// Lets a form that holds a NUL character reach its page, which refuses it at the field and keeps the rest; a form longer than any of
/// ours goes no further.
/// </summary>
/// <remarks>
/// The framework's own reader would drop the whole form, and the database takes no NUL. It becomes U+001F, which no field takes either
/// and which is as long. Forms that hold files are read by the framework: see <see cref="NulInParts"/>.
/// </remarks>
public static class NulCharacters
{
    /// <summary>What stands in place of NUL.</summary>
    public const char InPlace = '\u001F';

    /// <summary>The longest section, full of letters that are sent as nine bytes each, is two thirds of it.</summary>
    private const int LargestForm = 4 * 1024 * 1024;

    /// <summary>Before sign-in no more is sent than a name, a passphrase and a passkey.</summary>
    private const int LargestBeforeSignIn = 64 * 1024;

    public static IApplicationBuilder UseNulCharacters(this IApplicationBuilder app) => app.Use(TakeNulOutAsync);

    private static async Task TakeNulOutAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.QueryString.Value is { } query && query.Contains("%00", StringComparison.Ordinal))
        {
            request.QueryString = new QueryString(query.Replace("%00", "%1F", StringComparison.Ordinal));
        }

        if (HttpMethods.IsPost(request.Method) && !TellsOfFailure(context) && !await TakeFormAsync(context))
        {
            // The page that says so would read the form too.
            (request.Body, request.ContentType) = (Stream.Null, null);
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        await next(context);
    }

    /// <summary>Reads a form whole, and takes its NUL out; false when there is more of it than may be.</summary>
    private static async Task<bool> TakeFormAsync(HttpContext context)
    {
        var request = context.Request;
        var isOpen = IsOpenToEverybody(context.GetEndpoint());
        if (isOpen && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBeforeSignIn;
        }

        var most = isOpen ? LargestBeforeSignIn : LargestForm;
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return !isOpen || !(request.ContentLength > most);
        }

        if (await ReadAsync(request, most, context.RequestAborted) is not { } form)
        {
            return false;
        }

        Overwrite(form.GetBuffer().AsSpan(0, (int)form.Length));
        request.Body = form;
        return true;
    }

    /// <summary>The page that tells of a failure answers the same request, whose form is not read again.</summary>
    private static bool TellsOfFailure(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static bool IsOpenToEverybody(Endpoint? asked) => asked is null || asked.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>The whole form; null when there is more of it than may be.</summary>
    private static async Task<MemoryStream?> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        var form = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancel)) > 0)
        {
            if (form.Length + read > most)
            {
                return null;
            }

            await form.WriteAsync(piece.AsMemory(0, read), cancel);
        }

        form.Position = 0;
        return form;
    }

    private static void Overwrite(Span<byte> form)
    {
        form.Replace((byte)0, (byte)InPlace);
        for (var at = form.IndexOf("%00"u8); at >= 0; at = form.IndexOf("%00"u8))
        {
            "%1F"u8.CopyTo(form[at..]);
            form = form[(at + 3)..];
        }
    }
}
