using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Engine.Gateways;
using OlConnector.Storage.Rows;

namespace OlConnector.Storage.Tables;

internal sealed class StatusPollConfiguration : IEntityTypeConfiguration<StatusPoll>
{
    public void Configure(EntityTypeBuilder<StatusPoll> table)
    {
        table.ToTable("status_polls").HasKey(row => row.MessageSequence);
        table.Property(row => row.MessageSequence).ValueGeneratedNever();
        table.HasIndex(row => new { row.LineId, row.DueAt }).HasDatabaseName("ix_status_polls_due");
    }
}

internal sealed class HeardReplyConfiguration : IEntityTypeConfiguration<HeardReply>
{
    public void Configure(EntityTypeBuilder<HeardReply> table)
    {
        table.ToTable("heard_replies").HasKey(row => new { row.LineId, row.Hash });
        table.HasIndex(row => row.PortalId).HasDatabaseName("ix_heard_replies_portal");
        table.HasIndex(row => row.At).HasDatabaseName("ix_heard_replies_age");
    }
}

internal sealed class LineQuestionsConfiguration : IEntityTypeConfiguration<LineQuestions>
{
    public void Configure(EntityTypeBuilder<LineQuestions> table)
    {
        table.ToTable("line_questions").HasKey(row => new { row.LineId, row.Purpose });
        table.HasIndex(row => new { row.Purpose, row.NextAt }).HasDatabaseName("ix_line_questions_next").HasFilter("next_at IS NOT NULL");
    }
}

internal sealed class KnownNumberConfiguration : IEntityTypeConfiguration<KnownNumber>
{
    public void Configure(EntityTypeBuilder<KnownNumber> table)
    {
        table.ToTable("known_numbers").HasKey(row => new { row.PortalId, row.GatewayKind, row.Phone });
        table.HasIndex(row => row.CheckedAt).HasDatabaseName("ix_known_numbers_checked");
        table.HasIndex(row => new { row.PortalId, row.Chat }).HasDatabaseName("ix_known_numbers_chat").HasFilter("chat IS NOT NULL");
    }
}

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> table)
    {
        table.ToTable("conversations").HasKey(row => new { row.LineId, row.Phone });
        table.HasIndex(row => new { row.LineId, row.Tail }).HasDatabaseName("ix_conversations_tail");
        table.HasIndex(row => row.PortalId).HasDatabaseName("ix_conversations_portal");
        table.HasIndex(row => row.LastInboundAt).HasDatabaseName("ix_conversations_age");
    }
}

internal sealed class ClientReplyConfiguration : IEntityTypeConfiguration<ClientReply>
{
    public void Configure(EntityTypeBuilder<ClientReply> table)
    {
        table.ToTable("client_replies").HasKey(row => new { row.LineId, row.Tail, row.Day });
        table.HasIndex(row => new { row.PortalId, row.Tail }).HasDatabaseName("ix_client_replies_portal");
        table.HasIndex(row => row.At).HasDatabaseName("ix_client_replies_age");
    }
}

internal sealed class KeptCallbackConfiguration : IEntityTypeConfiguration<KeptCallback>
{
    public void Configure(EntityTypeBuilder<KeptCallback> table)
    {
        table.ToTable("kept_callbacks").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => new { row.LineId, row.At }).HasDatabaseName("ix_kept_callbacks_line");
        table.HasIndex(row => row.At).HasDatabaseName("ix_kept_callbacks_at");
    }
}
