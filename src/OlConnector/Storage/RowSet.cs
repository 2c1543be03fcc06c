namespace OlConnector.Storage;

/// <summary>Conditions on sets of values, one parameter each. Written as SQLite has them, which knows no arrays.</summary>
internal static class RowSet
{
    internal const string Lines = "IN (SELECT value FROM json_each(@lines))";
    internal const string Campaigns = "IN (SELECT value FROM json_each(@campaigns))";
    internal const string Sequences = "IN (SELECT value FROM json_each(@sequences))";
    internal const string Phones = "IN (SELECT value FROM json_each(@phones))";
    internal const string GatewayIds = "IN (SELECT value FROM json_each(@gateways))";
}
