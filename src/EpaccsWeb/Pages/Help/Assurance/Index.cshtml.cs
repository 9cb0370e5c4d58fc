using EpaccsWeb.Assurance;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Help.Assurance;

/// <summary>The safety and assurance file of this release; for anybody who is signed in.</summary>
public sealed class IndexModel(AssuranceSignature signature) : PageModel
{
    public AssuranceSignature Signature => signature;

    /// <summary>Tests that are evidence for something; one that is evidence twice counts once.</summary>
    public static int TestCount { get; } =
        AssuranceFile.All.SelectMany(list => list.Items).SelectMany(item => item.Tests).Distinct(StringComparer.Ordinal).Count();

    public static string ColourOf(AssuranceAnswer? answer) =>
        answer switch
        {
            AssuranceAnswer.Built => "green",
            AssuranceAnswer.Partly => "yellow",
            AssuranceAnswer.NotApplicable => "grey",
            _ => "red",
        };
}
