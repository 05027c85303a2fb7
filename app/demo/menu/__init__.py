"""青瓷小馆's menu in the neutral shape that every import takes."""

from app.demo.art import art_url
from app.demo.menu import dishes_cold, dishes_drinks, dishes_hot, dishes_sea, dishes_staples
from app.demo.menu.groups import GROUPS, portion

DISHES = {
    d.key: d for part in (dishes_hot, dishes_sea, dishes_cold, dishes_staples, dishes_drinks) for d in part.DISHES
}

# key, zh, en, the station's key (None: the restaurant's default), dishes. A dish may stand in two categories.
CATEGORIES = (
    ("signature", "招牌", "Signatures", None, "gbjd qzly mpdf hmpg ltscy cpy ksj hsr"),
    ("cold", "凉菜", "Cold dishes", "cold", "ksj phg fqfp pddf lbme ysmd tbfq"),
    ("hot", "热菜", "Hot dishes", None, "hsr fqcd srkxc gbsjd dsx zryrc"),
    ("sichuan", "川味小炒", "Sichuan wok", None, "mpdf hgr yxrs lzj sznr sltds"),
    ("sea", "海鲜", "Seafood", None, "srfsx jyx clhj jcx srsb"),
    ("soup", "汤羹", "Soups", None, "slt zcdht dgpgt fqdft szd"),
    ("staple", "主食点心", "Staples", None, "mf yzcf ddm hsnrm cyb gt xlb xj"),
    ("tea", "茶饮", "Teas", "bar", "xhlj mlhc dnc zznc smt"),
    ("drink", "酒水", "Drinks", "bar", "jnpj ghmj kl sds yz"),
    ("sweet", "甜品", "Sweets", "cold", "bf nmc zmty mgbj sgpp"),
)


def neutral(stations: dict[str, str]) -> dict:
    """The whole menu; `stations` gives each station's key the name under which the restaurant knows it."""
    return {
        "currency": "CNY",
        "categories": [
            {
                "id": key,
                "names": {"zh": zh, "en": en},
                "station": station and stations[station],
                "items": [_item(DISHES[dish], stations) for dish in dishes.split()],
            }
            for key, zh, en, station, dishes in CATEGORIES
        ],
    }


def _item(dish, stations):
    groups = [GROUPS[name] for name in dish.groups.split()]
    if dish.portion:
        groups.insert(0, portion(*dish.portion))
    return {
        "id": dish.key,
        "names": {"zh": dish.zh, "en": dish.en},
        "descriptions": {"zh": dish.about_zh, "en": dish.about_en},
        "price": f"{dish.yuan}.00",
        "variations": [],
        "tags": dish.tags.split("、") if dish.tags else [],
        "allergens": dish.allergens.split(),
        "image_url": art_url(dish.key),
        "station": dish.station and stations[dish.station],
        "option_groups": groups,
    }
