using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Activity;

/// <summary>Who looked at the plan, in plain words, printed for the person whose plan it is. Roles and organisations, no names of staff.</summary>
[RecordPage(RecordPart.Activity, Seen = AuditAction.Printed)]
public sealed class CopyModel(OpenRecord record, TimeProvider clock) : PageModel
{
    /// <summary>More lines than this are said to be there, and given on request.</summary>
    public const int Most = 1_000;

    public DateTimeOffset Now => clock.GetUtcNow();

    public ActivityPage Activity { get; private set; } = new([], 0);

    public async Task OnGetAsync(CancellationToken cancel) => Activity = await record.ActivityAsync(null, 1, Most, cancel);

    /// <summary>"A general practitioner at Riverside Surgery".</summary>
    public static string Who(ActivityLine line)
    {
        if (line.Entry.Role is not { } role)
        {
            return "The system";
        }

        var name = RoleNames.Of(role);
        var article = name[0] is 'A' or 'O' ? "An" : "A";
        return $"{article} {name.ToLowerInvariant()}{(line.Organisation is null ? "" : $" at {line.Organisation}")}";
    }

    /// <summary>Why they could, as the person would put it; nothing for a refusal.</summary>
    public static string Why(AuditEntry entry) =>
        (entry.Action, entry.Route) switch
        {
            (AuditAction.Refused, _) => string.Empty,
            (_, RelationshipSource.Registration) => "They are your GP practice.",
            (_, RelationshipSource.Referral) => "You were referred to them.",
            (_, RelationshipSource.Team) => "They are in your care team.",
            (_, RelationshipSource.Residence) => "You live there.",
            (_, RelationshipSource.Area) => "They coordinate care in your area.",
            (_, RelationshipSource.CaringNow) => "They said they were caring for you at that time.",
            (_, RelationshipSource.BreakGlass) => "They said it was an emergency. A privacy officer checks this.",
            _ => "They hold your plan.",
        };
}
