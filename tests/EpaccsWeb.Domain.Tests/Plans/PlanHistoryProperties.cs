using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using FsCheck;
using FsCheck.Fluent;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>What holds of a plan after any sequence of saves, confirmations, endorsements, revocations, deaths and endings.</summary>
public sealed class PlanHistoryProperties
{
    [Fact]
    public void Whatever_is_done_to_it_a_plan_keeps_one_true_history()
    {
        var (rows, conflicts) = (0, 0);
        Prop.ForAll(
                Gen.Choose(20, 80).SelectMany(length => Gen.Choose(0, 5999).ArrayOf(length)).ToArbitrary(),
                steps =>
                {
                    var walk = new RandomPlan();
                    foreach (var step in steps)
                    {
                        walk.Step(step);
                        EndorsedIsNeverHidden<Resuscitation>(walk.Plan);
                        EndorsedIsNeverHidden<TreatmentEscalation>(walk.Plan);
                    }

                    NothingAcknowledgedIsMissing(walk);
                    HistoryIsOneLine(walk.Plan);
                    var (plan, facts) = walk.Rebuilt(new Random(steps[0]));
                    Assert.Equal(walk.Plan.Sections, plan.Sections);
                    Assert.Equivalent(facts, walk.Facts, strict: true);
                    PastIsAsItWas(walk);
                    (rows, conflicts) = (rows + walk.Plan.Sections.Count, conflicts + walk.Conflicts);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        // A walk that does nothing, or never collides, would prove nothing.
        Assert.True(rows > 200 * 5, $"{rows} rows in 200 walks");
        Assert.True(conflicts > 200, $"{conflicts} conflicts in 200 walks");
    }

    private static void NothingAcknowledgedIsMissing(RandomPlan walk)
    {
        Assert.Equal(walk.Plan.Sections.Count, walk.Acknowledged.Distinct().Count());
        Assert.All(walk.Acknowledged, row => Assert.Contains(row, walk.Plan.Sections));
    }

    private static void HistoryIsOneLine(Plan plan)
    {
        Assert.Equal(plan.Sections.Select(row => row.PlanVersion).Order().Distinct(), plan.Sections.Select(row => row.PlanVersion));
        foreach (var section in plan.Sections.GroupBy(row => row.Section))
        {
            var recorded = section.Where(row => row.Kind is VersionKind.Recorded).ToList();
            Assert.Equal(Enumerable.Range(1, recorded.Count), recorded.Select(row => row.Number));
            Assert.All(
                section.Where(row => row.Kind is not VersionKind.Recorded),
                row => Assert.Contains(recorded, spoken => spoken.Number == row.Number && spoken.PlanVersion < row.PlanVersion)
            );
            Assert.Distinct(
                section.Where(row => row.Kind is VersionKind.Endorsed or VersionKind.Revoked).Select(row => (row.Kind, row.Number))
            );
        }
    }

    private static void EndorsedIsNeverHidden<T>(Plan plan)
        where T : IDecision
    {
        var inForce = plan.InForce(SectionCatalogue.Of<T>().Key).ToList();
        var endorsed = inForce.Where(row => plan.EndorsementOf(row) is not null).ToList();
        var state = DecisionState.Of<T>(plan);

        Assert.Equal(inForce.Count == 0, state.Shown.Count == 0);
        Assert.Equal(endorsed.Count > 0, state.Endorsed);
        if (endorsed.Count > 0)
        {
            Assert.Contains(state.Shown[0], endorsed);
            Assert.All(
                state.Shown.Where(row => !endorsed.Contains(row)),
                row => Assert.True(London.Day(row.EffectiveAt) >= London.Day(state.Shown[0].EffectiveAt))
            );
        }

        // A choice that differs from the one on top, and is as late or later, is said to disagree. Like ones of the walk differ only
        // in their time: they disagree when one typed later of the same day takes it away.
        var timeTaken = state.Shown.Any(row =>
            state.Shown.Any(later =>
                later.Number > row.Number
                && London.Day(later.EffectiveAt) == London.Day(row.EffectiveAt)
                && Of(later).TimeNotKnown
                && !Of(row).TimeNotKnown
            )
        );
        Assert.Equal(state.Shown.Select(row => Of(row).Choice).Distinct().Count() > 1 || timeTaken, state.Disagrees);

        static IDecision Of(SectionVersion row) => (IDecision)row.Answers!;
    }

    private static void PastIsAsItWas(RandomPlan walk)
    {
        var all = walk.Plan.Sections;
        for (var moment = 0; moment < all.Count; moment += 7)
        {
            Assert.Equal(all.Where(row => row.At <= all[moment].At), walk.Plan.AsAt(all[moment].At).Sections);
        }
    }
}
