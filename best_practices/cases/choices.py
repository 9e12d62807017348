"""Vocabularies of a case (domain notes, 3.3). A code never changes its meaning; the words may."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

UNKNOWN = "unknown"
"""In a vocabulary from which something must be chosen: the source does not say. Unknown is a value."""

NOT_STATED = _("not stated in the source")


class RecordKind(models.TextChoices):
    PUBLIC = "public", _("public case")
    SANITISED = "sanitised", _("sanitised case")
    FICTITIOUS = "fictitious", _("fictitious case")


class DatePrecision(models.TextChoices):
    """How exactly the day is told: 10 Dec 2018, July 2017, the third quarter, a year, or not at all."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    QUARTER = "quarter", _("to the quarter")
    YEAR = "year", _("to the year")
    UNKNOWN = UNKNOWN, NOT_STATED


class PlacePrecision(models.TextChoices):
    SITE = "site", _("the site")
    REGION = "region", _("the region")
    COUNTRY = "country", _("the country")
    UNKNOWN = UNKNOWN, NOT_STATED


class Direction(models.TextChoices):
    IMPORT = "import", _("import")
    EXPORT = "export", _("export")
    TRANSIT = "transit", _("transit")
    INTERNAL = "internal", _("internal movement")


class UnitType(models.TextChoices):
    PCU = "pcu", _("port control unit")
    MOBILE_GROUP = "mobile_group", _("mobile group")
    BORDER_BRANCH = "border_branch", _("border branch")


class Mode(models.TextChoices):
    """UN/CEFACT Recommendation 19, with its codes."""

    NOT_SPECIFIED = "0", NOT_STATED
    MARITIME = "1", _("maritime")
    RAIL = "2", _("rail")
    ROAD = "3", _("road")
    AIR = "4", _("air")
    MAIL = "5", _("mail")
    MULTIMODAL = "6", _("multimodal")
    FIXED = "7", _("fixed installation")
    INLAND_WATER = "8", _("inland water")
    NOT_APPLICABLE = "9", _("not applicable")


class Conveyance(models.TextChoices):
    CONTAINER_TRAIN = "container_train", _("container train (block)")
    FREIGHT_TRAIN = "freight_train", _("mixed freight train")
    WAGON_PLATFORM = "wagon_platform", _("wagon: platform")
    WAGON_COVERED = "wagon_covered", _("wagon: covered")
    WAGON_TANK = "wagon_tank", _("wagon: tank")
    WAGON_HOPPER = "wagon_hopper", _("wagon: hopper or gondola")
    LOCOMOTIVE = "locomotive", _("locomotive")
    CONTAINER_DRY = "container_dry", _("ISO container: dry")
    CONTAINER_REEFER = "container_reefer", _("ISO container: reefer")
    CONTAINER_OPEN = "container_open", _("ISO container: open-top")
    CONTAINER_FLAT = "container_flat", _("ISO container: flat")
    CONTAINER_TANK = "container_tank", _("ISO container: tank")
    TRUCK = "truck", _("truck")
    SEMI_TRAILER = "semi_trailer", _("tractor and semi-trailer")
    VAN = "van", _("van")
    CAR = "car", _("passenger car")
    BUS = "bus", _("bus")
    VESSEL = "vessel", _("vessel")
    AIRCRAFT = "aircraft", _("aircraft")
    POSTAL = "postal", _("postal item")
    EXPRESS = "express", _("express parcel")
    PERSON = "person", _("person or luggage")


class SealState(models.TextChoices):
    INTACT = "intact", _("intact")
    BROKEN = "broken", _("broken")
    MISSING = "missing", _("missing")
    REPLACED = "replaced", _("cloned or replaced")
    NONE = "none", _("no seal required")


class ConsignmentNote(models.TextChoices):
    """Names of documents; most are the same in every language."""

    CIM = "cim", "CIM"
    SMGS = "smgs", _("SMGS")
    CIM_SMGS = "cim_smgs", _("CIM/SMGS common")
    CMR = "cmr", "CMR"
    BILL_OF_LADING = "bl", _("bill of lading")
    SEA_WAYBILL = "swb", _("sea waybill")
    AWB = "awb", _("air waybill")
    CN22 = "cn22", "CN22/23"
    NONE = "none", _("none")


