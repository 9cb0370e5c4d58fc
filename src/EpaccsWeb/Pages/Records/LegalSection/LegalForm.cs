using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.LegalSection;

/// <summary>What is typed about advance decisions, attorneys, capacity and what the person stated in advance.</summary>
public sealed class LegalForm : ISectionForm<LegalForm, LegalDecisions>
{
    public AdrtStatus? Adrt { get; set; }

    public string? AdrtDiscussed { get; set; }

    [Longest(4000)]
    public string? AdrtRefuses { get; set; }

    public DateParts AdrtMadeOn { get; set; } = new();

    [Longest(1000)]
    [TellsLocation]
    public string? AdrtLocation { get; set; }

    public LpaStatus? Lpa { get; set; }

    public DateParts LpaMadeOn { get; set; } = new();

    public string? AttorneyName { get; set; }

    [TellsLocation(Of = nameof(AttorneyName))]
    public string? AttorneyPhone { get; set; }

    public string? AdrtInWriting { get; set; }

    public string? AdrtSigned { get; set; }

    public string? AdrtWitnessed { get; set; }

    public string? AdrtAppliesIfLifeAtRisk { get; set; }

    public AdrtState? AdrtState { get; set; }

    public string? AdrtSeenBy { get; set; }

    public DateParts AdrtSeenOn { get; set; } = new();

    public string? LpaRegistered { get; set; }

    [Longest(1000)]
    [TellsLocation]
    public string? LpaLocation { get; set; }

    public string? PropertyAttorney { get; set; }

    [Longest(500)]
    [TellsLocation]
    public string? PropertyAttorneyDetails { get; set; }

    public string? CourtDeputy { get; set; }

    public string? DeputyName { get; set; }

    [TellsLocation(Of = nameof(DeputyName))]
    public string? DeputyPhone { get; set; }

    [Longest(4000)]
    public string? CapacityAssessment { get; set; }

    [Longest(1000)]
    [TellsLocation]
    public string? CapacityLocation { get; set; }

    public string? AdvanceStatementMade { get; set; }

    [Longest(8000)]
    public string? AdvanceStatement { get; set; }

    [Longest(1000)]
    [TellsLocation]
    public string? AdvanceStatementLocation { get; set; }

    public static LegalForm From(LegalDecisions? answers) =>
        new()
        {
            Adrt = answers?.Adrt,
            AdrtDiscussed = YesNo.From(answers?.AdrtDiscussed),
            AdrtRefuses = answers?.AdrtRefuses,
            AdrtMadeOn = DateParts.From(answers?.AdrtMadeOn),
            AdrtLocation = answers?.AdrtLocation,
            Lpa = answers?.Lpa,
            LpaMadeOn = DateParts.From(answers?.LpaMadeOn),
            AttorneyName = answers?.AttorneyName,
            AttorneyPhone = answers?.AttorneyPhone,
            AdrtInWriting = YesNo.From(answers?.AdrtInWriting),
            AdrtSigned = YesNo.From(answers?.AdrtSigned),
            AdrtWitnessed = YesNo.From(answers?.AdrtWitnessed),
            AdrtAppliesIfLifeAtRisk = YesNo.From(answers?.AdrtAppliesIfLifeAtRisk),
            AdrtState = answers?.AdrtState,
            AdrtSeenBy = answers?.AdrtSeenBy,
            AdrtSeenOn = DateParts.From(answers?.AdrtSeenOn),
            LpaRegistered = YesNo.From(answers?.LpaRegistered),
            LpaLocation = answers?.LpaLocation,
            PropertyAttorney = YesNo.From(answers?.PropertyAttorney),
            PropertyAttorneyDetails = answers?.PropertyAttorneyDetails,
            CourtDeputy = YesNo.From(answers?.CourtDeputy),
            DeputyName = answers?.DeputyName,
            DeputyPhone = answers?.DeputyPhone,
            CapacityAssessment = answers?.CapacityAssessment,
            CapacityLocation = answers?.CapacityLocation,
            AdvanceStatementMade = YesNo.From(answers?.AdvanceStatementMade),
            AdvanceStatement = answers?.AdvanceStatement,
            AdvanceStatementLocation = answers?.AdvanceStatementLocation,
        };

    public LegalDecisions ToAnswers() =>
        new()
        {
            Adrt = Adrt,
            AdrtDiscussed = YesNo.To(AdrtDiscussed),
            AdrtRefuses = AdrtRefuses.OrNull(),
            AdrtMadeOn = AdrtMadeOn.ToDay(),
            AdrtLocation = AdrtLocation.OrNull(),
            Lpa = Lpa,
            LpaMadeOn = LpaMadeOn.ToDay(),
            AttorneyName = AttorneyName.OrNull(),
            AttorneyPhone = AttorneyPhone.OrNull(),
            AdrtInWriting = YesNo.To(AdrtInWriting),
            AdrtSigned = YesNo.To(AdrtSigned),
            AdrtWitnessed = YesNo.To(AdrtWitnessed),
            AdrtAppliesIfLifeAtRisk = YesNo.To(AdrtAppliesIfLifeAtRisk),
            AdrtState = AdrtState,
            AdrtSeenBy = AdrtSeenBy.OrNull(),
            AdrtSeenOn = AdrtSeenOn.ToDay(),
            LpaRegistered = YesNo.To(LpaRegistered),
            LpaLocation = LpaLocation.OrNull(),
            PropertyAttorney = YesNo.To(PropertyAttorney),
            PropertyAttorneyDetails = PropertyAttorneyDetails.OrNull(),
            CourtDeputy = YesNo.To(CourtDeputy),
            DeputyName = DeputyName.OrNull(),
            DeputyPhone = DeputyPhone.OrNull(),
            CapacityAssessment = CapacityAssessment.OrNull(),
            CapacityLocation = CapacityLocation.OrNull(),
            AdvanceStatementMade = YesNo.To(AdvanceStatementMade),
            AdvanceStatement = AdvanceStatement.OrNull(),
            AdvanceStatementLocation = AdvanceStatementLocation.OrNull(),
        };

    public sealed class Validator : FormValidator<LegalForm>
    {
        public Validator()
        {
            this.OptionalDate(form => form.AdrtMadeOn, "Date of the advance decision");
            this.OptionalDate(form => form.LpaMadeOn, "Date of the power of attorney");
            this.OptionalDate(form => form.AdrtSeenOn, "Date the document was seen");
            this.YesNoOrBlank(form => form.AdrtDiscussed);
            this.YesNoOrBlank(form => form.AdrtInWriting);
            this.YesNoOrBlank(form => form.AdrtSigned);
            this.YesNoOrBlank(form => form.AdrtWitnessed);
            this.YesNoOrBlank(form => form.AdrtAppliesIfLifeAtRisk);
            this.YesNoOrBlank(form => form.LpaRegistered);
            this.YesNoOrBlank(form => form.PropertyAttorney);
            this.YesNoOrBlank(form => form.CourtDeputy);
            this.YesNoOrBlank(form => form.AdvanceStatementMade);
        }
    }
}
