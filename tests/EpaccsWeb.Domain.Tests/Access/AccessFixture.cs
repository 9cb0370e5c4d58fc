using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Access;

/// <summary>Facts, decisions and letters for the tests of the access rules.</summary>
internal static class AccessFixture
{
    public static readonly Guid Here = Guid.NewGuid();
    public static readonly Guid Elsewhere = Guid.NewGuid();
    public static readonly DateOnly Today = new(2026, 6, 1);
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly AccessRequest Read = new(RecordPart.Overview, Writes: false);

    public static AccessFacts Facts(Role role, params RelationshipSource[] relationships) =>
        new()
        {
            PatientId = Guid.NewGuid(),
            Actor = new(Guid.NewGuid(), "Name", Guid.NewGuid(), role, Here, "Organisation", Senior: false, Urgent: false),
            PostInForce = true,
            RecordExists = true,
            RecordingOrganisationId = Elsewhere,
            ConsentToShare = ConsentStatus.Given,
            Today = Today,
            Relationships = relationships.ToHashSet(),
        };

#pragma warning disable RS0030 // the rules themselves are under test
    public static AccessDecision Decide(AccessFacts facts, AccessRequest request) => AccessRules.Decide(facts, request);
#pragma warning restore RS0030

    public static AccessGrant Granted(AccessFacts facts, AccessRequest request) =>
        Assert.IsType<AccessDecision.Granted>(Decide(facts, request)).Grant;

    /// <summary>The letters of the permission table; "+" for what a coordinator reads.</summary>
    public static string Letters(IEnumerable<Permission> permissions) =>
        string.Concat(
            permissions
                .Order()
                .Select(permission => PermissionNames.All.SingleOrDefault(name => name.Permission == permission)?.Letter ?? '+')
        );
}
