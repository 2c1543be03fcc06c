using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace OlConnector.Web;

/// <summary>Finds this assembly's controllers, which are internal like everything here that no other assembly needs.</summary>
internal sealed class HouseControllers : ControllerFeatureProvider
{
    protected override bool IsController(TypeInfo typeInfo) =>
        !typeInfo.IsAbstract && typeInfo.Assembly == typeof(HouseControllers).Assembly && typeInfo.IsSubclassOf(typeof(ControllerBase));
}
