using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records;

/// <summary>The form for whoever attends a restricted person: without what tells where the person is, which stays as it stood.</summary>
public abstract partial class SectionPage<TForm, TAnswers>
{
    /// <summary>The form is without what tells the location. It is posted, so that what was left out is not taken for blanked.</summary>
    [BindProperty]
    public bool WithoutLocation { get; set; }

    /// <summary>The location is closed to the reader now, whatever the form was shown with.</summary>
    private bool hides;

    /// <summary>Something that is not shown did not belong to what is saved any more.</summary>
    private bool leftBehind;

    /// <summary>Said after the save; what was typed where nothing is shown now was not taken.</summary>
    private string Receipt =>
        !WithoutLocation ? $"{Section.Title}: saved."
        : leftBehind ? $"{Section.Title}: saved. Something that is hidden belonged to what you changed, and was not kept with it."
        : $"{Section.Title}: saved. What is hidden stays as it was.";

    private async Task<bool> MayEditAsync(CancellationToken cancel)
    {
        hides = Section.HoldsLocation && await RecordBanner.KeepsLocationAsync(record, cancel);
        return record.Grant.MayEdit(Section) && !(hides && Section.IsLocation);
    }

    /// <summary>Takes the location out of the form that is shown, or that was posted.</summary>
    /// <param name="shown">The version that the form was made from.</param>
    private async Task LeaveLocationOutAsync(int shown, CancellationToken cancel)
    {
        var withIt = hides && !WithoutLocation;
        WithoutLocation |= hides;
        ViewData[LocationFields.LeftOut] = WithoutLocation;
        if (WithoutLocation)
        {
            // Entries of a form without it know where they stood; those of a form that had it are still in their places.
            LocationFields.TakeOut(Form, withIt ? (shown, await WholeFormAtAsync(shown, cancel)) : null);
        }
    }

    /// <summary>A draft that was kept without the location gets it back once it is shown.</summary>
    private async Task GiveLocationBackAsync(CancellationToken cancel)
    {
        if (WithoutLocation && !hides)
        {
            var plan = await PlanAsync(cancel);
            LocationFields.PutBack(Form, (BasedOn, WholeForm(plan, BasedOn)), number => WholeForm(plan, number), () => 0);
            LocationFields.ForgetPlaces(Form);
            WithoutLocation = false;
        }
    }

    /// <summary>The answers to save: what the form is without is as the version before has it.</summary>
    private async Task<TAnswers> AnswersAsync(CancellationToken cancel)
    {
        if (!WithoutLocation)
        {
            return Form.ToAnswers();
        }

        var plan = await PlanAsync(cancel);
        var context = SectionContext.At(record.Now);
        // Of decisions the one that holds need not be the last one typed.
        var before =
            MergeFrom is null && BasedOn == plan.NumberOf(Section.Key) && plan.CurrentRow(Section.Key) is { } current
                ? current.Number
                : BasedOn;
        leftBehind = !LocationFields.PutBack(
            Form,
            (before, WholeForm(plan, before)),
            number => WholeForm(plan, number),
            () => Form.ToAnswers().Problems(context).Count()
        );
        var answers = Form.ToAnswers();
        LocationFields.TakeOut(Form);
        return answers;
    }

    /// <summary>The form as a version fills it, for comparing; blank for none.</summary>
    private async Task<object> FormAtAsync(int number, CancellationToken cancel)
    {
        var form = await WholeFormAtAsync(number, cancel);
        if (WithoutLocation)
        {
            LocationFields.TakeOut(form, (number, await WholeFormAtAsync(number, cancel)));
        }

        return form;
    }

    private async Task<object> WholeFormAtAsync(int number, CancellationToken cancel) => WholeForm(await PlanAsync(cancel), number);

    private object WholeForm(Plan plan, int number) => TForm.From(plan.Row(Section.Key, number)?.Answers as TAnswers);
}
