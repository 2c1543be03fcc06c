using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// A second count of its own for each mailing, and for each quarter of an hour instead of each day (UTC): a day of any time zone is counted
/// twice. A difference that the books had before stays where it was, at the beginning of its day.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0025_Books")]
internal sealed class M0025Books : Migration
{
    private const string ByQuarters = """
        INSERT INTO intake_tallies (portal_id, line_id, quarter, received)
        SELECT portal_id, line_id, quarter, CAST(SUM(number) AS BIGINT)
          FROM (SELECT portal_id, line_id, accepted_at / 900000 AS quarter, COUNT(*) AS number
                  FROM messages GROUP BY portal_id, line_id, accepted_at / 900000
                UNION ALL
                SELECT portal_id, line_id, accepted_at / 86400000 * 96, -COUNT(*)
                  FROM messages GROUP BY portal_id, line_id, accepted_at / 86400000) moved
         GROUP BY portal_id, line_id, quarter HAVING SUM(number) <> 0
        ON CONFLICT (portal_id, line_id, quarter) DO UPDATE SET received = intake_tallies.received + excluded.received
        """;

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.RenameColumn("day", "intake_tallies", "quarter");
        migration.Sql("UPDATE intake_tallies SET quarter = quarter * 96");
        migration.Sql(ByQuarters);
        migration.Sql("DELETE FROM intake_tallies WHERE received = 0");
        migration.AddColumn<long>("received", "campaigns", nullable: false, defaultValue: 0L);
        migration.Sql("UPDATE campaigns SET received = (SELECT COUNT(*) FROM messages m WHERE m.campaign_id = campaigns.id)");
    }
}
