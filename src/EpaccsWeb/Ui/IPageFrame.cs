using System.Globalization;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Ui;

/// <summary>What every page shows round its content: who is signed in, in which post, and where they may go.</summary>
public interface IPageFrame
{
    /// <summary>True when a person is signed in.</summary>
    bool IsSignedIn { get; }

    /// <summary>The person's name as colleagues know it.</summary>
    string? DisplayName { get; }

    /// <summary>The active post, such as "General practitioner, Riverside Surgery".</summary>
    string? PostText { get; }

    /// <summary>True when the person holds more than one post, so that "Change post" is offered.</summary>
    bool CanChangePost { get; }

    /// <summary>True when the database holds invented people only.</summary>
    bool IsDemonstration { get; }

    /// <summary>True on the training site.</summary>
    bool IsTraining => false;

    /// <summary>Since when plans are only read, and of when they are; null while everything is served.</summary>
    ReadOnlyNotice? ReadOnly => null;

    /// <summary>When the session ends; null when nobody is signed in.</summary>
    SessionEnd? SessionEnd => null;

    /// <summary>The pages this post may go to, in order.</summary>
    IReadOnlyList<NavigationItem> Navigation { get; }
}

/// <summary>Said on every page while plans can be read and not changed.</summary>
/// <param name="AsAt">The last change that is shown; null when that is not known.</param>
public sealed record ReadOnlyNotice(DateTimeOffset Since, DateTimeOffset? AsAt)
{
    /// <summary>The hour and minute in London.</summary>
    public string SinceText => London.Local(Since).ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>One entry of the header's navigation.</summary>
public sealed record NavigationItem(string Text, string Href, bool Current = false);

/// <summary>The frame of a page shown to nobody in particular: no person, no navigation.</summary>
public sealed class EmptyPageFrame : IPageFrame
{
    /// <summary>The only one needed.</summary>
    public static readonly EmptyPageFrame Instance = new();

    /// <inheritdoc />
    public bool IsSignedIn => false;

    /// <inheritdoc />
    public string? DisplayName => null;

    /// <inheritdoc />
    public string? PostText => null;

    /// <inheritdoc />
    public bool CanChangePost => false;

    /// <inheritdoc />
    public bool IsDemonstration => false;

    /// <inheritdoc />
    public IReadOnlyList<NavigationItem> Navigation => [];
}
