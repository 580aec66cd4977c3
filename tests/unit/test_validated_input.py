"""Which bodies a model validates, which addresses are any text, which models give secrets away."""

from __future__ import annotations

import pytest

from standards_hooks.rules.validated_input import HOOK, may_find
from tests.unit.checked_sources import findings_in


F = (
    "from typing import Annotated, Any\n"
    "from fastapi import APIRouter, Body, Depends, Form, Request\n"
    "router = APIRouter()\n"
)
P = "from pydantic import BaseModel, EmailStr, Field, SecretStr, field_validator\n"


def _route(parameters, body="...", method="post", path="/parcels"):
    return f"{F}@router.{method}('{path}')\nasync def register({parameters}):\n    {body}\n"


SILENT = [
    pytest.param(_route("parcel: ParcelDraft"), id="model"),
    pytest.param(_route("parcel: ParcelDraft | None = None"), id="optional-model"),
    pytest.param(_route("parcels: list[ParcelDraft]"), id="list-of-models"),
    pytest.param(_route("weights: dict[str, int]"), id="mapping-of-numbers"),
    pytest.param(_route("number: str", path="/parcels/{number}"), id="path"),
    pytest.param(_route("rest: dict", path="/parcels/{rest:path}"), id="path-with-converter"),
    pytest.param(_route("filters: dict", method="get"), id="get"),
    pytest.param(_route("filters: dict", method="delete"), id="delete"),
    pytest.param(_route("name: Any"), id="any-is-a-part-of-the-query"),
    pytest.param(_route("name"), id="untyped-is-a-part-of-the-query"),
    pytest.param(_route("user: dict = Depends(current_user)"), id="dependency"),
    pytest.param(_route("user: Annotated[dict, Depends(current_user)]"), id="annotated-dependency"),
    pytest.param(_route("user: dict = Security(current_user)"), id="security-from-elsewhere"),
    pytest.param(_route("name: Annotated[str, Form()]"), id="field-of-a-form"),
    pytest.param(_route("*args, **kwargs: dict"), id="starred"),
    pytest.param(
        _route("request: Request", "return Parcel.model_validate(await request.json())"),
        id="validated-at-once",
    ),
    pytest.param(
        _route("request: Request", "data = await request.json(); return Parcel(**data)"),
        id="validated-by-a-variable",
    ),
    pytest.param(
        _route(
            "request: Request",
            "raw = await request.body(); return Parcel.model_validate_json(raw)",
        ),
        id="validated-bytes",
    ),
    pytest.param(
        _route(
            "request: Request",
            "raw = await request.body(); data = json.loads(raw); ADAPTER.validate_python(data)",
        ),
        id="validated-after-decoding",
    ),
    pytest.param(
        _route("request: Request", "check(await request.body(), request.headers['x-signature'])"),
        id="signature",
    ),
    pytest.param(
        _route("request: Request", "return await forward(await request.body())"), id="forwarded"
    ),
    pytest.param(
        _route("request: Request", "form = await request.form(); return await save(form)"),
        id="form-passed-on",
    ),
    pytest.param(
        _route("request: Request", "return request.headers, request.query_params, request.url"),
        id="rest-of-the-request",
    ),
    pytest.param(
        _route("request: Request", "async for chunk in request.stream(): ..."), id="stream"
    ),
    pytest.param(
        _route("client: Client", "return await client.json()"), id="json-of-something-else"
    ),
    pytest.param(
        "from flask import Flask, request\napp = Flask('x')\n@app.post('/p')\n"
        "def f(parcel: dict):\n    return request.json()\n",
        id="flask",
    ),
    pytest.param(
        "import fastapi\nclient = Client()\n@client.post('/p')\ndef f(parcel: dict): ...\n",
        id="another-objects-post",
    ),
    pytest.param("import fastapi\ndef f(parcel: dict): ...\n", id="no-route"),
    pytest.param(
        _route("parcel: dict", "return ParcelDraft(**parcel)"), id="parameter-validated-inside"
    ),
    pytest.param(
        P + "class Auth(BaseModel):\n    id: str\n    email: str\n    password: str\n",
        id="row-of-a-table",
    ),
    pytest.param(P + "class UserCreate(BaseModel):\n    email: EmailStr\n", id="email"),
    pytest.param(P + "class User(BaseModel):\n    email: str\n", id="filled-in-by-nobody"),
    pytest.param(P + "class UserResponse(BaseModel):\n    email: str\n", id="answer"),
    pytest.param(P + "class UserCreate(BaseModel):\n    email_count: str\n", id="count"),
    pytest.param(P + "class UserCreate(BaseModel):\n    has_email: bool\n", id="question"),
    pytest.param(
        P + "class UserCreate(BaseModel):\n    email: str = Field(pattern='.@.')\n", id="pattern"
    ),
    pytest.param(
        P + "class UserCreate(BaseModel):\n    email: str\n"
        "    @field_validator('email')\n    def f(cls, v): ...\n",
        id="validator",
    ),
    pytest.param(
        P
        + "class UserCreate(BaseModel):\n    email: Annotated[str, AfterValidator(f)]\n".replace(
            "class", "from typing import Annotated\nclass", 1
        ),
        id="annotated-validator",
    ),
    pytest.param(
        P + "class ReportCreate(BaseModel):\n    sender_email: str = 'desk@example.com'\n",
        id="default-of-the-authors",
    ),
    pytest.param(
        "from pydantic_settings import BaseSettings\nclass LoginForm(BaseSettings):\n"
        "    email: str\n    password: str\n",
        id="settings",
    ),
    pytest.param(
        "from sqlmodel import SQLModel\nclass UserIn(SQLModel, table=True):\n    email: str\n",
        id="table",
    ),
    pytest.param("class UserCreate:\n    email: str\n# BaseModel\n", id="no-model"),
    pytest.param(P + "class UserCreate(BaseModel):\n    password: str\n", id="password-sent-in"),
    pytest.param(
        P + "class UserResponse(BaseModel):\n    password: SecretStr\n", id="secret-is-masked"
    ),
    pytest.param(
        P + "class UserOut(BaseModel):\n    password_hash: str = Field(exclude=True)\n",
        id="excluded",
    ),
    pytest.param(
        P + "class UserOut(BaseModel):\n    has_password: bool\n    password_age: int\n"
        "    temporary_password: str\n",
        id="about-a-password",
    ),
    pytest.param(
        P + "class GeneratePasswordResponse(BaseModel):\n    password: str\n", id="generated"
    ),
    pytest.param(
        P + "class ConnectionResponse(BaseModel):\n    password: str\n"
        "    @field_validator('password')\n    def mask(cls, v): ...\n",
        id="masked-by-a-validator",
    ),
]


