using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.QuietNode;

/// <summary>A call that is worth nothing without a portal or a gateway: a quiet node refuses it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsOutsideAttribute : Attribute, IResourceFilter
{
    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (context.HttpContext.RequestServices.GetRequiredService<IOptions<OutboundOptions>>().Value.Quiet)
            context.Result = new Refusal(503, "quiet_node", new Said(
                "Этот узел намеренно отключён от порталов и шлюзов. Вызовите другой узел или уберите Outbound:Quiet и запустите снова.",
                "This node is kept away from portals and gateways. Call another node, or take Outbound:Quiet away and start again."));
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
