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
                    using var reader = new StreamReader(request.Body, Encoding.Latin1);
                    var form = await reader.ReadToEndAsync(context.RequestAborted);
                    request.Body = new MemoryStream(
                        Encoding.Latin1.GetBytes(
                            form.Replace("%00", "%EF%BF%BD", StringComparison.Ordinal).Replace("\0", "%EF%BF%BD", StringComparison.Ordinal)
                        )
                    );
                }

                await next(context);
            }
        );
}