def _accepts(what):
    return (
        f"`{what}` accepts any body in the route `register`; declare its fields in a Pydantic"
        " model, and annotate the parameter with it"
    )


def _reads(what):
    return (
        f"`{what}` reads the body without validation in the route `register`; declare its fields"
        " in a Pydantic model, and add a parameter of that type"
    )


def _text(name):
    return f"`{name}` accepts any text; annotate it with `EmailStr` of Pydantic"


def _sends(model, name):
    return f"`{model}` sends `{name}` to clients; leave the field out of models that routes return"


FOUND = [
    pytest.param(_route("parcel: dict"), _accepts("parcel: dict"), id="dict"),
    pytest.param(
        _route("parcel: dict[str, Any]"), _accepts("parcel: dict[str, Any]"), id="any-values"
    ),
    pytest.param(_route("parcel: 'dict'"), _accepts("parcel: 'dict'"), id="in-quotes"),
    pytest.param(
        _route("parcel: dict[str, object] | None = None"),
        _accepts("parcel: dict[str, object] | None"),
        id="optional",
    ),
    pytest.param(_route("parcels: list[dict]"), _accepts("parcels: list[dict]"), id="list"),
    pytest.param(_route("parcel=Body()"), _accepts("parcel"), id="untyped"),
    pytest.param(_route("parcel: Any = Body(...)"), _accepts("parcel: Any"), id="any"),
    pytest.param(_route("parcel: dict = Body()"), _accepts("parcel: dict"), id="marked"),
    pytest.param(
        _route("parcel: Annotated[dict, Body()]"),
        _accepts("parcel: Annotated[dict, Body()]"),
        id="annotated",
    ),
    pytest.param(
        _route("parcel: Annotated[Any, Body()]", method="put"),
        _accepts("parcel: Annotated[Any, Body()]"),
        id="annotated-any",
    ),
    pytest.param(_route("*, parcel: dict", method="patch"), _accepts("parcel: dict"), id="keyword"),
    pytest.param(
        "from fastapi import APIRouter\nrouter = APIRouter()\n"
        "@router.api_route('/p', methods=['GET', 'POST'])\ndef register(parcel: dict): ...\n",
        _accepts("parcel: dict"),
        id="api-route",
    ),
    pytest.param(
        "import fastapi as f\nfrom app.main import app\n@app.post('/p')\n"
        "def register(parcel: dict): ...\n",
        _accepts("parcel: dict"),
        id="application-of-another-file",
    ),
    pytest.param(
        "import fastapi\ndef make():\n    desk = fastapi.FastAPI()\n    @desk.post('/p')\n"
        "    def register(parcel: dict): ...\n    return desk\n",
        _accepts("parcel: dict"),
        id="application-in-a-function",
    ),
    pytest.param(
        _route("request: Request", "data = await request.json(); return data['number']"),
        _reads("request.json()"),
        id="json",
    ),
    pytest.param(
        _route("r: Request", "return (await r.json())['number']", method="delete"),
        _reads("r.json()"),
        id="json-of-a-delete",
    ),
    pytest.param(
        _route("request: Request", "return json.loads(await request.body())").replace(
            "from typing", "import json\nfrom typing"
        ),
        _reads("request.body()"),
        id="body-decoded",
    ),
    pytest.param(
        _route("request: Request", "raw = await request.body(); return json.loads(raw)").replace(
            "from typing", "import json\nfrom typing"
        ),
        _reads("request.body()"),
        id="body-decoded-by-a-variable",
    ),
    pytest.param(
        _route("request: Request", "form = await request.form(); return form['number']"),
        _reads("request.form()"),
        id="form-with-known-fields",
    ),
    pytest.param(
        "from starlette.applications import Starlette\nfrom starlette.requests import Request\n"
        "app = Starlette()\n@app.route('/p', methods=['POST'])\n"
        "async def register(request: Request):\n    return await request.json()\n",
        _reads("request.json()"),
        id="starlette",
    ),
    pytest.param(
        P + "class UserCreate(BaseModel):\n    email: str\n", _text("email"), id="address"
    ),
    pytest.param(
        P + "class UpdateUser(BaseModel):\n    billing_email: str | None = None\n",
        _text("billing_email"),
        id="optional-address",
    ),
    pytest.param(
        P + "class LoginForm(BaseModel):\n    email_address: str = Field(max_length=80)\n",
        _text("email_address"),
        id="address-with-a-length",
    ),
    pytest.param(
        P + "class Account(BaseModel):\n    email: str\n    password: str\n",
        _text("email"),
        id="address-beside-a-password",
    ),
    pytest.param(
        P + "class Person(BaseModel):\n    email: str\nclass PersonIn(Person):\n    name: str\n",
        _text("email"),
        id="inherited-address",
    ),
    pytest.param(
        F + P + "class Person(BaseModel):\n    email: str\n@router.post('/p')\n"
        "def f(person: Person): ...\n",
        _text("email"),
        id="address-in-a-body",
    ),
    pytest.param(
        "from app.schemas import AppBaseModel\nclass UserCreate(AppBaseModel):\n    email: str\n",
        _text("email"),
        id="model-with-a-base-of-its-own",
    ),
    pytest.param(
        P + "class UserResponse(BaseModel):\n    password: str\n",
        _sends("UserResponse", "password"),
        id="password-in-an-answer",
    ),
    pytest.param(
        P + "class UserRead(BaseModel):\n    hashed_password: str | None\n",
        _sends("UserRead", "hashed_password"),
        id="hash-in-an-answer",
    ),
    pytest.param(
        F + P + "class User(BaseModel):\n    password_hash: str\n"
        "@router.get('/u', response_model=list[User])\ndef f(): ...\n",
        _sends("User", "password_hash"),
        id="model-of-an-answer",
    ),
    pytest.param(
        F + P + "class User(BaseModel):\n    password: str\n@router.get('/u')\n"
        "def f() -> User | None: ...\n",
        _sends("User", "password"),
        id="returned",
    ),
    pytest.param(
        P + "class UserCreate(BaseModel):\n    password: str\nclass UserOut(UserCreate): ...\n",
        _sends("UserOut", "password"),
        id="inherited-password",
    ),
]

