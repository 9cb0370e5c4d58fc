using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>A list of people whose plans want something done.</summary>
public enum Worklist
{
    ReviewsDue,
    NoPreference,
    NoCprEntry,
    AwaitingEndorsement,
    ConsentMissing,
    DeathsToComplete,

    /// <summary>Confirmed deaths of the last year without an after-death review.</summary>
    DeathsToReview,
    Changed,
}

/// <summary>Which lists a role works through: nothing clinical for practice administrators and coordinators.</summary>
public static class Worklists
{
    public static IReadOnlyList<Worklist> For(Role role) =>
        !PermissionTable.Of(role).Contains(Permission.Worklists)
            ? []
            : role switch
            {
                Role.PracticeAdministrator => [Worklist.ReviewsDue, Worklist.ConsentMissing],
                Role.Coordinator => [Worklist.ReviewsDue, Worklist.NoPreference, Worklist.ConsentMissing, Worklist.DeathsToComplete],
                _ => Enum.GetValues<Worklist>(),
            };
}
