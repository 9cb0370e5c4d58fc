namespace EpaccsWeb.Access;

/// <summary>The reference that ties one request's audit lines, log lines and error page together.</summary>
public sealed class RequestIdentity(IHttpContextAccessor http)
{
    private string outsideRequests = Guid.NewGuid().ToString("N");

    public string Id => http.HttpContext?.TraceIdentifier ?? outsideRequests;

    /// <summary>That this request was refused is written down, and is not written again.</summary>
    internal bool IsRefusalWritten { get; set; }

    /// <summary>What a request could not write down is written down later under its own reference.</summary>
    internal void StandFor(string requestId) => outsideRequests = requestId;
}
