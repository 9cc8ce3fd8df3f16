"""The backend as one ASGI app: every noun's routes, every order, the feed and the gateways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from app.api.routes import Problem
from app.backend import accounts, devices, feed, house, problems, sessions
from app.backend.body_limit import BodyLimit
from app.backend.core import Core
from app.backend.gateways import osmand, owntracks
from app.backend.nouns import noun_commands, noun_routers
from app.backend.order_routes import order_router
from app.backend.orders import Command
from app.backend.past import routes as past

VERSION = "0.1.0"


def all_commands() -> Mapping[str, Command]:
    """Every order that the write path knows, by name."""
    return {**noun_commands(), **accounts.COMMANDS, **devices.COMMANDS, **house.COMMANDS}


def all_routers() -> tuple[APIRouter, ...]:
    own = (house.router, sessions.router, accounts.router, devices.router, feed.router, osmand.router, owntracks.router)
    return (order_router(), *noun_routers(), past.router, *own)


def create_app(core: Core | None = None) -> FastAPI:
    """The app on an opened core. Without one it answers nothing, but can tell its OpenAPI document."""
    app = FastAPI(title="Zhihui backend", version=VERSION, docs_url=None, redoc_url=None)
    app.state.core = core
    problems.install(app)
    app.add_middleware(BodyLimit)
    for router in all_routers():
        app.include_router(router)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """FastAPI's document, with problem documents where FastAPI would tell of its own validation errors."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for path in document["paths"].values():
            for operation in path.values():
                if "422" in operation["responses"]:
                    operation["responses"].update({str(k): v for k, v in problems.responses(422).items()})
        app.openapi_schema = document
    return app.openapi_schema
