using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Storage.Rows;

namespace OlConnector.Storage.Tables;

internal sealed class ChangedDayConfiguration : IEntityTypeConfiguration<ChangedDay>
{
    public void Configure(EntityTypeBuilder<ChangedDay> table) =>
        table.ToTable("changed_days").HasKey(row => new { row.PortalId, row.Day });
}

internal sealed class SummedDayConfiguration : IEntityTypeConfiguration<SummedDay>
{
    public void Configure(EntityTypeBuilder<SummedDay> table) =>
        table.ToTable("summed_days").HasKey(row => new { row.PortalId, row.Day });
}

internal sealed class SavedTemplateConfiguration : IEntityTypeConfiguration<SavedTemplate>
{
    public void Configure(EntityTypeBuilder<SavedTemplate> table)
    {
        table.ToTable("saved_templates").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => new { row.PortalId, row.NameKey }).IsUnique().HasDatabaseName("ux_saved_templates_name");
    }
}
