namespace EpaccsWeb.Training;

/// <summary>An exercise with an invented person: a call at night, what to do, and what one should have found.</summary>
public sealed record NightCall(string Slug, string Title, string Call, IReadOnlyList<string> Steps, IReadOnlyList<Question> Questions)
{
    public static IReadOnlyList<NightCall> All { get; } =
    [
        new(
            "breathless",
            "Breathless at two in the morning",
            "Mrs Asha Patel's daughter rings: her mother, born 14 July 1945, cannot get her breath. You are sent to the house.",
            [
                "Find her: type the name and the date of birth into \"Find a person\".",
                "Open the urgent card. In an urgent post press \"I am caring for this person now\" first.",
                "Read CPR, ceiling of treatment, medicines at home, and who to ring.",
            ],
            [
                new("If her heart stops, what does the plan say?", ["Attempt CPR", "Do not attempt CPR", "Nothing is recorded"], 1),
                new("Where are her anticipatory medicines?", ["In the kitchen cupboard", "At the pharmacy", "None were supplied"], 0),
                new("Where does she wish to die?", ["In hospital", "In the hospice first", "At her own home"], 2),
            ]
        ),
        new(
            "not-endorsed",
            "A decision that nobody has endorsed",
            "The Limes ring about Mr Huw Thomas, born 25 December 1955, who is drowsy. They ask whether to start CPR if he stops breathing.",
            ["Find him and open the urgent card.", "Read the line about CPR to its end: who recorded it, and in which role?"],
            [
                new("How does the decision about CPR stand?", ["Endorsed by a GP", "Recorded, awaiting endorsement", "Revoked"], 1),
                new(
                    "What do you do with a decision that awaits endorsement?",
                    ["Ignore it", "Check the form that is with him", "Take it as endorsed"],
                    1
                ),
            ]
        ),
        new(
            "declined",
            "What was declined is not blank",
            "A neighbour rings about Miss Grace Williams, born 11 February 1962, who has fallen. You wonder where she would want to be cared for.",
            ["Find her and open the urgent card.", "Look at CPR and at the preferred place of death."],
            [
                new(
                    "What is recorded about the place of death?",
                    ["She declined to discuss it", "It was never asked", "She is undecided"],
                    0
                ),
                new("What does the plan say about CPR?", ["Do not attempt CPR", "Attempt CPR", "Not recorded"], 1),
            ]
        ),
        new(
            "not-recorded",
            "Nothing recorded",
            "Mr Brian Johnson, born 6 January 1938, has chest pain.",
            ["Find him and open the urgent card.", "Look at CPR, at the preferred place of death and at the date of the review."],
            [
                new("What does the plan say about CPR?", ["Do not attempt CPR", "Attempt CPR", "Not recorded"], 2),
                new("What does \"not recorded\" mean?", ["No decision: treat as for anybody", "He wants no CPR", "He declined to say"], 0),
                new("How old is the plan?", ["It was reviewed on time", "Its review is overdue", "It has no review"], 1),
            ]
        ),
        new(
            "not-shared",
            "A person you cannot find",
            "Ms Celia Okafor, born 22 November 1950, has a fever. Her practice is closed.",
            ["Try to find her by name and date of birth, in an urgent post.", "Look at what the page says when nobody is found."],
            [
                new("What do you find?", ["Her urgent card", "Nobody by this name", "A refusal that names her"], 1),
                new(
                    "What can be the reason?",
                    ["She has no plan, or does not share it: one cannot tell", "She has died", "The service is down"],
                    0
                ),
            ]
        ),
    ];
}

/// <summary>One question with its answers, and which of them is right.</summary>
public sealed record Question(string Text, IReadOnlyList<string> Answers, int Right);
