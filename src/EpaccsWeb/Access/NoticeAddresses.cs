using EpaccsWeb.Data;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

/// <summary>Where organisations want to hear at once that something waits in their inbox.</summary>
internal static class NoticeAddresses
{
    /// <param name="own">The writer's own organisation, which gets no mail about its own work.</param>
    public static async Task<List<string>> OfAsync(EpaccsDbContext db, IEnumerable<Guid> told, Guid own, CancellationToken cancel)
    {
        Guid[] others = [.. told.Where(id => id != own)];
        return others.Length == 0
            ? []
            : await db.AskAsync<string>(
                $"""
                select notice_address from organisations
                where id = any({others}) and notice_mail = {Slug.Of(NoticeMail.AtOnce)} and notice_address is not null
                """,
                cancel
            );
    }
}
