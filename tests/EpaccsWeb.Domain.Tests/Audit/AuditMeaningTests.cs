using EpaccsWeb.Domain.Audit;

namespace EpaccsWeb.Domain.Tests.Audit;

/// <summary>What a line was done for, and what came of it.</summary>
public sealed class AuditMeaningTests
{
    [Theory]
    [InlineData("view", "overview: all", "general-practitioner", "registration", true, AuditPurpose.DirectCare)]
    [InlineData("view", "urgent", "ambulance-clinician", "caring-now", true, AuditPurpose.EmergencyCare)]
    [InlineData("printed", "print", "hospital-clinician", "break-glass", true, AuditPurpose.EmergencyCare)]
    [InlineData("break-glass", "break-glass", "hospital-clinician", "break-glass", true, AuditPurpose.EmergencyCare)]
    [InlineData("view", "consent", "coordinator", "area", true, AuditPurpose.CareAdministration)]
    [InlineData("listed", "home: recent 1", "general-practitioner", null, false, AuditPurpose.DirectCare)]
    [InlineData("listed", "worklist reviews-due: 3", "practice-administrator", null, false, AuditPurpose.CareAdministration)]
    [InlineData("listed", "preferred-place-of-death people: deaths", "coordinator", null, false, AuditPurpose.Report)]
    [InlineData("exported", "preferred-place-of-death 1999-01-01..1999-06-30", "general-practitioner", null, false, AuditPurpose.Report)]
    [InlineData("exported", "copy", "general-practitioner", "registration", true, AuditPurpose.DirectCare)]
    [InlineData("searched", "name: 2 found", "call-handler", null, false, AuditPurpose.DirectCare)]
    [InlineData("refused", "search: too often", "call-handler", null, false, AuditPurpose.DirectCare)]
    [InlineData("listed", "users: 15", "organisation-administrator", null, false, AuditPurpose.Administration)]
    [InlineData("administered", "post changed", "system-administrator", null, false, AuditPurpose.Administration)]
    [InlineData("exported", "audit 2026-11-01..2026-11-26: 4 rows", "privacy-officer", null, false, AuditPurpose.Audit)]
    [InlineData("audit-viewed", "audit", "privacy-officer", null, false, AuditPurpose.Audit)]
    [InlineData("report-run", "equity", "coordinator", null, false, AuditPurpose.Report)]
    [InlineData("imported", "batch", "coordinator", null, false, AuditPurpose.Import)]
    [InlineData("sign-in-failed", "passphrase", null, null, false, AuditPurpose.SignIn)]
    [InlineData("account-changed", "home postcode", "ambulance-clinician", null, false, AuditPurpose.SignIn)]
    [InlineData("demo-data-loaded", "batch", null, null, false, AuditPurpose.Demonstration)]
    [InlineData("subject-access-made", "subject access", "general-practitioner", null, true, AuditPurpose.Rights)]
    [InlineData("record-destroyed", "retention: 30 rows", "privacy-officer", null, true, AuditPurpose.Rights)]
    [InlineData("exported", "downtime pack: 4 cards for 24 hours", "general-practitioner", null, false, AuditPurpose.DirectCare)]
    [InlineData("a word gone out of use", "x", "a role gone out of use", null, true, AuditPurpose.Administration)]
    public void Every_line_has_one_purpose(
        string action,
        string detail,
        string? role,
        string? route,
        bool ofOnePerson,
        AuditPurpose purpose
    ) => Assert.Equal(purpose, AuditMeaning.PurposeOf(action, detail, role, route, ofOnePerson));

    [Theory]
    [InlineData("refused", AuditOutcome.Refused)]
    [InlineData("sign-in-failed", AuditOutcome.Failed)]
    [InlineData("view", AuditOutcome.Done)]
    [InlineData("changed", AuditOutcome.Done)]
    public void Every_line_has_one_outcome(string action, AuditOutcome outcome) => Assert.Equal(outcome, AuditMeaning.OutcomeOf(action));

    [Fact]
    public void Every_purpose_has_its_own_words() =>
        Assert.Equal(Enum.GetValues<AuditPurpose>().Length, Enum.GetValues<AuditPurpose>().Select(AuditWords.Of).Distinct().Count());

    [Theory]
    [InlineData("overview", "looked at your plan (all of it)")]
    [InlineData("overview: all", "looked at your plan (all of it)")]
    [InlineData("overview: all but prognosis", "looked at your plan (all but Prognosis and stage)")]
    [InlineData("overview: preferred-places, review", "looked at your plan (Preferred places of care and death, Review)")]
    public void What_an_overview_showed_is_said_to_the_person(string detail, string words) =>
        Assert.Equal(words, AuditWords.ForThePerson(AuditAction.View, detail));
}
