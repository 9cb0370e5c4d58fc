namespace EpaccsWeb.Domain.Notices;

/// <summary>When an organisation gets a mail about its notices.</summary>
public enum NoticeMail
{
    None,
    AtOnce,
    Daily,
}