class RouteRole(models.TextChoices):
    ORIGIN = "origin", _("origin")
    LOADING = "loading", _("loading")
    TRANSIT = "transit", _("transit")
    DETECTION = "detection", _("point of detection")
    DESTINATION = "destination", _("intended destination")


class Procedure(models.TextChoices):
    FREE_CIRCULATION = "free_circulation", _("release for free circulation")
    TRANSIT_T1 = "transit_t1", _("customs transit: T1")
    TRANSIT_T2 = "transit_t2", _("customs transit: T2")
    TRANSIT_TIR = "transit_tir", _("customs transit: TIR")
    TRANSIT_EAEU = "transit_eaeu", _("customs transit: EAEU")
    TRANSIT_RAIL = "transit_rail", _("customs transit: CIM/SMGS as transit")
    WAREHOUSING = "warehousing", _("warehousing")
    TEMPORARY = "temporary", _("temporary admission")
    PROCESSING = "processing", _("inward or outward processing")
    EXPORT = "export", _("export")
    RE_EXPORT = "re_export", _("re-export")
    STORAGE = "storage", _("temporary storage")


class CommodityGroup(models.TextChoices):
    """The six sections of the WCO Illicit Trade Report and two more."""

    DRUGS = "drugs", _("drugs and precursors")
    ENVIRONMENT = "environment", _("environment")
    IPR_HEALTH = "ipr_health", _("IPR, health and safety")
    REVENUE = "revenue", _("revenue")
    SECURITY = "security", _("security")
    CULTURE = "culture", _("cultural heritage")
    CURRENCY = "currency", _("currency and valuables")
    OTHER = "other", _("other")


class Unit(models.TextChoices):
    """UN/ECE Recommendation 20, and two of our own: reports mix packs and sticks, so both are kept apart."""

    KILOGRAM = "KGM", _("kg")
    GRAM = "GRM", _("g")
    TONNE = "TNE", _("t")
    LITRE = "LTR", _("l")
    METRE = "MTR", _("m")
    PIECE = "H87", _("pieces")
    PACK = "PACK20", _("packs of 20 cigarettes")
    STICK = "STICK", _("sticks")


class Basis(models.TextChoices):
    MEASURED = "measured", _("measured")
    ESTIMATED = "estimated", _("estimated")


class Trigger(models.TextChoices):
    ROUTINE = "routine", _("routine control")
    RISK_PROFILE = "risk_profile", _("risk profile (automated)")
    OFFICER = "officer", _("officer targeting")
    INTELLIGENCE = "intelligence", _("intelligence or information from a partner")
    RANDOM = "random", _("random selection")
    NII_ALL = "nii_all", _("NII on all traffic")
    OPERATOR = "operator", _("reporting by an operator")
    DOG = "dog", _("dog")
    AUDIT = "audit", _("post-clearance audit")
    CHANCE = "chance", _("accident or chance")
    UNKNOWN = UNKNOWN, NOT_STATED


class Method(models.TextChoices):
    DOCUMENTS = "documents", _("document analysis")
    OPEN_SOURCE = "open_source", _("open-source check")
    WEIGHING = "weighing", _("weighing")
    XRAY = "xray", _("NII: X-ray or gamma")
    RADIATION = "radiation", _("radiation portal")
    VISUAL = "visual", _("visual check of container or seal")
    PARTIAL = "partial", _("partial examination")
    UNLOADING = "unloading", _("full unloading")
    PROBE = "probe", _("tools (borescope, density meter, CO2 probe)")
    CHEMICAL = "chemical", _("chemical identification (Raman, FTIR)")
    CANINE = "canine", _("canine")
    LABORATORY = "laboratory", _("laboratory")
    UNKNOWN = UNKNOWN, NOT_STATED


