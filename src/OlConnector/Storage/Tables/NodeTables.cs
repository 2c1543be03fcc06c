using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Storage.Rows;

namespace OlConnector.Storage.Tables;

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> table) => table.ToTable("leases").HasKey(row => new { row.PortalId, row.Name });
}

internal sealed class StoredKeyConfiguration : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> table) => table.ToTable("stored_keys").HasKey(row => row.Name);
}

internal sealed class RevisionConfiguration : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> table) => table.ToTable("revisions").HasKey(row => row.Name);
}

internal sealed class SharedBucketConfiguration : IEntityTypeConfiguration<SharedBucket>
{
    public void Configure(EntityTypeBuilder<SharedBucket> table) =>
        table.ToTable("shared_buckets").HasKey(row => new { row.PortalId, row.Source });
}

internal sealed class MoveMarkConfiguration : IEntityTypeConfiguration<MoveMark>
{
    public void Configure(EntityTypeBuilder<MoveMark> table) => table.ToTable("moves").HasKey(row => row.Id);
}
