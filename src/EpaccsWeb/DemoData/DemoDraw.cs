using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.DemoData;

/// <summary>What is drawn for an invented person; each has a sequence of its own.</summary>
internal enum Trait
{
    // By chance, so that neighbours do not look alike.
    FamilyName,
    GivenName,
    Title,
    Year,
    Birthday,
    House,
    Street,
    Phone,
    Diagnosis,
    Other,
    OtherToo,
    CarerName,

    // Evenly, so that few people already show every value.
    Practice,
    Recorder,
    Started,
    Sex,
    Age,
    Community,
    Preferred,
    Imd,
    Religion,
    CareHome,
    Restricted,
    Traced,
    OptOut,
    Group,
    Stage,
    Prognosis,
    Share,
    ShareDay,
    Nursing,
    Hospice,
    Hospital,
    SocialCare,
    KeyWorker,
    Places,
    First,
    Second,
    Named,
    ExpressedOn,
    Changed,
    CareAsked,
    Cpr,
    CprDay,
    CprAuthor,
    CprTalk,
    CprReview,
    Review,
    ReviewDay,
    Allergy,
    Medicines,
    MedicinesPlace,
    Carer,
    Access,
    Professional,
    Functional,
    Akps,
    Disability,
    Legal,
    LegalKind,
    Dies,
    DiedOn,
    Late,
    Met,
    WhereInstead,
    Reason,
    Unknown,
    Reported,
    Formal,
}

/// <summary>The draws for one invented person: the same seed and ordinal always give the same person.</summary>
/// <remarks>
/// Most traits walk round the unit circle each in steps of its own irrational number, so that sixty people already show
/// every value of a list in about its share, and a million do too, with no two traits in step.
/// </remarks>
internal readonly record struct DemoDraw(int Seed, long Ordinal)
{
    /// <summary>The draw of the person with an NHS number, whoever else is loaded with them.</summary>
    public static DemoDraw For(NhsNumber number, int seed) => new(seed, long.Parse(number.Digits) / 10);

    private static readonly double[] Steps =
    [
        .. Enumerable.Range(2, 1000).Where(IsPrime).Take(Enum.GetValues<Trait>().Length).Select(prime => Math.Sqrt(prime) % 1),
    ];

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double Share(Trait trait) =>
        trait < Trait.Practice ? Scatter(trait, Ordinal) : (Scatter(trait, 0) + (Ordinal * Steps[(int)trait])) % 1;

    public bool Chance(Trait trait, double share) => Share(trait) < share;

    /// <summary>A whole number of a range, both ends included.</summary>
    public int Between(Trait trait, int least, int most) => least + (int)(Share(trait) * (most - least + 1));

    public T Pick<T>(Trait trait, IReadOnlyList<T> values) => values[(int)(Share(trait) * values.Count)];

    /// <summary>A value, each as often as its weight says.</summary>
    public T Weighted<T>(Trait trait, params ReadOnlySpan<(T Value, int Weight)> values)
    {
        var sum = 0;
        foreach (var (_, weight) in values)
        {
            sum += weight;
        }

        var left = Share(trait) * sum;
        foreach (var (value, weight) in values)
        {
            left -= weight;
            if (left < 0)
            {
                return value;
            }
        }

        return values[^1].Value;
    }

    /// <summary>As good as by chance (the mixing step of splitmix64).</summary>
    private double Scatter(Trait trait, long ordinal)
    {
        var mixed = ((ulong)Seed << 48) + ((ulong)trait << 40) + (ulong)ordinal + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1L << 53);
    }

    private static bool IsPrime(int number) => !Enumerable.Range(2, (int)Math.Sqrt(number) - 1).Any(divisor => number % divisor == 0);
}
