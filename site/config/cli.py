"""The `corridor` command: start the whole house, or run one of Django's commands in it.

Nothing here imports Django at the top: the process behind `corridor run` lives as long as the
installation does and has to stay small.
"""

import argparse
import os
import secrets
import sys
from pathlib import Path

from config.supervisor import LAST_PORT, LOOPBACK, Refused, everywhere, only_one, run

SETTINGS = "config.settings.base"
WITHOUT_OUR_DEFAULTS = ("config.settings.test",)  # it takes a data folder and a secret of its own
WITHOUT_OUR_SECRET = ("config.settings.production",)  # there a missing secret is an error, never a surprise


def prepare_environment(argv: list[str] | None = None) -> None:
    """Fill in what settings need and nobody gave: the settings' name, the data folder, the secret.

    `argv` is looked at for `--settings`, which wins over DJANGO_SETTINGS_MODULE as it does in Django.
    Exits with a sentence if the data folder cannot be made.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    settings = _settings_option(sys.argv if argv is None else argv) or os.environ["DJANGO_SETTINGS_MODULE"]
    if settings in WITHOUT_OUR_DEFAULTS:
        return
    data = Path(os.environ.get("DATA_DIR") or "var").resolve()
    os.environ["DATA_DIR"] = str(data)
    try:
        data.mkdir(parents=True, exist_ok=True)
        if not os.environ.get("SECRET_KEY") and settings not in WITHOUT_OUR_SECRET:
            os.environ["SECRET_KEY"] = secret_key(data / "secret-key")
    except OSError as error:
        sys.exit(f"The data folder {data} cannot be used: {error.strerror}. Set DATA_DIR to one that can.")


def secret_key(path: Path) -> str:
    """The installation's secret, made at the first call and readable by its owner only.

    The file appears whole or not at all, so that processes starting together agree on one secret.
    """
    if not path.exists():
        made = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(made, path)
        except FileExistsError:
            pass  # another process was first: its secret holds
        finally:
            made.unlink()
    return path.read_text().strip()


def prepare_address(host: str, port: int) -> None:
    """Without a BASE_URL the address is this machine's own, by its usual names."""
    if os.environ.get("BASE_URL"):
        return
    os.environ["BASE_URL"] = f"http://localhost:{port}"
    names = ["localhost", "127.0.0.1", "[::1]"]
    if not everywhere(host) and host not in LOOPBACK:
        names.append(host)
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(names))


def main(argv: list[str] | None = None) -> None:
    """What the installed `corridor` command calls."""
    argv = sys.argv[1:] if argv is None else argv
    if argv[:1] == ["manage"]:  # before argparse: everything after it belongs to Django, options too
        prepare_environment(argv)
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- `run` stays small

        execute_from_command_line(["corridor manage", *argv[1:]])
        return
    options = _parser().parse_args(argv)
    prepare_environment(argv)
    prepare_address(options.host, options.port)
    try:
        with only_one():  # also: no database is taken away from under a running site
            if options.act == "run":
                sys.exit(run(host=options.host, port=options.port, workers=options.workers))
            from config.preparation import prepare  # noqa: PLC0415 -- imports Django

            prepare(fresh_demo=options.fresh_demo)
    except Refused as refusal:
        sys.exit(str(refusal))


def _parser() -> argparse.ArgumentParser:
    """The settings of docs/operations.md are the defaults of the options."""
    parser = argparse.ArgumentParser(
        prog="corridor",
        description="Training and knowledge sharing for port control units.",
        epilog="Everything else is set in the environment: see docs/operations.md.",
    )
    acts = parser.add_subparsers(dest="act", required=True)
    address = argparse.ArgumentParser(add_help=False)
    address.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1", help="[HOST, 127.0.0.1]")
    address.add_argument("--port", default=os.environ.get("PORT") or "8000", type=_port, help="[PORT, 8000]")
    serve = acts.add_parser(
        "run",
        parents=[address],
        help="prepare what is missing, then serve until Ctrl-C: server, task worker, timer",
    )
    serve.add_argument(
        "--workers",
        default=os.environ.get("WORKERS") or "2",
        type=_workers,
        help="server processes [WORKERS, 2]",
    )
    prepare = acts.add_parser("prepare", parents=[address], help="only prepare: tables, static files, demo content")
    prepare.add_argument("--fresh-demo", action="store_true", help="throw the demo's database away first")
    acts.add_parser("manage", help="one of Django's commands, e.g. `corridor manage check`")
    return parser


def _settings_option(argv: list[str]) -> str | None:
    for position, argument in enumerate(argv):
        if argument.startswith("--settings="):
            return argument.partition("=")[2]
        if argument == "--settings":
            return argv[position + 1] if position + 1 < len(argv) else None
    return None


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a number from 1 to 65535")
    return int(text)


def _workers(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of server processes: 1 or more")
    return int(text)


if __name__ == "__main__":
    main()
