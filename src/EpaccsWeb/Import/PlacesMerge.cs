using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Import;

/// <summary>Compares the statements of a file with those of a record, whose own day and order stay as they are.</summary>
internal static class PlacesMerge
{
    public static PreferredPlaces Current(Comparison compare, PreferredPlaces here, PreferredPlaces there)
    {
        _ = compare.Stated("ppd_recorded_on", here.ExpressedOn, there.ExpressedOn);
        return here with
        {
            Care = Statement(compare, here.Care, there.Care, "ppc_first"),
            Death = Statement(compare, here.Death, there.Death, "ppd_first"),
        };
    }

    /// <summary>Every older statement of the file must be in the record; none is added to a history that exists.</summary>
    public static void History(Comparison compare, Plan plan, IEnumerable<PreferredPlaces> older)
    {
        var recorded = plan.InForce("preferred-places").Select(row => row.Answers).OfType<PreferredPlaces>().ToList();
        if (
            older.Any(given =>
                !recorded.Exists(here => here.ExpressedOn == given.ExpressedOn && PlacesReader.SameKind(here.Death, given.Death))
            )
        )
        {
            compare.Refuse("ppd_history");
        }
    }

    private static PlaceStatement Statement(Comparison compare, PlaceStatement here, PlaceStatement there, string column)
    {
        if (there.IsBlank)
        {
            return here;
        }

        if (here.IsBlank)
        {
            compare.Fill(column);
            return there;
        }

        if (
            (there.Finding is not null && there.Finding != here.Finding)
            || (there.First is not null && there.First.Place != here.First?.Place)
        )
        {
            compare.Refuse(column);
            return here;
        }

        return here with
        {
            First = Choice(compare, here.First, there.First, "ppd_first"),
            Second =
                there.Second is not null && here.Second is not null && here.Second.Place != there.Second.Place
                    ? Differs(compare, here.Second)
                    : Choice(compare, here.Second, there.Second, "ppd_second"),
        };
    }

    private static PlacePreference? Differs(Comparison compare, PlacePreference here)
    {
        compare.Refuse("ppd_second");
        return here;
    }

    private static PlacePreference? Choice(Comparison compare, PlacePreference? here, PlacePreference? there, string column)
    {
        if (here is null || there is null)
        {
            if (there is not null)
            {
                compare.Fill(column);
            }

            return here ?? there;
        }

        return here with
        {
            Name = compare.Text($"{column}_place", here.Name, there.Name),
            IsUsualResidence = compare.Value($"{column}_usual_residence", here.IsUsualResidence, there.IsUsualResidence),
        };
    }
}
