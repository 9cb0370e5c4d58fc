using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>The words that invented plans are written in.</summary>
internal static class DemoTexts
{
    public static IReadOnlyList<string> Allergies { get; } =
    [
        "Penicillin: rash",
        "Codeine: severe vomiting",
        "Trimethoprim: rash",
        "Latex: contact dermatitis",
        "Ibuprofen: wheeze",
        "Elastoplast: blisters",
        "Erythromycin: diarrhoea",
        "Penicillin: anaphylaxis\nNuts: swelling of the lips",
    ];

    public static IReadOnlyList<string> Others { get; } =
    [
        "High blood pressure",
        "Type 2 diabetes",
        "Atrial fibrillation",
        "Osteoarthritis",
        "Chronic kidney disease, stage 3",
        "Depression",
        "Previous stroke",
        "Osteoporosis\nMacular degeneration",
        "Type 2 diabetes\nIschaemic heart disease",
        "Asthma",
        "Hypothyroidism",
        "Pressure ulcer, sacrum",
    ];

    public static IReadOnlyList<(Disability? Kind, string Words)> Disabilities { get; } =
    [
        (Disability.HearingLoss, "Wears hearing aids"),
        (Disability.VisualImpairment, "Registered blind"),
        (null, "Uses a wheelchair"),
        (null, "Walks with a frame, two steps at most"),
        (Disability.ImpairedCognition, "Learning disability: has a hospital passport"),
        (Disability.DifficultyCommunicating, "Speech is slurred: allow time, or use the picture book"),
    ];

    public static IReadOnlyList<string> Shelves { get; } =
    ["Kitchen cupboard", "Top drawer by the bed", "Hall table", "Yellow folder by the telephone", "Fridge, in the message bottle"];

    public static IReadOnlyList<string> CprReasons { get; } =
    [
        "CPR would not work: advanced illness",
        "The person's own wish",
        "CPR might restart the heart but not to a life the person would want",
        "Frailty: CPR very unlikely to work",
    ];

    public static IReadOnlyList<string> Of(DiagnosisGroup group) =>
        group switch
        {
            DiagnosisGroup.Cancer => Cancers,
            DiagnosisGroup.OrganFailure => Failures,
            DiagnosisGroup.DementiaFrailty => Dementias,
            DiagnosisGroup.Neurological => Neurological,
            _ => Rare,
        };

    /// <summary>A prognosis that goes with a stage; now and then it was left blank.</summary>
    public static Prognosis? PrognosisOf(GsfStage stage, double share) =>
        share > 0.55
            ? null
            : stage switch
            {
                GsfStage.A => share < 0.3 ? Prognosis.MoreThanAYear : Prognosis.AboutAYear,
                GsfStage.B => Prognosis.LastMonths,
                GsfStage.C => Prognosis.LastWeeks,
                _ => Prognosis.LastDays,
            };

    private static readonly string[] Cancers =
    [
        "Cancer of the lung",
        "Cancer of the breast, with spread to bone",
        "Cancer of the bowel",
        "Cancer of the prostate, with spread to bone",
        "Cancer of the pancreas",
        "Cancer of the ovary",
        "Cancer of the oesophagus",
        "Multiple myeloma",
        "Glioblastoma",
        "Cancer of the stomach",
        "Acute myeloid leukaemia",
        "Mesothelioma",
        "Melanoma",
        "Cancer of the kidney",
    ];

    private static readonly string[] Failures =
    [
        "Heart failure",
        "Chronic obstructive pulmonary disease",
        "Chronic kidney disease, stage 5, no dialysis",
        "Cirrhosis of the liver",
        "Pulmonary fibrosis",
        "Aortic stenosis",
        "Bronchiectasis",
    ];

    private static readonly string[] Dementias =
    [
        "Alzheimer's disease",
        "Vascular dementia",
        "Frailty",
        "Lewy body dementia",
        "Mixed dementia",
        "Frailty with repeated falls",
    ];

    private static readonly string[] Neurological =
    [
        "Parkinson's disease",
        "Motor neurone disease",
        "Multiple sclerosis",
        "Stroke",
        "Progressive supranuclear palsy",
        "Huntington's disease",
    ];

    private static readonly string[] Rare =
    [
        "Systemic sclerosis",
        "Cystic fibrosis",
        "Sickle cell disease",
        "Severe aortic aneurysm, not for operation",
    ];
}
