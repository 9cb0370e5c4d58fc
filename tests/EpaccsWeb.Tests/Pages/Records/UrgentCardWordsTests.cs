using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>What the card says of treatments, of what binds and of whom to ring, where a missing word would mislead.</summary>
public sealed class UrgentCardWordsTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly TreatmentEscalation Ceiling = new()
    {
        Ceiling = CeilingOfTreatment.CommunityTreatment,
        DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
        DecidedBy = "Dr Stated",
    };

    private static readonly LegalDecisions Attorney = new()
    {
        Lpa = LpaStatus.HealthAndWelfare,
        LpaMadeOn = new(2024, 1, 1),
        LpaRegistered = true,
        AttorneyName = "Sam Invented",
        AttorneyPhone = "01632 960123",
    };

    private static readonly LegalDecisions Refusal = new()
    {
        Adrt = AdrtStatus.RefusesLifeSustaining,
        AdrtRefuses = "Ventilation",
        AdrtState = AdrtState.Current,
        AdrtInWriting = true,
        AdrtSigned = true,
        AdrtWitnessed = true,
        AdrtAppliesIfLifeAtRisk = true,
    };

    [Fact]
    public async Task The_ceiling_says_which_treatments_are_not_wanted_and_which_are_to_be_given()
    {
        Assert.Contains(
            "Not wanted: Ventilation; Intensive care. To give: Antibiotics by mouth. Priority: 2/10 (10 sustains life).",
            await BlockAsync(
                "treatment-escalation",
                Ceiling with
                {
                    NotToGive = "Ventilation\nIntensive care.",
                    ToGive = "Antibiotics by mouth",
                    Priority = 2,
                }
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Not wanted: not recorded. To give: not recorded. Priority: not recorded.",
            await BlockAsync("treatment-escalation", Ceiling),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refusal_of_life_sustaining_treatment_keeps_its_check_line_whatever_kind_was_chosen()
    {
        var cpr = Refusal with { Adrt = AdrtStatus.HasAdrt, AdrtRefuses = "CPR", AdrtWitnessed = null, AdrtAppliesIfLifeAtRisk = null };
        var patient = await app.StartRecordAsync(sections: cpr);

        Assert.Contains("Advance decision refuses CPR: see below", await BlockAsync("resuscitation", patient), StringComparison.Ordinal);
        Assert.Contains(
            "Advance decision (ADRT): made, current. Refuses: CPR Document not seen. "
                + "In writing: yes; signed: yes; witnessed: not recorded; applies even if life is at risk: not recorded. "
                + "Without all four a refusal of life-sustaining treatment does not bind: check the document. Kept: not recorded.",
            await BlockAsync("legal", patient),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "applies even if life is at risk: no. Without all four",
            await BlockAsync("legal", Refusal with { Adrt = AdrtStatus.HasAdrt, AdrtAppliesIfLifeAtRisk = false }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task All_four_formalities_and_who_has_seen_the_document_stand_under_every_advance_decision_that_stands()
    {
        var seen = Refusal with { AdrtSeenBy = "Dr A Madeup", AdrtSeenOn = new(2026, 3, 31), AdrtLocation = "Desk" };
        Assert.Contains(
            "Document seen by Dr A Madeup on 31-Mar-2026. "
                + "In writing: yes; signed: yes; witnessed: yes; applies even if life is at risk: yes. Kept: Desk.",
            await BlockAsync("legal", seen),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "Document seen",
            await BlockAsync("legal", seen with { AdrtState = AdrtState.Withdrawn }),
            StringComparison.Ordinal
        );

        // A refusal of other treatment binds without them.
        Assert.Contains(
            "Document not seen. In writing: not recorded; signed: not recorded; witnessed: not recorded; "
                + "applies even if life is at risk: not recorded. Kept: not recorded.",
            await BlockAsync("legal", new LegalDecisions { Adrt = AdrtStatus.HasAdrt, AdrtRefuses = "Antibiotics" }),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(AdrtStatus.HasAdrt, "CPR and ventilation", AdrtState.Current, "Advance decision refuses CPR: see below")]
    [InlineData(AdrtStatus.RefusesLifeSustaining, "Being resuscitated", null, "Advance decision refuses CPR: see below")]
    [InlineData(AdrtStatus.RefusesLifeSustaining, "Ventilation", null, "Advance decision refuses life-sustaining treatment: see below")]
    [InlineData(AdrtStatus.HasAdrt, "Antibiotics", null, "Advance decision to refuse treatment: see below")]
    [InlineData(AdrtStatus.HasAdrt, "CPR", AdrtState.Withdrawn, null)]
    public async Task An_advance_decision_stands_beside_the_decision_about_cpr_by_what_it_refuses(
        AdrtStatus kind,
        string refuses,
        AdrtState? state,
        string? words
    )
    {
        var block = await BlockAsync("resuscitation", Refusal with { Adrt = kind, AdrtRefuses = refuses, AdrtState = state });

        if (words is null)
        {
            Assert.DoesNotContain("Advance decision", block, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(words, block, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_attorney_stands_with_the_registration_and_the_limits_of_the_power()
    {
        var plain = await BlockAsync("legal", Attorney);
        Assert.Contains(
            "Sam Invented 01632 960123. Attorney may decide only if the person lacks capacity. Life-sustaining treatment: no authority recorded.",
            plain,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("egist", plain, StringComparison.Ordinal);

        var full = await BlockAsync("legal", Attorney with { Lpa = LpaStatus.WithLifeSustaining, LpaRegistered = null });
        Assert.Contains("Registration not recorded. The power covers life-sustaining treatment.", full, StringComparison.Ordinal);
        Assert.DoesNotContain("no authority recorded", full, StringComparison.Ordinal);

        var early = await BlockAsync("legal", Attorney with { LpaRegistered = false, AttorneyPhone = null });
        Assert.Contains(
            "Sam Invented telephone not recorded. NOT registered: no authority yet. Once registered, the attorney may decide only if",
            early,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_deputy_cannot_refuse_life_sustaining_treatment() =>
        Assert.Contains(
            "Deputy of the court: Kim Invented 01632 960128. Cannot refuse life-sustaining treatment.",
            await BlockAsync(
                "legal",
                new LegalDecisions
                {
                    CourtDeputy = true,
                    DeputyName = "Kim Invented",
                    DeputyPhone = "01632 960128",
                }
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(2025, LpaStatus.HealthAndWelfare, false, "The advance decision came later and prevails.")]
    [InlineData(2025, LpaStatus.WithLifeSustaining, true, "The advance decision came later and prevails if it is valid.")]
    [InlineData(2023, LpaStatus.WithLifeSustaining, false, "and may decide what it covers, if the power covers the same treatment.")]
    [InlineData(
        2023,
        LpaStatus.HealthAndWelfare,
        false,
        "and may override it only with authority over life-sustaining treatment: check both"
    )]
    [InlineData(null, LpaStatus.WithLifeSustaining, false, "Which came later, attorney or advance decision, is not known: check both")]
    public async Task Which_of_attorney_and_advance_decision_came_later_is_said(int? made, LpaStatus lpa, bool unwitnessed, string words)
    {
        var both = Refusal with
        {
            AdrtMadeOn = made is { } year ? new(year, 1, 1) : null,
            AdrtWitnessed = unwitnessed ? null : true,
            Lpa = lpa,
            LpaMadeOn = Attorney.LpaMadeOn,
            LpaRegistered = true,
            AttorneyName = "Sam Invented",
        };

        Assert.Contains(words, await BlockAsync("legal", both), StringComparison.Ordinal);
        var withdrawn = await BlockAsync("legal", both with { AdrtState = AdrtState.Withdrawn });
        Assert.DoesNotContain("came later", withdrawn, StringComparison.Ordinal);
        Assert.DoesNotContain("after the advance decision", withdrawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_to_ring_has_the_marked_key_worker_once_and_nobody_who_has_left()
    {
        var ring = await BlockAsync(
            "ring",
            new ProfessionalContacts
            {
                Contacts =
                [
                    new()
                    {
                        Name = "Gone Before",
                        KeyWorker = true,
                        End = "31 March 2020",
                    },
                    new()
                    {
                        Name = "Jo Invented",
                        Role = "Nurse",
                        Telephone = "01632 960126",
                        KeyWorker = true,
                    },
                    new()
                    {
                        Name = "Still Here",
                        Telephone = "01632 960127",
                        End = "the summer",
                    },
                ],
            }
        );

        Assert.Contains("Key worker: Jo Invented (Nurse) 01632 960126", ring, StringComparison.Ordinal);
        Assert.Equal(2, ring.Split("Jo Invented").Length);
        Assert.Contains("Still Here (until the summer) 01632 960127", ring, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone Before", ring, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_whom_to_ring_it_says_what_they_are_to_the_person_and_what_was_remarked()
    {
        var ring = await BlockAsync(
            "ring",
            new PersonalContacts
            {
                Carer = CarerStatus.NoCarer,
                Contacts =
                [
                    new()
                    {
                        Name = "Jo Invented",
                        Relationship = "Daughter",
                        RelationshipType = RelationshipType.NextOfKin,
                        Telephone = "01632 960125",
                        Comments = "Do not ring at night: try 01632 960129",
                    },
                    new()
                    {
                        Name = "Bo Madeup",
                        Relationship = "Carer",
                        RelationshipType = RelationshipType.Carer,
                    },
                    new() { Name = "Al Madeup", RelationshipType = RelationshipType.Other },
                ],
            }
        );

        Assert.Contains(
            "Jo Invented (Daughter, next of kin) 01632 960125. Do not ring at night: try 01632 960129",
            ring,
            StringComparison.Ordinal
        );
        Assert.Contains("Bo Madeup (Carer) telephone not recorded", ring, StringComparison.Ordinal);
        Assert.Contains("Al Madeup telephone not recorded", ring, StringComparison.Ordinal);
    }

    private async Task<string> BlockAsync(string block, params ISectionAnswers[] sections) =>
        await BlockAsync(block, await app.StartRecordAsync(sections: sections));

    private async Task<string> BlockAsync(string block, Guid patient)
    {
        var card = await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/urgent");
        return string.Join(
            ' ',
            card.Document.QuerySelector($"#{block}")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
    }
}
