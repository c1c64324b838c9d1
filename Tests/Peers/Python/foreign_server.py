"""A small registry on fhirstarter: no versions, no history, no attachments, and it decides only when asked again.

    foreign_server.py FOLDER     serves the Patients of FOLDER on a free port and prints its address
"""

import json
import os
import pathlib
import socket
import sys

os.environ["FHIR_SEQUENCE"] = "R4B"

import uvicorn  # noqa: E402
from fhir.resources.R4B.bundle import Bundle  # noqa: E402
from fhir.resources.R4B.patient import Patient  # noqa: E402
from fhir.resources.R4B.task import Task  # noqa: E402
from fhirstarter import FHIRProvider, FHIRStarter, InteractionContext  # noqa: E402
from fhirstarter.exceptions import FHIRResourceNotFoundError  # noqa: E402

OWN = "https://sportello.example/fhir/CodeSystem"
patients = {}
tasks = {}
provider = FHIRProvider()


def page(resources):
    entries = [{"resource": resource, "search": {"mode": "match"}} for resource in resources]
    return Bundle.model_validate({"type": "searchset", "total": len(entries), "entry": entries or None})


def has(resource, token):
    system, _, value = token.rpartition("|")
    return any(
        each.get("value") == value and system in ("", each.get("system")) for each in resource.get("identifier", [])
    )


def output(code, key, value):
    return {"type": {"coding": [{"system": OWN + "/parametri-operazione", "code": code}]}, key: value}


def decided(task):
    """What a clerk makes of a Task between two questions."""
    task = dict(task)
    if task["for"]["reference"].removeprefix("Patient/") in patients:
        task["status"] = "completed"
        task["output"] = [
            output("protocollo", "valueString", "ESTERO-1"),
            output("decorrenza", "valueDate", "2026-03-02"),
        ]
    else:
        task["status"] = "rejected"
        task["statusReason"] = {"coding": [{"system": "urn:x-estero", "code": "persona-ignota"}]}
    return task


@provider.read(Patient)
async def read_patient(context: InteractionContext, id_: str) -> Patient:
    if id_ not in patients:
        raise FHIRResourceNotFoundError
    return Patient.model_validate(patients[id_])


@provider.search_type(Patient)
async def search_patients(
    context: InteractionContext, identifier: str | None, family: str | None, birthdate: list[str] | None
) -> Bundle:
    found = patients.values()
    if identifier:
        found = [each for each in found if any(has(each, token) for token in identifier.split(","))]
    if family:
        found = [each for each in found if each["name"][0].get("family", "").lower().startswith(family.lower())]
    if birthdate:
        found = [each for each in found if each["birthDate"] in birthdate]
    return page(found)


@provider.create(Task)
async def create_task(context: InteractionContext, resource: Task) -> Task | str:
    task = json.loads(resource.model_dump_json())
    # fhirstarter 4.2.0 cannot write base64Binary: what it keeps has no attachments.
    task["input"] = [each for each in task["input"] if "valueAttachment" not in each]
    token = task["identifier"][0]["value"]
    if token not in tasks:
        tasks[token] = task | {"id": "task-%d" % (len(tasks) + 1)}
    if task["code"]["coding"][0]["code"] == "scelta-medico":
        return Task.model_validate(tasks[token])
    return tasks[token]["id"]


@provider.search_type(Task)
async def search_tasks(context: InteractionContext, identifier: str | None) -> Bundle:
    return page([decided(task) for task in tasks.values() if identifier and has(task, identifier)])


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    patient = json.loads(path.read_text(encoding="utf-8"))
    patients[patient["id"]] = {key: value for key, value in patient.items() if key not in ("meta", "extension")}

app = FHIRStarter(openapi_url=None)
app.add_providers(provider)
listening = socket.socket()
listening.bind(("127.0.0.1", 0))
listening.listen(64)
print("peer: http://127.0.0.1:%d" % listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listening])
