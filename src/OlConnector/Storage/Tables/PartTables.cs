using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Storage.Rows;

namespace OlConnector.Storage.Tables;

internal sealed class PortalPartConfiguration : IEntityTypeConfiguration<PortalPart>
{
    public void Configure(EntityTypeBuilder<PortalPart> table)
    {
        table.ToTable("portal_parts").HasKey(row => new { row.PortalId, row.Name });
        table.Property(row => row.State).HasConversion<WordConverter<PartState>>();
        table.HasIndex(row => row.HandlerKeyHash).IsUnique().HasDatabaseName("ux_portal_parts_key");
    }
}

internal sealed class RobotCallConfiguration : IEntityTypeConfiguration<RobotCall>
{
    public void Configure(EntityTypeBuilder<RobotCall> table)
    {
        table.ToTable("robot_calls").HasKey(row => new { row.PortalId, row.TokenHash });
        table.HasIndex(row => new { row.PortalId, row.MessageId })
            .HasDatabaseName("ix_robot_calls_message").HasFilter("message_id IS NOT NULL");
        table.HasIndex(row => row.DueAt).HasDatabaseName("ix_robot_calls_due").HasFilter("due_at IS NOT NULL");
        table.HasIndex(row => row.AcceptedAt).HasDatabaseName("ix_robot_calls_age");
    }
}
