"""Does dragoman install where nothing of it is, and work there? Builds the wheel and the sdist, and tries them.

    python tools/check_package.py            # build, install the wheel into an empty environment, use it
    python tools/check_package.py --sdist    # the same from the sdist
    python tools/check_package.py --pipx     # the wheel by pipx, as its users install it

It needs the package index, and the package `build` in the environment that runs it. It leaves nothing behind.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SENTENCE = "France demanded on Monday that Germany release the two journalists."
MUST_SHIP = (
    "dragoman/find/data/triggers.tsv",
    "dragoman/know/data/odbl/LICENSE",
    "dragoman/show/static/page.css",
    "dragoman/show/templates/base.html",
    "dragoman/py.typed",
)
IN_SDIST = ("LICENSE", "NOTICE", "CHANGELOG.md", "SECURITY.md", "CITATION.cff", "mkdocs.yml", "tests/conftest.py")


def run(*words: str, **more: str) -> str:
    """Run a command outside the checkout, so that only what was installed can answer."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")} | more
    print("$", *words, flush=True)
    done = subprocess.run(words, cwd=tempfile.gettempdir(), env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(out: Path) -> tuple[Path, Path]:
    """The sdist, and the wheel made from it."""
    run(sys.executable, "-m", "build", "--outdir", str(out), str(ROOT))
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; {sdist.name}: {sdist.stat().st_size / 1e6:.1f} MB")
    with zipfile.ZipFile(wheel) as whole:
        names = set(whole.namelist())
    missing = [name for name in MUST_SHIP if name not in names]
    with tarfile.open(sdist) as tar:
        held = {name.partition("/")[2] for name in tar.getnames()}
    missing += [name for name in IN_SDIST if name not in held]
    if missing:
        sys.exit(f"left out of the package: {', '.join(missing)}")
    return wheel, sdist


def try_it(command: str) -> None:
    """Examine the installation, and code one sentence with it."""
    told = run(command, "doctor")
    print(told, end="")
    if "broken" in told:
        sys.exit("the doctor found something broken")
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(SENTENCE, encoding="utf-8")
        coded = run(command, "code", "--jsonl", "--date", "2021-03-02", str(article))
    if '"record":"demand"' not in coded or "release the two journalists" not in coded:
        sys.exit(f"the sentence was not read:\n{coded}")
    print(f"coded a sentence: {len(coded.splitlines())} records")


def in_an_empty_environment(package: Path, folder: Path) -> None:
    run(sys.executable, "-m", "venv", str(folder / "venv"))
    python = folder / "venv" / "bin" / "python"
    run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(package))
    print(run(str(python), "-m", "pip", "check", "--disable-pip-version-check"), end="")
    try_it(str(python.with_name("dragoman")))


def by_pipx(package: Path, folder: Path) -> None:
    run(sys.executable, "-m", "venv", str(folder / "pipx-venv"))
    python = folder / "pipx-venv" / "bin" / "python"
    run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pipx")
    homes = {
        "PIPX_HOME": str(folder / "pipx"),
        "PIPX_BIN_DIR": str(folder / "bin"),
        "PIPX_MAN_DIR": str(folder / "man"),
    }
    run(str(python), "-m", "pipx", "install", "--quiet", str(package), **homes)
    try_it(str(folder / "bin" / "dragoman"))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sdist", action="store_true", help="install from the sdist")
    asked.add_argument("--pipx", action="store_true", help="install the wheel by pipx")
    asked.add_argument("--out", type=Path, help="keep what was built in this folder")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="dragoman-package-") as name:
        folder = Path(name)
        wheel, sdist = build(folder / "dist")
        if wanted.pipx:
            by_pipx(wheel, folder)
        else:
            in_an_empty_environment(sdist if wanted.sdist else wheel, folder)
        if wanted.out:
            shutil.copytree(folder / "dist", wanted.out, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
