using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;

namespace EpaccsWeb.DemoData;

/// <summary>The last palliative meeting of Riverside Surgery: whom it spoke of, what it agreed, and the tasks that came of it.</summary>
internal sealed class DemoMeeting
{
    private const int DaysAgo = 14;

    private readonly DemoCast cast;
    private readonly Dictionary<string, LoadedAgreement> agreed;

    public DemoMeeting(DemoCast cast)
    {
        this.cast = cast;
        var (gp, nurse) = (cast.Actor("gp"), cast.Actor("nurse"));
        Held = Meeting.Start(
            cast.Day(DaysAgo),
            "Dr Priya Nair; Jo Marsh, practice administrator; Sam Whitlock, Valley Community Nursing; Dr Helen Byrne, St Clare's Hospice",
            gp,
            At(0)
        );
        Held.Close(gp, At(50));
        agreed = new()
        {
            // Johnson: nothing is recorded of a place of death or of CPR, and the review is late.
            ["9990000026"] = Agree(
                5,
                "The review is overdue. Nobody has asked Brian yet where he would wish to be cared for, or about CPR. Dr Nair to see him at home, with Sheila there.",
                new("See Brian at home: review the plan, ask about preferred places and CPR", Owner(gp), cast.Day(-3))
            ),
            // Thomas: what the nurse did stands in his plan two days later.
            ["9990000085"] = Agree(
                20,
                "Swallowing is worse and CPR is not decided. Sam Whitlock to talk with Huw and the staff of The Limes this week.",
                new(
                    "Talk with Huw about CPR and write down what he decides",
                    Owner(nurse),
                    cast.Day(10),
                    new("Talked with Huw. The decision is recorded and waits to be endorsed.", nurse, cast.Moment(12, 120))
                )
            ),
            // Williams: she may be asked again.
            ["9990000077"] = Agree(
                35,
                "Grace did not want to talk about place of death when she was last asked, and may be asked again. Nothing else changes.",
                new("Ask Grace at the review whether she would like to talk about preferred places", Owner(gp), cast.Day(-7))
            ),
        };
    }

    public Meeting Held { get; }

    /// <summary>The same record with what the meeting agreed about the person, if it spoke of them.</summary>
    public LoadedRecord SpeakOf(LoadedRecord record) =>
        agreed.TryGetValue(record.Person.NhsNumber, out var words) ? record with { Agreed = [words] } : record;

    private LoadedAgreement Agree(int minute, string words, LoadedTask task) => new(Held, words, cast.Actor("gp"), At(minute), [task]);

    private DateTimeOffset At(int minute) => cast.Moment(DaysAgo, 240 + minute);

    private static TaskOwner Owner(Actor actor) => new(actor.PostId, actor.Name, actor.OrganisationId, actor.OrganisationName);
}
