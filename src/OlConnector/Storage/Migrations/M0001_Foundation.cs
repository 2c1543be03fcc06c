using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>The first schema. Written for any database: column types come from the provider (docs/adr/0004).</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0001_Foundation")]
internal sealed partial class M0001Foundation : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        CreateTables(migration);
        CreateIndexes(migration);
    }

    private static void CreateTables(MigrationBuilder migration)
    {
        migration.CreateTable("api_tokens", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            name = row.Column<string>(nullable: false),
            hash = row.Column<string>(nullable: false),
            role = row.Column<string>(nullable: false),
            lines = row.Column<string>(nullable: true),
            calls_per_3_seconds = row.Column<int>(nullable: true),
            created_at = row.Column<long>(nullable: false),
            revoked_at = row.Column<long>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_api_tokens", row => new { row.portal_id, row.id }));

        migration.CreateTable("attempts", row => new
        {
            message_sequence = row.Column<long>(nullable: false),
            number = row.Column<int>(nullable: false),
            portal_id = row.Column<string>(nullable: false),
            started_at = row.Column<long>(nullable: false),
            answered_at = row.Column<long>(nullable: true),
            outcome = row.Column<string>(nullable: true),
            code = row.Column<string>(nullable: true),
            text = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_attempts", row => new { row.message_sequence, row.number }));

        migration.CreateTable("audit", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            at = row.Column<long>(nullable: false),
            actor = row.Column<string>(nullable: false),
            action = row.Column<string>(nullable: false),
            subject = row.Column<string>(nullable: true),
            before = row.Column<string>(nullable: true),
            after = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_audit", row => new { row.portal_id, row.id }));

        migration.CreateTable("campaigns", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            kind = row.Column<string>(nullable: false),
            name = row.Column<string>(nullable: false),
            rank = row.Column<int>(nullable: false),
            started_at = row.Column<long>(nullable: false),
            last_arrival_at = row.Column<long>(nullable: false),
            author = row.Column<string>(nullable: true),
            first_text = row.Column<string>(nullable: false),
            is_paused = row.Column<bool>(nullable: false),
            stopped_at = row.Column<long>(nullable: true),
            is_live = row.Column<bool>(nullable: false),
            size = row.Column<int>(nullable: false),
            is_held_by_guard = row.Column<bool>(nullable: false),
            version = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_campaigns", row => new { row.portal_id, row.id }));

        migration.CreateTable("demo_ledgers", row => new
        {
            portal_hash = row.Column<string>(nullable: false),
            used = row.Column<int>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_demo_ledgers", row => row.portal_hash));

        migration.CreateTable("idempotent_answers", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            key = row.Column<string>(nullable: false),
            request_hash = row.Column<string>(nullable: false),
            status = row.Column<int>(nullable: false),
            body = row.Column<string>(nullable: false),
            at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_idempotent_answers", row => new { row.portal_id, row.key }));

        migration.CreateTable("intake_tallies", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            day = row.Column<long>(nullable: false),
            received = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_intake_tallies", row => new { row.portal_id, row.line_id, row.day }));

        migration.CreateTable("lines", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            code = row.Column<string>(nullable: false),
            name = row.Column<string>(nullable: false),
            number = row.Column<string>(nullable: true),
            state = row.Column<string>(nullable: false),
            frozen_reason = row.Column<string>(nullable: true),
            connection = row.Column<string>(nullable: false),
            connection_text = row.Column<string>(nullable: true),
            connected_at = row.Column<long>(nullable: true),
            gateway_kind = row.Column<string>(nullable: false),
            gateway_settings = row.Column<string>(nullable: false),
            marketing_interval = row.Column<long>(nullable: false),
            direct_interval = row.Column<long>(nullable: false),
            jitter = row.Column<int>(nullable: false),
            window = row.Column<string>(nullable: true),
            resend_unknown = row.Column<bool>(nullable: false),
            treat_as_marketing = row.Column<bool>(nullable: false),
            tariff = row.Column<string>(nullable: true),
            currency = row.Column<string>(nullable: true),
            is_registered = row.Column<bool>(nullable: false),
            registration_error = row.Column<string>(nullable: true),
            handler_key_hash = row.Column<string>(nullable: false),
            handler_key = row.Column<string>(nullable: false),
            previous_handler_key_hash = row.Column<string>(nullable: true),
            previous_handler_key_ends_at = row.Column<long>(nullable: true),
            hook_key_hash = row.Column<string>(nullable: false),
            hook_key = row.Column<string>(nullable: false),
            last_answer_at = row.Column<long>(nullable: true),
            not_before = row.Column<long>(nullable: true),
            last_pause = row.Column<long>(nullable: true),
            claim_token = row.Column<Guid>(nullable: true),
            claim_ends_at = row.Column<long>(nullable: true),
            next_due_at = row.Column<long>(nullable: true),
            wait_reason = row.Column<string>(nullable: true),
            created_at = row.Column<long>(nullable: false),
            version = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_lines", row => new { row.portal_id, row.id }));

        migration.CreateTable("messages", row => new
        {
            sequence = row.Column<long>(nullable: false)
                .Annotation("Sqlite:Autoincrement", true)
                .Annotation(
                    "Npgsql:ValueGenerationStrategy",
                    Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            code = row.Column<string>(nullable: false),
            portal_message_id = row.Column<string>(nullable: true),
            source = row.Column<string>(nullable: false),
            traffic = row.Column<string>(nullable: false),
            author = row.Column<string>(nullable: true),
            bindings = row.Column<string>(nullable: true),
            raw_to = row.Column<string>(nullable: false),
            phone = row.Column<string>(nullable: true),
            template = row.Column<string>(nullable: false),
            text = row.Column<string>(nullable: true),
            campaign_id = row.Column<Guid>(nullable: true),
            state = row.Column<string>(nullable: false),
            reason = row.Column<string>(nullable: true),
            history = row.Column<string>(nullable: false),
            accepted_at = row.Column<long>(nullable: false),
            compose_after = row.Column<long>(nullable: true),
            compose_as = row.Column<string>(nullable: true),
            retry_at = row.Column<long>(nullable: true),
            attempt = row.Column<int>(nullable: false),
            counted_attempts = row.Column<int>(nullable: false),
            gateway_message_id = row.Column<string>(nullable: true),
            sent_at = row.Column<long>(nullable: true),
            delivered_at = row.Column<long>(nullable: true),
            expires_at = row.Column<long>(nullable: false),
            look_up_at = row.Column<long>(nullable: true),
            is_guard_counted = row.Column<bool>(nullable: false),
            is_released = row.Column<bool>(nullable: false),
            has_demo_unit = row.Column<bool>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_messages", row => row.sequence));

        migration.CreateTable("parked_callbacks", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            gateway_message_id = row.Column<string>(nullable: false),
            status = row.Column<string>(nullable: false),
            code = row.Column<string>(nullable: true),
            text = row.Column<string>(nullable: true),
            at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_parked_callbacks", row => new { row.portal_id, row.id }));

        migration.CreateTable("portal_users", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            user_id = row.Column<string>(nullable: false),
            name = row.Column<string>(nullable: false),
            role = row.Column<string>(nullable: false),
            lines = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_portal_users", row => new { row.portal_id, row.user_id }));

        migration.CreateTable("portals", row => new
        {
            id = row.Column<string>(nullable: false),
            domain = row.Column<string>(nullable: false),
            client_endpoint = row.Column<string>(nullable: false),
            authorization_server = row.Column<string>(nullable: false),
            state = row.Column<string>(nullable: false),
            status = row.Column<string>(nullable: false),
            access_token = row.Column<string>(nullable: true),
            refresh_token = row.Column<string>(nullable: true),
            access_token_ends_at = row.Column<long>(nullable: true),
            tokens_renewed_at = row.Column<long>(nullable: true),
            token_version = row.Column<long>(nullable: false),
            token_user_id = row.Column<string>(nullable: true),
            needs_reauthorization = row.Column<bool>(nullable: false),
            application_token = row.Column<string>(nullable: true),
            previous_application_token = row.Column<string>(nullable: true),
            previous_application_token_ends_at = row.Column<long>(nullable: true),
            license = row.Column<string>(nullable: true),
            scope = row.Column<string>(nullable: true),
            language = row.Column<string>(nullable: false),
            country = row.Column<string>(nullable: true),
            time_zone = row.Column<string>(nullable: false),
            installed_at = row.Column<long>(nullable: false),
            uninstalled_at = row.Column<long>(nullable: true),
            purge_requested_at = row.Column<long>(nullable: true),
            literal_spintax = row.Column<bool>(nullable: false),
            accept_any_number = row.Column<bool>(nullable: false),
            opt_out_words = row.Column<string>(nullable: true),
            missing_value = row.Column<string>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_portals", row => row.id));

        migration.CreateTable("rest_calls", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            at = row.Column<long>(nullable: false),
            method = row.Column<string>(nullable: false),
            request = row.Column<string>(nullable: false),
            response = row.Column<string>(nullable: false),
            http_status = row.Column<int>(nullable: false),
            took = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_rest_calls", row => new { row.portal_id, row.id }));

        migration.CreateTable("retired_codes", row => new
        {
            code = row.Column<string>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_retired_codes", row => row.code));

        migration.CreateTable("status_reports", row => new
        {
            message_sequence = row.Column<long>(nullable: false),
            portal_id = row.Column<string>(nullable: false),
            code = row.Column<string>(nullable: false),
            portal_message_id = row.Column<string>(nullable: false),
            wanted = row.Column<string>(nullable: false),
            told = row.Column<string>(nullable: true),
            version = row.Column<long>(nullable: false),
            due_at = row.Column<long>(nullable: true),
            failures = row.Column<int>(nullable: false),
            error = row.Column<string>(nullable: true),
            accepted_at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_status_reports", row => row.message_sequence));

        migration.CreateTable("suppressed_numbers", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            phone = row.Column<string>(nullable: false),
            reason = row.Column<string>(nullable: false),
            at = row.Column<long>(nullable: false),
            by = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_suppressed_numbers", row => new { row.portal_id, row.phone }));
    }
}
