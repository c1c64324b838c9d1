"""Reads, searches and pages a registry with fhirclient, whose models refuse what is not R4.

    read_with_fhirclient.py BASE TOKEN PEOPLE FOLDER
"""

import json
import pathlib
import sys

import requests
from fhirclient import client
from fhirclient.models.capabilitystatement import CapabilityStatement
from fhirclient.models.episodeofcare import EpisodeOfCare
from fhirclient.models.group import Group
from fhirclient.models.patient import Patient
from fhirclient.models.practitionerrole import PractitionerRole
from fhirclient.server import FHIRNotFoundException, FHIRUnauthorizedException

base, token, people, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), pathlib.Path(sys.argv[4])


def connected(token):
    smart = client.FHIRClient(settings={"app_id": "peer", "api_base": base})
    smart.server.session = requests.Session()
    smart.server.session.headers["Authorization"] = "Bearer " + token
    return smart.server


server = connected(token)


def keep(name, path):
    """The bytes as they came: the models of fhirclient lose elements that hold nothing but an extension."""
    (folder / (name + ".json")).write_text(json.dumps(server.request_json(path)), encoding="utf-8")


capability = CapabilityStatement.read_from("metadata", server)
assert capability.fhirVersion == "4.0.1" and capability.kind == "instance"
keep("CapabilityStatement", "metadata")
declared = {resource.type: resource for resource in capability.rest[0].resource}
assert {"Patient", "Task", "PractitionerRole", "Group", "EpisodeOfCare"} <= set(declared)
assert {"identifier", "family", "birthdate", "_lastUpdated"} <= {
    parameter.name for parameter in declared["Patient"].searchParam
}

everybody = list(Patient.where({"_count": "41"}).perform_resources_iter(server))
assert len(everybody) == people, (len(everybody), people)
assert len({each.id for each in everybody}) == people, "a person twice"

page = Patient.where({"_count": "41"}).perform(server)
assert page.type == "searchset" and len(page.entry) == 41
assert page.total in (None, people), page.total
keep("Bundle", "Patient?_count=41")

anna = Patient.where({"identifier": "PRVNNA80A41Y000J"}).perform_resources(server)
assert len(anna) == 1
again = Patient.read(anna[0].id, server)
assert again.as_json() == anna[0].as_json()
keep("History", "Patient/%s/_history" % again.id)

for kind in (PractitionerRole, Group, EpisodeOfCare):
    resources = list(kind.where({"_count": "20"}).perform_resources_iter(server))
    assert resources and len({each.id for each in resources}) == len(resources), kind.__name__
    assert kind.read(resources[0].id, server).id == resources[0].id

try:
    Patient.read("no-such-person", server)
    raise AssertionError("found nobody")
except FHIRNotFoundException:
    pass
try:
    Patient.read(again.id, connected("wrong"))
    raise AssertionError("not refused")
except FHIRUnauthorizedException:
    pass
print("good")
