using System.Threading.Channels;
using EpaccsWeb.Data;

namespace EpaccsWeb.Identity;

/// <summary>Looks for the accounts of forgotten passphrases after their pages were answered, so that no answer's time says who has one.</summary>
/// <remarks>What waits is in this node's memory only: the page says to ask again when no mail comes.</remarks>
public sealed class ForgottenPassphrases(IServiceScopeFactory scopes, ServingMode mode, ILogger<ForgottenPassphrases> log)
    : BackgroundService
{
    private const int MostWaiting = 1000;

    private readonly Channel<Asked> waiting = Channel.CreateBounded<Asked>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Takes a request over; false when too many wait, or while nothing can be written.</summary>
    /// <param name="email">The address as typed.</param>
    /// <param name="linkBegins">The link up to what makes it one's own.</param>
    public bool TryTake(string email, string linkBegins) => mode.Spell is null && waiting.Writer.TryWrite(new(email, linkBegins));

    /// <summary>What was taken over is still done.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (email, linkBegins) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Enrolment>().SendLinkAsync(email, linkBegins, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("A link for a new passphrase could not be sent: {Kind}", failure.GetType().Name);
            }
        }
    }

    private sealed record Asked(string Email, string LinkBegins);
}

/// <summary>How asking for a link to choose a new passphrase ended; alike for every name.</summary>
public enum ForgottenOutcome
{
    /// <summary>A mail is on its way, if there is such an account.</summary>
    Asked,

    /// <summary>Too many links were asked for, for the name or from the address.</summary>
    TooMany,

    /// <summary>None can be sent while nothing can be written.</summary>
    NotNow,
}
