using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>The people round an invented person, and what care they have.</summary>
internal sealed partial class DemoInvention
{
    private void AddPeople(DemoRecord record)
    {
        if (draw.Chance(Trait.CarerName, 0.6 * detail))
        {
            record.Says(
                draw.Weighted(Trait.Carer, (CarerStatus.HasCarer, 75), (CarerStatus.NoCarer, 17), (CarerStatus.Unknown, 8))
                is CarerStatus.HasCarer
                    ? new PersonalContacts
                    {
                        Carer = CarerStatus.HasCarer,
                        CarerName = CarerName,
                        CarerRelationship = Near(Trait.Carer),
                        CarerPhone = $"07700 900{draw.Between(Trait.Phone, 100, 999)}",
                    }
                    : new PersonalContacts { Carer = draw.Chance(Trait.Carer, 0.92) ? CarerStatus.NoCarer : CarerStatus.Unknown },
                startedBy,
                Ago(0.1)
            );
        }

        if (draw.Chance(Trait.Professional, 0.25 * detail))
        {
            record.Says(
                new ProfessionalContacts
                {
                    KeyWorkerName = "Sam Whitlock",
                    KeyWorkerRole = "Community nurse",
                    KeyWorkerPhone = "01632 960010",
                },
                startedBy,
                Ago(0.2)
            );
        }

        if (draw.Chance(Trait.Disability, 0.2 * detail))
        {
            record.Says(
                draw.Share(Trait.Age) < 0.3
                    ? new Disabilities { NoneKnown = true }
                    : Disabled(draw.Pick(Trait.Started, DemoTexts.Disabilities)),
                startedBy,
                Ago(0.2)
            );
        }

        if (!InCareHome && draw.Chance(Trait.Access, 0.25 * detail))
        {
            record.Says(
                new AccessToHome
                {
                    KeySafe = draw.Chance(Trait.House, 0.6) ? $"By the front door, code {draw.Between(Trait.Phone, 1000, 9999)}" : null,
                    LivesAlone = draw.Chance(Trait.Title, 0.4),
                },
                startedBy,
                Ago(0.3)
            );
        }

        if (draw.Chance(Trait.Legal, 0.18 * detail))
        {
            record.Says(Legal(), gp, Ago(0.4));
        }
    }

    private LegalDecisions Legal()
    {
        var kind = draw.Between(Trait.LegalKind, 1, 4);
        return kind switch
        {
            1 => new()
            {
                Adrt = AdrtStatus.RefusesLifeSustaining,
                AdrtRefuses = "Ventilation and feeding by tube, even if life is at risk",
                AdrtMadeOn = cast.Day(startedAgo + 40),
                AdrtLocation = "Original at home, copy at the surgery",
            },
            2 => new() { Lpa = LpaStatus.HealthAndWelfare, AttorneyName = CarerName },
            3 => new()
            {
                Lpa = LpaStatus.WithLifeSustaining,
                AttorneyName = CarerName,
                AttorneyPhone = $"07700 900{draw.Between(Trait.Phone, 100, 999)}",
            },
            _ => new() { Adrt = AdrtStatus.None, Lpa = LpaStatus.None },
        };
    }

    private void AddCare(DemoRecord record)
    {
        if (draw.Chance(Trait.Stage, 0.7))
        {
            var stage = draw.Weighted(Trait.Prognosis, (GsfStage.A, 34), (GsfStage.B, 34), (GsfStage.C, 22), (GsfStage.D, 10));
            record.Says(
                new PrognosisAndStage
                {
                    Prognosis = DemoTexts.PrognosisOf(stage, draw.Share(Trait.Stage)),
                    Stage = stage,
                    EstimatedOn = cast.Day(Ago(0.5)),
                },
                gp,
                Ago(0.5)
            );
        }

        if (draw.Chance(Trait.Functional, 0.4 * detail))
        {
            record.Says(
                new FunctionalStatus
                {
                    Akps = draw.Between(Trait.Akps, 1, 8) * 10,
                    Frailty = 9 - (draw.Between(Trait.Akps, 1, 8) / 2),
                    AssessedOn = cast.Day(Ago(0.55)),
                },
                startedBy,
                Ago(0.55)
            );
        }

        if (draw.Chance(Trait.Medicines, 0.4 * detail))
        {
            var status = draw.Weighted(
                Trait.MedicinesPlace,
                (AnticipatoryStatus.BoxIssued, 60),
                (AnticipatoryStatus.Prescribed, 25),
                (AnticipatoryStatus.NotInPlace, 15)
            );
            record.Says(
                new AnticipatoryMedicines
                {
                    Status = status,
                    Location =
                        status is AnticipatoryStatus.BoxIssued
                            ? draw.Pick(Trait.MedicinesPlace, InCareHome ? ["Locked cupboard, ground floor"] : DemoTexts.Shelves)
                            : null,
                    Medicines = status is AnticipatoryStatus.NotInPlace ? null : "Morphine\nMidazolam\nLevomepromazine\nGlycopyrronium",
                },
                startedBy,
                Ago(0.8)
            );
        }
    }

    private static Disabilities Disabled((Disability? Kind, string Words) said) =>
        new()
        {
            NoneKnown = false,
            Kinds = said.Kind is { } kind ? [kind] : [],
            Description = said.Words,
        };
}
