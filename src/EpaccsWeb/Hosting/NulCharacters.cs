using System.Text;

namespace EpaccsWeb.Hosting;

/// <summary>Lets a form that holds a NUL character reach its page, which refuses it at the field and keeps the rest.</summary>
/// <remarks>The framework's own reader would drop the whole form. The NUL becomes U+FFFD, which no field takes.</remarks>
public static class NulCharacters
{
    /// <summary>Longer forms are left to the framework's own limits.</summary>
    private const int Longest = 16 * 1024 * 1024;

    public static IApplicationBuilder UseNulCharacters(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var request = context.Request;
                if (
                    HttpMethods.IsPost(request.Method)
                    && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true
                    && !(request.ContentLength > Longest)
                )
                {
                    var form = new MemoryStream();
                    await request.Body.CopyToAsync(form, context.RequestAborted);
                    form.Position = 0;
                    request.Body = HasNul(form) ? WithoutNul(form) : form;
                }

                await next(context);
            }
        );

    private static bool HasNul(MemoryStream form)
    {
        var bytes = form.GetBuffer().AsSpan(0, (int)form.Length);
        return bytes.Contains((byte)0) || bytes.IndexOf("%00"u8) >= 0;
    }

    private static MemoryStream WithoutNul(MemoryStream form) =>
        new(
            Encoding.Latin1.GetBytes(
                Encoding
                    .Latin1.GetString(form.GetBuffer(), 0, (int)form.Length)
                    .Replace("%00", "%EF%BF%BD", StringComparison.Ordinal)
                    .Replace("\0", "%EF%BF%BD", StringComparison.Ordinal)
            )
        );
}
