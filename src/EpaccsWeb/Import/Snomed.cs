namespace EpaccsWeb.Import;

/// <summary>Tells a SNOMED CT identifier from any other number, by its Verhoeff check digit.</summary>
internal static class Snomed
{
    private const string Multiply = "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210";

    private static readonly string[] Permute =
    [
        "0123456789",
        "1576283094",
        "5803796142",
        "8916043527",
        "9453126870",
        "4286573901",
        "2793806415",
        "7046913258",
    ];

    public static bool IsValid(string digits)
    {
        var check = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[digits.Length - 1 - place] - '0';
            check = Multiply[(check * 10) + (Permute[place % 8][digit] - '0')] - '0';
        }

        return digits.Length is >= 6 and <= 18 && check == 0;
    }
}
