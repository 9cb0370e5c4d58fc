using EpaccsWeb.Domain.Audit;

namespace EpaccsWeb.Access;

/// <summary>Says in the audit that the key safe's code was shown, before it is.</summary>
public sealed class KeySafeDoor(OpenRecord record, AuditJournal journal, RequestIdentity request)
{
    /// <exception cref="AuditUnavailableException">The line could not be written: nothing is to be shown.</exception>
    public Task WriteAsync() =>
        journal.WriteAsync(
            AuditEntry.By(
                record.Grant.Actor,
                AuditAction.KeySafeShown,
                "access-to-home",
                request.Id,
                record.Now,
                record.PatientId,
                record.Grant.Route
            )
        );
}
