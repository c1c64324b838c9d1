"""Judges resources by invariants of FHIR R4 for the types that travel, evaluated by fhirpathpy."""

import functools
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import fhirpathpy  # noqa: E402
from fhirpathpy.models import models  # noqa: E402

from verdicts import judge  # noqa: E402

# Name and expression as the definitions of R4 give them, but for what the evaluator has no words for.
EVERYWHERE = {
    "dom-2": "contained.contained.empty()",
    "dom-4": "contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()",
    "per-1": "descendants().where(start.exists() and end.exists()).all(start <= end)",
    "att-1": "descendants().where(data.exists()).all(contentType.exists())",
    "qty-3": "descendants().where(unit.exists() and code.exists()).all(system.exists())",
}
BY_TYPE = {
    "Bundle": {
        "bdl-1": "total.empty() or (type = 'searchset') or (type = 'history')",
        "bdl-2": "entry.search.empty() or (type = 'searchset')",
        "bdl-3": "(type = 'batch' or type = 'transaction' or type = 'history') = entry.request.exists() or entry.empty()",
        "bdl-4": "(type = 'batch-response' or type = 'transaction-response' or type = 'history')"
        " = entry.response.exists() or entry.empty()",
        "bdl-5": "entry.all(resource.exists() or request.exists() or response.exists())",
        "bdl-7": "(type = 'history') or entry.where(fullUrl.exists())"
        ".select(fullUrl & resource.meta.versionId).isDistinct()",
        "bdl-8": "entry.fullUrl.all($this.contains('/_history/').not())",
    },
    "CapabilityStatement": {
        "cpb-1": "rest.exists() or messaging.exists() or document.exists()",
        "cpb-2": "(description.count() + software.count() + implementation.count()) > 0",
        "cpb-9": "rest.all(resource.select(type).isDistinct())",
        "cpb-12": "rest.resource.all(searchParam.select(name).isDistinct())",
        "cpb-14": "(kind = 'instance').not() or implementation.exists()",
    },
    "Consent": {
        "ppc-1": "policy.exists() or policyRule.exists()",
        "ppc-2": "patient.exists() or scope.coding.where(code = 'patient-privacy').exists().not()",
    },
    "Group": {
        "grp-1": "member.empty() or (actual = true)",
    },
    "Organization": {
        "org-1": "(identifier.count() + name.count()) > 0",
    },
    "Patient": {
        "cpt-2": "telecom.all(value.empty() or system.exists())",
        "pat-1": "contact.all(name.exists() or telecom.exists() or address.exists() or organization.exists())",
    },
    "Task": {
        "inv-1": "restriction.empty() or (code.coding.where(code = 'fulfill').exists() and focus.exists())",
        "tsk-1": "lastModified.empty() or authoredOn.empty() or lastModified >= authoredOn",
        "tsk-input": "input.all(value.exists()) and output.all(value.exists())",
    },
}


@functools.cache
def compiled(expression):
    return fhirpathpy.compile(expression, models["r4"])


def structure(element):
    """What the evaluator has no words for: it loses the type of elements deep inside."""
    if isinstance(element, dict):
        for extension in element.get("extension", []):
            if ("extension" in extension) == any(key.startswith("value") for key in extension):
                yield "ext-1"
        children = element.values()
    else:
        children = element if isinstance(element, list) else []
    if element in ("", [], {}, None):
        yield "ele-1"
    for child in children:
        yield from structure(child)


def check(resource, _):
    reasons = sorted(set(structure(resource)))
    for name, expression in (EVERYWHERE | BY_TYPE.get(resource["resourceType"], {})).items():
        if compiled(expression)(resource) not in ([True], [[True]]):
            reasons.append(name)
    return reasons


judge(sys.argv[1], check)
