using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>What was done to one line or mailing is found without reading the portal's whole audit.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0015_AuditSubjects")]
internal sealed class M0015AuditSubjects : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration) =>
        migration.CreateIndex("ix_audit_subject", "audit", ["portal_id", "subject", "at"]);
}
