"""Judges resources by google-fhir-r4: required elements, code sets, formats, targets of references."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from google.fhir.core.fhir_errors import InvalidFhirError  # noqa: E402
from google.fhir.r4 import json_format  # noqa: E402
from google.fhir.r4.proto.core.resources import bundle_and_contained_resource_pb2 as resources  # noqa: E402

from verdicts import judge  # noqa: E402


def check(_, text):
    try:
        json_format.json_fhir_string_to_proto(text, resources.ContainedResource, default_timezone="Europe/Rome")
    except (InvalidFhirError, ValueError, KeyError, TypeError) as error:
        return [str(error) or type(error).__name__]
    return []


judge(sys.argv[1], check)
