using EpaccsWeb.Data;

namespace EpaccsWeb.Hosting;

/// <summary>
/// Whoever only reads does not wait for a primary that hangs: once this node reads from its standby, pages that still wait are given
/// up, and the browser asks for them again.
/// </summary>
public static class AskedAgain
{
    public static IApplicationBuilder UseAskedAgain(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<ServingMode>();
        return mode.Standby is null
            ? app
            : app.Use(
                async (context, next) =>
                {
                    if (mode.Spell is not null || !HttpMethods.IsGet(context.Request.Method))
                    {
                        await next(context);
                        return;
                    }

                    var (gone, serving) = (context.RequestAborted, mode.WhileServing);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, serving);
                    context.RequestAborted = either.Token;
                    try
                    {
                        await next(context);
                    }
                    catch (Exception)
                        when (serving.IsCancellationRequested && !gone.IsCancellationRequested && !context.Response.HasStarted)
                    {
                        context.Response.Clear();
                        context.Response.Redirect(context.Request.PathBase + context.Request.Path + context.Request.QueryString);
                    }
                    finally
                    {
                        context.RequestAborted = gone;
                    }
                }
            );
    }
}
