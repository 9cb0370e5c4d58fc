namespace EpaccsWeb.Ui;

/// <summary>How many pages a list has, for <c>nhs-pagination</c>.</summary>
public static class Paging
{
    public static int Pages(int rows, int onePage) => (rows + onePage - 1) / onePage;
}
