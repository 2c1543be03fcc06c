using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

internal sealed partial class M0001Foundation
{
    private static void CreateIndexes(MigrationBuilder migration)
    {
        migration.CreateIndex("ux_api_tokens_hash", "api_tokens", "hash", unique: true);
        migration.CreateIndex("ix_audit_at", "audit", ["portal_id", "at"]);
        migration.CreateIndex("ix_campaigns_arrival", "campaigns", ["line_id", "last_arrival_at"]);
        migration.CreateIndex("ix_campaigns_live", "campaigns", ["line_id", "rank", "started_at"], filter: "is_live");
        migration.CreateIndex("ux_campaigns_id", "campaigns", "id", unique: true);
        migration.CreateIndex("ix_idempotent_answers_at", "idempotent_answers", "at");
        migration.CreateIndex("ix_lines_claim_ends", "lines", "claim_ends_at", filter: "claim_ends_at IS NOT NULL");
        migration.CreateIndex("ix_lines_next_due", "lines", "next_due_at", filter: "next_due_at IS NOT NULL");
        migration.CreateIndex("ux_lines_code", "lines", "code", unique: true);
        migration.CreateIndex("ux_lines_handler_key", "lines", "handler_key_hash", unique: true);
        migration.CreateIndex("ux_lines_hook_key", "lines", "hook_key_hash", unique: true);
        migration.CreateIndex("ux_lines_id", "lines", "id", unique: true);
        migration.CreateIndex("ix_messages_campaign", "messages", ["campaign_id", "sequence"], filter: "campaign_id IS NOT NULL");
        migration.CreateIndex("ix_messages_dispatching", "messages", "line_id", filter: "state = 'dispatching'");
        migration.CreateIndex("ix_messages_expiry", "messages", "expires_at", filter: "state IN ('accepted', 'held', 'queued')");
        migration.CreateIndex(
            "ix_messages_gateway_id", "messages", ["line_id", "gateway_message_id"], filter: "gateway_message_id IS NOT NULL");
        migration.CreateIndex("ix_messages_held", "messages", ["line_id", "campaign_id", "sequence"], filter: "state = 'held'");
        migration.CreateIndex("ix_messages_phone", "messages", ["portal_id", "phone", "accepted_at"], filter: "phone IS NOT NULL");
        migration.CreateIndex(
            "ix_messages_ready", "messages", ["line_id", "traffic", "campaign_id", "sequence"],
            filter: "state = 'queued' AND retry_at IS NULL");
        migration.CreateIndex(
            "ix_messages_retry", "messages", ["line_id", "traffic", "retry_at"], filter: "state = 'queued' AND retry_at IS NOT NULL");
        migration.CreateIndex("ix_messages_to_compose", "messages", ["compose_after", "sequence"], filter: "state = 'accepted'");
        migration.CreateIndex("ix_messages_unknown", "messages", "look_up_at", filter: "look_up_at IS NOT NULL");
        migration.CreateIndex("ux_messages_id", "messages", ["portal_id", "id"], unique: true);
        migration.CreateIndex("ux_messages_portal_message", "messages", ["portal_id", "code", "portal_message_id"], unique: true);
        migration.CreateIndex("ix_parked_callbacks_gateway_id", "parked_callbacks", ["line_id", "gateway_message_id"]);
        migration.CreateIndex("ix_portals_domain", "portals", "domain");
        migration.CreateIndex("ix_rest_calls_at", "rest_calls", "at");
        migration.CreateIndex("ix_status_reports_next", "status_reports", "due_at", filter: "due_at IS NOT NULL");
        migration.CreateIndex("ix_status_reports_due", "status_reports", ["portal_id", "due_at"], filter: "due_at IS NOT NULL");
    }
}
