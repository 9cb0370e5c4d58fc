using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>Consent, team and the sections of an invented plan.</summary>
internal sealed partial class DemoInvention
{
    private const string Hospice = "St Clare's Hospice";

    private void AddConsent(DemoRecord record)
    {
        var lacks = Group is DiagnosisGroup.DementiaFrailty && draw.Chance(Trait.ShareDay, 0.5);
        ConsentStatus? share = lacks
            ? draw.Weighted<ConsentStatus?>(
                Trait.Share,
                (ConsentStatus.BestInterests, 60),
                (ConsentStatus.Lpa, 34),
                (ConsentStatus.Deputy, 2),
                (null, 4)
            )
            : draw.Weighted<ConsentStatus?>(
                Trait.Share,
                (ConsentStatus.Given, 88),
                (null, 4),
                (ConsentStatus.NotAsked, 3),
                (ConsentStatus.Declined, 2),
                (ConsentStatus.Withdrawn, 3)
            );
        var first = Answers(share is ConsentStatus.Withdrawn ? ConsentStatus.Given : share ?? ConsentStatus.Given, startedAgo);
        if (share is not null || draw.Chance(Trait.ShareDay, 0.5))
        {
            record.Consents(
                ConsentPurpose.Record,
                first.Status is ConsentStatus.Declined or ConsentStatus.NotAsked ? first with { Status = ConsentStatus.Given } : first,
                startedBy,
                startedAgo
            );
        }

        if (share is not null)
        {
            record.Consents(ConsentPurpose.Share, first, startedBy, startedAgo);
        }

        if (share is ConsentStatus.Withdrawn)
        {
            record.Consents(ConsentPurpose.Share, Answers(ConsentStatus.Withdrawn, Ago(0.7)), gp, Ago(0.7));
        }
    }

    private ConsentAnswers Answers(ConsentStatus status, int ago)
    {
        var proxy = status is ConsentStatus.BestInterests or ConsentStatus.Lpa or ConsentStatus.Deputy;
        return new(
            status,
            cast.Day(ago),
            proxy ? Capacity.LacksCapacity : Capacity.HasCapacity,
            status is ConsentStatus.BestInterests ? $"{Near(Trait.Carer)}, and the community nurse" : null,
            status is ConsentStatus.Lpa or ConsentStatus.Deputy ? CarerName : null,
            null
        );
    }

    private void AddTeam(DemoRecord record)
    {
        if (draw.Chance(Trait.Nursing, 0.5))
        {
            record.With("Y90010", keyWorker: draw.Chance(Trait.KeyWorker, 0.6));
        }

        if (draw.Chance(Trait.Hospice, Group is DiagnosisGroup.Cancer ? 0.5 : 0.2))
        {
            record.With("Y90020");
        }

        if (draw.Chance(Trait.Hospital, 0.1))
        {
            record.With("Y90030");
        }

        if (draw.Chance(Trait.SocialCare, 0.07))
        {
            record.With("Y90080", source: RelationshipSource.Referral);
        }

        record.With(DemoAccounts.Organisations.Single(row => row.Name == startedBy.OrganisationName).OdsCode);
    }

    private void AddPlan(DemoRecord record)
    {
        if (draw.Chance(Trait.Traced, 0.97))
        {
            record.Says(
                new Diagnoses
                {
                    Primary = draw.Pick(Trait.Diagnosis, DemoTexts.Of(Group)),
                    Group = Group,
                    Others = Others(),
                },
                startedBy,
                startedAgo
            );
        }

        if (StartedTooLate)
        {
            return;
        }

        if (draw.Chance(Trait.Allergy, 0.65 * detail))
        {
            record.Says(
                draw.Share(Trait.OtherToo) < 0.6
                    ? new Allergies { Status = AllergyStatus.NoneKnown }
                    : new Allergies { Status = AllergyStatus.Known, Details = draw.Pick(Trait.OtherToo, DemoTexts.Allergies) },
                startedBy,
                startedAgo
            );
        }

        AddPeople(record);
        AddPlaces(record);
        AddResuscitation(record);
        AddCare(record);
        if (draw.Chance(Trait.Review, 0.85))
        {
            var ago = dead ? Ago(0.6) : Math.Min(startedAgo, draw.Between(Trait.ReviewDay, 1, 110));
            record.Says(new Review { NextOn = cast.Day(ago).AddDays(draw.Between(Trait.Named, 28, 88)), Responsible = gp.Name }, gp, ago);
        }
    }

    private DiagnosisGroup Group =>
        person is { CareHomeCode: not null }
            ? draw.Weighted(
                Trait.Group,
                (DiagnosisGroup.Cancer, 12),
                (DiagnosisGroup.DementiaFrailty, 62),
                (DiagnosisGroup.OrganFailure, 14),
                (DiagnosisGroup.Neurological, 10),
                (DiagnosisGroup.Other, 2)
            )
            : draw.Weighted(
                Trait.Group,
                (DiagnosisGroup.Cancer, 48),
                (DiagnosisGroup.OrganFailure, 24),
                (DiagnosisGroup.DementiaFrailty, 14),
                (DiagnosisGroup.Neurological, 9),
                (DiagnosisGroup.Other, 5)
            );

    private string? Others() => draw.Chance(Trait.OtherToo, 0.6) ? draw.Pick(Trait.Other, DemoTexts.Others) : null;

    private string CarerName =>
        $"{draw.Pick(Trait.Street, draw.Chance(Trait.Carer, 0.5) ? community.Women : community.Men)} {person.FamilyName}";
}
