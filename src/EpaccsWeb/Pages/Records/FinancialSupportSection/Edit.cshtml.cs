using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.FinancialSupportSection;

/// <summary>Records steps taken towards financial support (PRSB financial support).</summary>
[RecordPage(RecordPart.Plan, "financial-support")]
public sealed class EditModel(OpenRecord record, IValidator<FinancialSupportForm> validator)
    : SectionPage<FinancialSupportForm, FinancialSupport>(record, validator)
{
    /// <summary>What is retired may be kept where it stands, and never added.</summary>
    protected override async Task<SaveOutcome> SaveAsync(FinancialSupport answers, CancellationToken cancel)
    {
        var held = (await PlanAsync(cancel)).Current<FinancialSupport>()?.Kinds ?? [];
        return answers.Kinds.Except(held).Any(CodeList.IsRetired)
            ? new SaveOutcome.Refused([new(nameof(answers.Kinds), "DS1500 has been replaced by form SR1. Choose what is in use now.")])
            : await base.SaveAsync(answers, cancel);
    }
}
