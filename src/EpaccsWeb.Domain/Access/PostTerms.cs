namespace EpaccsWeb.Domain.Access;

/// <summary>The terms of a post as an administrator enters them.</summary>
public sealed record PostTerms(Role Role, Guid OrganisationId, bool Senior, bool Urgent, DateOnly StartsOn, DateOnly? EndsOn)
{
    /// <summary>What is wrong with them, each with the field it belongs to.</summary>
    public IEnumerable<(string Field, string Sentence)> Problems(OrganisationKind kind)
    {
        if (!PostRules.RolesAt(kind).Contains(Role))
        {
            yield return (
                nameof(Role),
                $"There is no {RoleNames.Of(Role).ToLowerInvariant()} at an organisation of the kind \"{RoleNames.Of(kind)}\"."
            );
        }

        if (Senior && !PostRules.MayBeSenior(Role))
        {
            yield return (
                nameof(Senior),
                $"A post as {RoleNames.Of(Role).ToLowerInvariant()} cannot be senior: it does not endorse decisions."
            );
        }

        if (Urgent && !PostRules.MayBeUrgent(Role))
        {
            yield return (nameof(Urgent), $"A post as {RoleNames.Of(Role).ToLowerInvariant()} cannot be an urgent one.");
        }

        if (EndsOn < StartsOn)
        {
            yield return (nameof(EndsOn), "The last day is before the first day.");
        }
    }
}
