"""Judges resources by the models of fhir.resources and of fhirclient, both of R4 4.0.1."""

import importlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from fhir.resources import construct_fhir_element  # noqa: E402
from fhirclient.models.fhirabstractbase import FHIRValidationError  # noqa: E402
from pydantic import ValidationError  # noqa: E402

from verdicts import judge  # noqa: E402


def check_models(resource, _):
    try:
        construct_fhir_element(resource["resourceType"], resource)
    except (ValidationError, ValueError, LookupError) as error:
        return [str(error) or type(error).__name__]
    return []


def check_client(resource, _):
    kind = resource["resourceType"]
    module = importlib.import_module("fhirclient.models." + kind.lower())
    try:
        getattr(module, kind)(resource, strict=True)
    except (FHIRValidationError, ValueError) as error:
        return [str(error) or type(error).__name__]
    return []


judge(sys.argv[2], {"models": check_models, "client": check_client}[sys.argv[1]])
