namespace EpaccsWeb.Access;

/// <summary>The reference that ties one request's audit lines, log lines and error page together.</summary>
public sealed class RequestIdentity(IHttpContextAccessor http)
{
    private readonly string outsideRequests = Guid.NewGuid().ToString("N");

    public string Id => http.HttpContext?.TraceIdentifier ?? outsideRequests;
}
