"""Reads, searches and pages a registry with fhirpy.

    read_with_fhirpy.py BASE TOKEN PEOPLE FOLDER     writes what it got to FOLDER, a file for each resource
"""

import json
import pathlib
import sys

from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import AuthorizationError, OperationOutcome, ResourceNotFound

base, token, people, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), pathlib.Path(sys.argv[4])
client = SyncFHIRClient(base, authorization="Bearer " + token)


def keep(resources):
    for resource in resources:
        name = "%s-%s.json" % (resource["resourceType"], resource["id"])
        (folder / name).write_text(json.dumps(resource.serialize()), encoding="utf-8")


def names(resources):
    return sorted(resource["id"] for resource in resources)


# Every page, of a size that does not divide the number.
everybody = client.resources("Patient").sort("_lastUpdated").limit(37).fetch_all()
assert len(everybody) == people, (len(everybody), people)
assert len(set(names(everybody))) == people, "a person twice"
keep(everybody[:60])
assert names(client.resources("Patient").limit(1000).fetch()) == names(everybody)
assert len(client.resources("Patient").limit(10).fetch()) == 10

# One person, by code in either generation of URIs, by names and by id.
code = "PRVNNA80A41Y000J"
for system in ("urn:oid:2.16.840.1.113883.2.9.4.3.2|", "http://hl7.it/sid/codiceFiscale|", ""):
    found = client.resources("Patient").search(identifier=system + code).fetch()
    assert len(found) == 1, (system, len(found))
anna = found[0]
assert any(each["value"] == code for each in anna["identifier"])
family = anna["name"][0]["family"]
named = client.resources("Patient").search(family=family, birthdate=anna["birthDate"]).fetch_all()
assert anna["id"] in names(named)
assert all(each["name"][0]["family"].lower().startswith(family.lower()) for each in named)
assert client.resources("Patient").search(family="nobody-is-called-so").fetch_all() == []
again = client.reference("Patient", anna["id"]).to_resource()
assert again.serialize() == anna.serialize()
again.refresh()
assert again["id"] == anna["id"]
since = anna["meta"]["lastUpdated"]
assert anna["id"] in names(client.resources("Patient").search(_lastUpdated="ge" + since).fetch_all())
assert anna["id"] not in names(client.resources("Patient").search(_lastUpdated="lt" + since).fetch_all())

# Medici with their lists, places and relations, whole.
for kind in ("PractitionerRole", "Group", "Location", "Organization", "EpisodeOfCare", "Task"):
    resources = client.resources(kind).limit(50).fetch_all()
    assert resources or kind == "Task", kind
    assert len(set(names(resources))) == len(resources), kind
    keep(resources[:60])

# What is not there, or not allowed, is told as such.
try:
    client.reference("Patient", "no-such-person").to_resource()
    raise AssertionError("found nobody")
except ResourceNotFound:
    pass
try:
    SyncFHIRClient(base, authorization="Bearer wrong").resources("Patient").fetch()
    raise AssertionError("not refused")
except AuthorizationError:
    pass
for act in (
    lambda: client.resource("Patient", name=[{"family": "Prova"}]).create(),
    lambda: anna.delete(),
    lambda: client.resources("Patient").search(birthdate="yesterday").fetch(),
):
    try:
        act()
        raise AssertionError("not refused")
    except OperationOutcome as error:
        assert error.resource["issue"][0]["severity"] in ("error", "fatal"), error.resource
print("good")
