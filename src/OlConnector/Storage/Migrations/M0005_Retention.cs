using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Finds what is old without reading what is young.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0005_Retention")]
internal sealed class M0005Retention : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_audit_age", "audit", "at");
        migration.CreateIndex("ix_campaigns_age", "campaigns", "last_arrival_at");
    }
}