WIDENED = [
    pytest.param(
        "check-raw-bodies",
        _route("request: Request", "return await forward(await request.body())"),
        id="bytes",
    ),
    pytest.param("check-models", P + "class User(BaseModel):\n    email: str\n", id="models"),
]


def _findings(source, path="src/app/api/parcels.py", **options):
    return findings_in(HOOK, source, path, **options)


@pytest.mark.parametrize("source", SILENT)
def test_what_a_model_validates_or_no_client_sends_is_not_reported(source):
    assert _findings(source) == []


@pytest.mark.parametrize(("source", "message"), FOUND)
def test_what_no_model_validates_is_reported(source, message):
    assert [finding.message for finding in _findings(source)] == [message]


@pytest.mark.parametrize(("source", "message"), FOUND)
def test_the_byte_test_passes_every_one_of_these(source, message):
    assert may_find(source.encode()), message


@pytest.mark.parametrize(("option", "source"), WIDENED)
def test_each_exemption_has_an_option_that_includes_it(option, source):
    assert _findings(source) == []
    assert len(_findings(source, **{option: True})) == 1


def test_tests_are_checked_with_an_option():
    source = _route("parcel: dict")
    assert _findings(source, "tests/unit/test_parcels.py") == []
    assert len(_findings(source, "tests/unit/test_parcels.py", check_tests=True)) == 1


def test_a_finding_is_at_the_parameter_and_names_the_route():
    (found,) = _findings(_route("number: str, parcel: dict"))
    assert (found.line, found.column, found.symbol) == (5, 33, "register")
