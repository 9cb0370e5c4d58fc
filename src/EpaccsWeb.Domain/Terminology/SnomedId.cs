namespace EpaccsWeb.Domain.Terminology;

/// <summary>Tells a SNOMED CT identifier from a slip of the keys by its length and its check digit (Verhoeff).</summary>
public static class SnomedId
{
    private static readonly int[][] Product =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
        [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
        [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
        [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ];

    private static readonly int[] Turn = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    public static bool IsValid(string text) =>
        text.Length is >= 6 and <= 18 && text[0] != '0' && text.All(char.IsAsciiDigit) && Check(text) == 0;

    private static int Check(string digits)
    {
        var check = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[digits.Length - 1 - place] - '0';
            for (var turn = 0; turn < place % 8; turn++)
            {
                digit = Turn[digit];
            }

            check = Product[check][digit];
        }

        return check;
    }
}
