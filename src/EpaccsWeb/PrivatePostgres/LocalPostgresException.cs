namespace EpaccsWeb.PrivatePostgres;

/// <summary>Says in one sentence why the private PostgreSQL cannot be used, and what to do about it.</summary>
public sealed class LocalPostgresException(string message, Exception? inner = null) : Exception(message, inner);
