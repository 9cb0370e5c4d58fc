using EpaccsWeb.Data;
using EpaccsWeb.Domain.Deaths;

namespace EpaccsWeb.DemoData;

/// <summary>What Riverside Surgery says of some deaths afterwards; the others wait for it.</summary>
internal sealed class DemoReviews(DemoCast cast)
{
    /// <summary>The same record with a review of the death, if there is one.</summary>
    public LoadedRecord Review(LoadedRecord record) =>
        Answers(record.Person.NhsNumber) is { } answers && record.Death is { } death
            ? record with
            {
                Review = new(answers, cast.Actor("gp"), death.At.AddDays(7)),
            }
            : record;

    private static DeathReviewAnswers? Answers(string nhsNumber) =>
        nhsNumber switch
        {
            // Morgan: symptoms needed admission, although he wished to be at home.
            "9990000042" => new()
            {
                WhatHappened =
                    "Breathless at night and frightened. There was nothing in the house that would have eased it, and Gwen rang for an ambulance.",
                WentWell = "The crew had the plan before they arrived, and he was not resuscitated. Gwen was with him.",
                ToLearn = "Medicines for breathlessness should be in the house as soon as the prognosis is weeks.",
                WillChange = "At the meeting we ask of everybody in the yellow and red stages whether the box is in the house.",
                RightPlace = RightPlace.No,
                InTheWay = InTheWay.MissedOpportunity,
            },
            // Winifred Morris: at home, as she wished.
            "9990000107" => new()
            {
                WhatHappened =
                    "She slept more and more over two weeks and died at home with her family. Medicines were at hand and little was needed.",
                WentWell = "The place was asked of her months before, and again in the last week. Out of hours knew her wishes.",
                ToLearn = "Asking early, and once more near the end, made the last days calm.",
                RightPlace = RightPlace.Yes,
                InTheWay = InTheWay.Nothing,
            },
            // Mohinder Mistry: The Limes was his home, and what he needed was not there.
            "9990000441" => new()
            {
                WhatHappened =
                    "A chest infection on a Saturday. The Limes had no syringe pump, none came until Monday, and he went to Northfield General.",
                WentWell = "The staff of The Limes sent his plan with him, and his family could stay.",
                ToLearn = "Nobody knew at the weekend from where a pump can be had.",
                WillChange = "Valley Community Nursing keeps a pump for the weekend; its number hangs in the office of The Limes.",
                RightPlace = RightPlace.No,
                InTheWay = InTheWay.System,
            },
            _ => null,
        };
}