class Indicator(models.TextChoices):
    """Of documents. An indicator is a reason to look, never proof."""

    FIRST_SHIPMENT = "first_shipment", _("first shipment of a party")
    VIRTUAL_ADDRESS = "virtual_address", _("party at a virtual or residential address")
    VAGUE = "vague", _("description vague or does not match the HS code")
    WEIGHT_VOLUME = "weight_volume", _("weight to volume ratio implausible")
    VALUE_WEIGHT = "value_weight", _("value to weight ratio is an outlier")
    ROUTE = "route", _("route longer or costlier than needed")
    CONSIGNEE_CHANGED = "consignee_changed", _("change of consignee in transit")
    LINE_OF_BUSINESS = "line_of_business", _("goods do not match season or line of business")
    CHECK_DIGIT = "check_digit", _("container number fails its check digit")
    SIZE_TYPE = "size_type", _("size and type code does not match")
    SEAL = "seal", _("seal number differs from the document")
    THIRD_PARTY = "third_party", _("payment or freight by a third party")
    SAME_CONTACT = "same_contact", _("same contact for unrelated parties")
    PREVIOUS = "previous", _("previous offence")


class Concealment(models.TextChoices):
    """Where it was hidden."""

    MIXED = "mixed", _("in the declared load (mixed)")
    COVER_LOAD = "cover_load", _("behind or under a cover load")
    INSIDE_GOODS = "inside_goods", _("inside goods (integral)")
    PACKAGING = "packaging", _("in packaging or pallet")
    FRONT_WALL = "front_wall", _("container structure: front wall")
    FLOOR = "floor", _("container structure: floor")
    ROOF = "roof", _("container structure: roof")
    DOORS = "doors", _("container structure: doors")
    SIDE = "side", _("container structure: side")
    CORNER_POST = "corner_post", _("container structure: corner post")
    REEFER_UNIT = "reefer_unit", _("container structure: reefer unit")
    WAGON = "wagon", _("wagon structure (including the tank jacket)")
    SUBMERGED = "submerged", _("submerged in liquid or bulk")
    CAB = "cab", _("truck: cab")
    FUEL_TANK = "fuel_tank", _("truck: fuel tank")
    CHASSIS = "chassis", _("truck: chassis")
    TYRES = "tyres", _("truck: tyres")
    TRAILER = "trailer", _("truck: trailer floor or roof")
    COUPLING = "coupling", _("truck: coupling")
    CREW_AREA = "crew_area", _("locomotive or crew area")
    PERSONAL = "personal", _("personal effects")
    NONE = "none", _("none (openly carried, undeclared or misdeclared)")
    UNKNOWN = UNKNOWN, NOT_STATED


class Technique(models.TextChoices):
    DESCRIPTION = "description", _("misdeclaration of description")
    QUANTITY = "quantity", _("misdeclaration of quantity")
    VALUE = "value", _("misdeclaration of value")
    ORIGIN = "origin", _("misdeclaration of origin")
    UNDECLARED = "undeclared", _("undeclared")
    DOUBLE_BOTTOM = "double_bottom", _("double bottom or false wall")
    RIP_ON = "rip_on", _("rip-on/rip-off (bag inside the doors)")
    SEAL = "seal", _("cloned or replaced seal")
    CLONED_NUMBER = "cloned_number", _("cloned container number")
    FORGERY = "forgery", _("document forgery")
    FRONT_COMPANY = "front_company", _("front company")
    SWITCH = "switch", _("switch of documents at transhipment")
    DROPPED = "dropped", _("dropped from a moving train")
    UNKNOWN = UNKNOWN, NOT_STATED


class Sophistication(models.TextChoices):
    OPPORTUNISTIC = "opportunistic", _("opportunistic")
    PLANNED = "planned", pgettext_lazy("concealment", "planned")
    PROFESSIONAL = "professional", _("professional")


class Outcome(models.TextChoices):
    SEIZED = "seized", _("seized")
    DETAINED = "detained", _("detained, or released later")
    DUTY = "duty", _("additional duty assessed")
    RE_EXPORT = "re_export", _("re-export")
    DESTROYED = "destroyed", _("destroyed")
    SAMPLE = "sample", _("sample only")
    DELIVERY = "delivery", _("controlled delivery")
    CRIMINAL = "criminal", _("criminal case")
    ADMINISTRATIVE = "administrative", _("administrative case")
    NO_CASE = "no_case", _("no case")
    UNKNOWN = UNKNOWN, NOT_STATED
