using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>How far treatment should go.</summary>
public sealed class TreatmentEscalationSectionTests(SectionApp app) : SectionTests(app, "treatment-escalation")
{
    private Dictionary<string, string?> Decision =>
        With(new() { ["Form.Ceiling"] = "CommunityTreatment", ["Form.DecidedBy"] = "Dr Stated" }, Date("DecidedOn", Today));

    [Fact]
    public Task Says_that_nothing_is_recorded() =>
        SaysAbsentAsync("Ceiling of treatment not recorded. This is not the same as “full treatment”.");

    [Fact]
    public Task Saves_the_ceiling_and_when_hospital_is_wanted() =>
        SavesAsync(
            With(
                Decision,
                new Dictionary<string, string?>
                {
                    ["Form.Hospital"] = "ForSomeProblems",
                    ["Form.HospitalFor"] = "A broken hip",
                    ["Form.Priority"] = "2",
                }
            ),
            "Treatment at home or in the care home",
            "Hospital For some problems only: A broken hip",
            "Priority 2 of 10",
            "awaiting endorsement: check the form"
        );

    [Fact]
    public Task Refuses_some_problems_without_saying_which() =>
        RefusesAsync(
            "HospitalFor",
            "Say for which problems hospital would be right.",
            With(Decision, new Dictionary<string, string?> { ["Form.Hospital"] = "ForSomeProblems" })
        );

    [Fact]
    public Task Refuses_a_priority_beyond_its_scale() =>
        RefusesAsync(
            "Priority",
            "The priority is a whole number from 0 (comfort) to 10 (sustaining life).",
            With(Decision, new Dictionary<string, string?> { ["Form.Priority"] = "11" })
        );

    [Fact]
    public Task Refuses_a_decision_in_the_future() =>
        RefusesAsync(
            "DecidedOn",
            "The date and time of the decision must be now or in the past.",
            With(new() { ["Form.Ceiling"] = "ComfortOnly", ["Form.DecidedBy"] = "Dr Stated" }, Date("DecidedOn", Today.AddDays(1)))
        );
}
