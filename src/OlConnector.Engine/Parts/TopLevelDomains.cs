using System.Collections.Frozen;

namespace OlConnector.Engine.Parts;

/// <summary>
/// Last labels that make a bare name a link: country codes (ISO 3166-1 as delegated by IANA), a few national scripts, and the
/// generic ones that people write without a scheme. A short list on purpose: a glued sentence is more common than a rare domain.
/// </summary>
internal static class TopLevelDomains
{
    private const string Generic = "com net org info biz pro app dev shop site online store link click top xyz club";

    private const string National = "рф бел укр қаз su";

    private const string Countries =
        "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci " +
        "ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp " +
        "gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li " +
        "lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om " +
        "pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st sv sx sy sz tc td " +
        "tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

    private static readonly FrozenSet<string> Known =
        string.Join(' ', Generic, National, Countries).Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> label) => BySpan.Contains(label);
}
