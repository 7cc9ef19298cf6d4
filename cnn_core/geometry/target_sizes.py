"""Which strides and paddings turn one size into another."""

from __future__ import annotations

from cnn_core.geometry.sizes import output_size, span, whole


def strides_and_paddings(
    size: int, target: int, kernel: int, *, dilation: int = 1
) -> list[tuple[int, int]]:
    """Return every (stride, padding) with which a kernel makes `target` cells of `size`.

    Padding stays below what the kernel covers: more would put whole windows outside the image. If
    one window is wanted, all longer strides do it, too, and the shortest stands for them. Errors:
    sizes that are no whole numbers from 1 on.

    >>> strides_and_paddings(224, 112, 7), strides_and_paddings(28, 28, 3)
    ([(2, 3)], [(1, 1)])
    """
    size, target = whole(size, "size"), whole(target, "target")
    covers = span(whole(kernel, "kernel"), whole(dilation, "dilation"))
    found: list[tuple[int, int]] = []
    for padding in range(covers):
        room = size + 2 * padding - covers
        if room < 0:
            continue
        for stride in range(1, room + 2):
            out = output_size(size, kernel, stride=stride, padding=padding, dilation=dilation)
            if out == target:
                found.append((stride, padding))
                if target == 1:
                    break
            if out < target:
                break
    return sorted(found)
