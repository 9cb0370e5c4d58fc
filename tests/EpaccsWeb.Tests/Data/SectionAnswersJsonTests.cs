using EpaccsWeb.Data;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Data;

/// <summary>What was stored before sections held several entries is still read.</summary>
public sealed class SectionAnswersJsonTests
{
    [Fact]
    public void Answers_without_entries_are_read_with_none()
    {
        var allergies = Assert.IsType<Allergies>(
            SectionAnswersJson.Read("""{"section":"allergies","status":"known","details":"Penicillin: rash"}""")
        );
        Assert.Equal(("Penicillin: rash", "Penicillin: rash"), (allergies.Details, allergies.InShort()));
        Assert.Empty(allergies.Known);

        var people = Assert.IsType<PersonalContacts>(SectionAnswersJson.Read("""{"section":"personal-contacts","others":"Jo"}"""));
        Assert.Equal("Jo", people.Others);
        Assert.Empty(people.Contacts);

        var teams = Assert.IsType<ProfessionalContacts>(SectionAnswersJson.Read("""{"section":"professional-contacts","others":"Dr A"}"""));
        Assert.Equal("Dr A", teams.Others);
        Assert.Empty(teams.Contacts);

        var legal = Assert.IsType<LegalDecisions>(SectionAnswersJson.Read("""{"section":"legal","adrt":"refuses-life-sustaining"}"""));
        Assert.All(legal.Formalities(), one => Assert.Null(one.Met));
        Assert.Null(legal.AdrtDiscussed);

        var disability = Assert.IsType<Disabilities>(
            SectionAnswersJson.Read("""{"section":"disability","noneKnown":false,"description":"Hearing loss"}""")
        );
        Assert.False(disability.NoneKnown);
        Assert.Equal("Hearing loss", disability.Description);
        Assert.Empty(disability.Kinds);
    }

    [Fact]
    public void Entries_come_back_as_they_were_stored()
    {
        var medicines = new Medicines
        {
            Status = MedicinesStatus.Listed,
            Taken =
            [
                new()
                {
                    Name = "Senna",
                    Dose = "15",
                    Unit = "mg",
                },
            ],
            Discontinued = [new() { Name = "Ramipril" }],
        };

        var read = Assert.IsType<Medicines>(SectionAnswersJson.Read(SectionAnswersJson.Write(medicines)));

        Assert.Equal(medicines.Taken, read.Taken);
        Assert.Equal(medicines.Discontinued, read.Discontinued);
    }
}
