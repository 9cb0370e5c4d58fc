using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>Nothing that the standards ask for is without a home.</summary>
public sealed class StandardItemsTests
{
    /// <summary>What sections hold that are not there yet. It may only shrink: what has a home must leave it.</summary>
    private static readonly string[] ComingWithOtherSections = ["Documents"];

    [Fact]
    public void Every_item_and_every_section_of_the_standards_has_a_home()
    {
        var homeless = StandardItems
            .Scci1580.Where(item => StandardItems.HomesOf(item).Count == 0)
            .Select(item => item.Name)
            .Concat(StandardItems.Prsb.Where(name => StandardItems.HomesOfPrsb(name).Count == 0));

        Assert.Equal(ComingWithOtherSections, homeless);
    }

    [Fact]
    public void The_standards_are_whole()
    {
        Assert.Equal(Enumerable.Range(1, 60), StandardItems.Scci1580.Select(item => item.Number));
        Assert.Equal(18, StandardItems.Prsb.Distinct().Count());
    }

    [Fact]
    public void No_section_claims_what_the_standards_do_not_know()
    {
        Assert.Empty(SectionCatalogue.All.SelectMany(section => section.Prsb).Except(StandardItems.Prsb));
        Assert.Empty(SectionCatalogue.All.SelectMany(section => section.Items).Except(StandardItems.Scci1580.Select(item => item.Number)));
    }
}
