"""Bristol's 34 wards (in force since 2016), by official code and name: facts. Boundaries come from the ONS files."""

from ei_collect.places.ward import Ward

PLACE_SET = "bristol"

WARDS = tuple(
    Ward(code, name)
    for code, name in (
        ("E05010885", "Ashley"),
        ("E05010886", "Avonmouth and Lawrence Weston"),
        ("E05010887", "Bedminster"),
        ("E05010888", "Bishopston and Ashley Down"),
        ("E05010889", "Bishopsworth"),
        ("E05010890", "Brislington East"),
        ("E05010891", "Brislington West"),
        ("E05010892", "Central"),
        ("E05010893", "Clifton"),
        ("E05010894", "Clifton Down"),
        ("E05010895", "Cotham"),
        ("E05010896", "Easton"),
        ("E05010897", "Eastville"),
        ("E05010898", "Filwood"),
        ("E05010899", "Frome Vale"),
        ("E05010900", "Hartcliffe and Withywood"),
        ("E05010901", "Henbury and Brentry"),
        ("E05010902", "Hengrove and Whitchurch Park"),
        ("E05010903", "Hillfields"),
        ("E05010904", "Horfield"),
        ("E05010905", "Hotwells and Harbourside"),
        ("E05010906", "Knowle"),
        ("E05010907", "Lawrence Hill"),
        ("E05010908", "Lockleaze"),
        ("E05010909", "Redland"),
        ("E05010910", "St George Central"),
        ("E05010911", "St George Troopers Hill"),
        ("E05010912", "St George West"),
        ("E05010913", "Southmead"),
        ("E05010914", "Southville"),
        ("E05010915", "Stockwood"),
        ("E05010916", "Stoke Bishop"),
        ("E05010917", "Westbury-on-Trym and Henleaze"),
        ("E05010918", "Windmill Hill"),
    )
)
