"""What a client sends is validated by a model, and no password is sent back.

A body that is any dict is read key by key, and what is missing or of another type fails anywhere
later; a model checks all of it at once, and documents it. The clause "Validate Input Data" of the
standard requires Pydantic models with `EmailStr` and `Field`.

**What it finds.**
- In routes of FastAPI and Starlette, by their decorators (`@router.post(…)`, `@app.api_route(…)`):
  a body that is `dict`, `dict[str, Any]`, a list of them, or `Any` or no type at all with `Body()`;
  `request.json()`, a `request.body()` that the function decodes from JSON, and a `request.form()`
  whose fields it reads by name; unless a model checks them in the function.
- An email address that is a `str` in a Pydantic model that a client fills in: `email`,
  `billing_email`, `email_address`. Such a model is a parameter of a route in the file, has a
  password, or has a first or last word that says so: `UserCreate`, `UpdateUser`, `LoginForm`,
  `…Request`.
- A password, or its hash, as a text field of a model that a route of the file returns, or that is
  called `…Response`, `…Out`, `…Read`, `…Public` or the like; also where the model inherits the
  field in the file.

**What it ignores.** Parameters of the path and the query, files, dependencies; `dict[str, int]` and
other mappings whose values have a type; what is passed to `Model(**data)`,
`Model.model_validate(data)`, a `TypeAdapter` or the like; `request.stream()`; bytes and forms that
the function passes on unread (`check-raw-bodies`). A webhook whose signature covers the body is
worth a suppression with that reason. Addresses with a pattern, a validator or a default, in
settings classes and tables, and in other models (`check-models`). A password that is `SecretStr`,
excluded, checked by a validator, temporary or just generated. Tests (`check-tests`).

**Fix safety.** There is no fix: which fields a body has is for people to know.

**Compared with Ruff.** Neither Ruff nor mypy objects to a dict.
"""

from __future__ import annotations

from standards_hooks.core.options import Option
from standards_hooks.engine.hook import Example, Hook
from standards_hooks.engine.running import run_hook
from standards_hooks.rules import HOOK_IDS
from standards_hooks.syntax.reading import has_ascii_markup


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from standards_hooks.core.finding import Finding
    from standards_hooks.core.options import Options
    from standards_hooks.rules.validated_input.bodies import Body
    from standards_hooks.semantic.module import Module
    from standards_hooks.semantic.routes import Route


OPTIONS = (
    Option(
        "check-raw-bodies",
        False,
        "report also bytes and forms that a route passes on unread",
        strictest=True,
    ),
    Option(
        "check-models",
        False,
        "report also addresses in models that no client fills in",
        strictest=True,
    ),
    Option("check-tests", False, "check tests too", strictest=True),
)

EXAMPLES = (
    Example(
        bad="from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"
        '@router.post("/parcels")\nasync def register(parcel: dict) -> str:\n'
        '    return parcel["number"]\n',
        good="from fastapi import APIRouter\nfrom pydantic import BaseModel\n\n"
        "router = APIRouter()\n\n\nclass ParcelDraft(BaseModel):\n    number: str\n\n\n"
        '@router.post("/parcels")\nasync def register(parcel: ParcelDraft) -> str:\n'
        "    return parcel.number\n",
    ),
    Example(
        bad="from pydantic import BaseModel\n\n\nclass CourierDraft(BaseModel):\n    email: str\n",
        good="from pydantic import BaseModel, EmailStr\n\n\nclass CourierDraft(BaseModel):\n"
        "    email: EmailStr\n",
    ),
    Example(
        bad="from pydantic import BaseModel\n\n\nclass CourierResponse(BaseModel):\n"
        "    name: str\n    password_hash: str\n",
        good="from pydantic import BaseModel\n\n\nclass CourierResponse(BaseModel):\n"
        "    name: str\n",
    ),
)

FRAMEWORKS = (b"fastapi", b"starlette")
MODELS = (b"BaseModel", b"SQLModel")


def may_find(source: bytes) -> bool:
    """Return whether a source may have routes or models.

    Args:
        source: The bytes of a file.

    Returns:
        False where no name can be one, also in letters beyond ASCII (PEP 3131 normalises names).
    """
    if not source.isascii():
        return True
    if any(word in source for word in FRAMEWORKS):
        return True
    is_named = b"email" in source.lower() or b"pass" in source.lower()
    return is_named and any(word in source for word in MODELS)


def _may_find_in(module: Module) -> bool:
    return may_find(module.source) or not has_ascii_markup(module.source)


def find(module: Module, options: Options) -> Iterator[Finding]:
    """Find what no model validates, and models that expose passwords.

    Args:
        module: The parsed file.
        options: The `check-…` flags.

    Yields:
        One finding for each body and each field.
    """
    if not _may_find_in(module) or module.is_stub:
        return
    from standards_hooks.project.visibility import is_test
    from standards_hooks.rules.validated_input.bodies import raw_bodies_of
    from standards_hooks.rules.validated_input.schemas import (
        exposed_passwords_in,
        inputs_among,
        models_in,
        text_addresses_in,
    )
    from standards_hooks.semantic.routes import routes_in

    if is_test(module.path) and not options.flag("check-tests"):
        return
    routes = list(routes_in(module))
    for route in routes:
        for body in raw_bodies_of(route, module, is_strict=options.flag("check-raw-bodies")):
            message = _message(body, route)
            yield module.finding(HOOK.id, body.node, message, route.scope.qualified_name)
    models = models_in(module)
    checked = models if options.flag("check-models") else inputs_among(models, routes, module)
    for field in text_addresses_in(checked, module):
        message = f"`{field.name}` accepts any text; annotate it with `EmailStr` of Pydantic"
        yield module.finding(HOOK.id, field.node, message, field.model.symbol(field.name))
    for field in exposed_passwords_in(models, routes, module):
        message = (
            f"`{field.model.name}` sends `{field.name}` to clients; leave the field out of models"
            " that routes return"
        )
        yield module.finding(HOOK.id, field.node, message, field.model.symbol(field.name))


def _message(body: Body, route: Route) -> str:
    """Return what accepts an unchecked body, and what should replace it."""
    name = route.function.name
    if body.is_parameter:
        return (
            f"`{body.what}` accepts any body in the route `{name}`; declare its fields in a"
            " Pydantic model, and annotate the parameter with it"
        )
    return (
        f"`{body.what}` reads the body without validation in the route `{name}`; declare its fields"
        " in a Pydantic model, and add a parameter of that type"
    )


HOOK = Hook(
    "validated-input",
    __doc__,
    options=OPTIONS,
    examples=EXAMPLES,
    find=find,
    may_find=may_find,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the hook; see `run_hook` for the exit codes."""
    return run_hook(HOOK, argv, HOOK_IDS)


if __name__ == "__main__":
    raise SystemExit(main())
