"""A kernel is read as people write it: in lines, in programs, in articles and in spreadsheets."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnn_core.kernels.notation import read_grid
from cnn_core.kernels.text import parse_weights

SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
BINOMIAL = [[Fraction(n, 16) for n in row] for row in ([1, 2, 1], [2, 4, 2], [1, 2, 1])]


def exact(text: str) -> list[list[Fraction]]:
    kernel = parse_weights(text)
    return [[Fraction(n, kernel.divisor) for n in row] for row in kernel.numerators]


@pytest.mark.parametrize(
    "text",
    [
        "-1 0 1\n-2 0 2\n-1 0 1",
        "-1,0,1\n-2,0,2\n-1,0,1",
        "-1, 0, 1,\n-2, 0, 2,\n-1, 0, 1",
        "-1 0 1⏎-2 0 2⏎-1 0 1",  # line ends in a field of one line
        "-1,0,1 -2,0,2 -1,0,1",  # the same, made spaces by a browser
        "\u22121\t0\t1\n\u22122\t0\t2\n\u22121\t0\t1\n",
        "-1\t0\t1 -2\t0\t2 -1\t0\t1",
        "-1;0;1\n-2;0;2\n-1;0;1",
        "[-1 0 1; -2 0 2; -1 0 1]",
        "Gx = [-1 0 1\n      -2 0 2\n      -1 0 1];  % Sobel",
        "Gx = [-1 0 1; ...\n      -2 0 2; ...\n      -1 0 1];",
        "Gx =\n\n    -1     0     1\n    -2     0     2\n    -1     0     1\n",
        "[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]",
        "[[-1,\n  0,\n  1],\n [-2,\n  0,\n  2],\n [-1,\n  0,\n  1]]",
        "[(-1, 0, 1), (-2, 0, 2), (-1, 0, 1)]",
        "((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))",
        "[[-1.  0.  1.]\n [-2.  0.  2.]\n [-1.  0.  1.]]",
        "np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])",
        "kernel = np.array([[-1, 0, 1],\n                   [-2, 0, 2],  # the middle\n"
        "                   [-1, 0, 1]], dtype=np.float32)",
        "np.array([-1, 0, 1, -2, 0, 2, -1, 0, 1]).reshape(3, 3)",
        "np.array([-1, 0, 1, -2, 0, 2, -1, 0, 1], np.float32).reshape((3, 3)).astype(float)",
        "tensor([[-1.,  0.,  1.],\n        [-2.,  0.,  2.],\n        [-1.,  0.,  1.]])",
        "torch.tensor([[[[-1., 0., 1.], [-2., 0., 2.], [-1., 0., 1.]]]], requires_grad=True)",
        "tf.constant([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], tf.float32)",
        "np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]).T",
        "[-1 -2 -1; 0 0 0; 1 2 1]'",
        "-np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])",
        "float gx[3][3] = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};",
        "const float gx[9] = {\n  -1.0f, 0.f, 1.0f,\n  -2.0f, 0.f, 2.0f,\n  -1.0f, 0.f, 1.0f,\n};",
        "/* Sobel */ int gx[3][3] = {\n    {-1, 0, 1},\n    {-2, 0, 2},\n    {-1, 0, 1} // end\n};",
        "Mat kernel = (Mat_<float>(3,3) << -1, 0, 1, -2, 0, 2, -1, 0, 1);",
        "{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}",
        "rbind(c(-1, 0, 1), c(-2, 0, 2), c(-1, 0, 1))",
        r"\begin{pmatrix} -1 & 0 & 1 \\ -2 & 0 & 2 \\ -1 & 0 & 1 \end{pmatrix}",
        r"G_x = \left[ \begin{array}{ccc} -1&0&1\\-2&0&2\\-1&0&1\\ \end{array} \right]",
        "| -1 | 0 | 1 |\n|----|---|---|\n| -2 | 0 | 2 |\n| -1 | 0 | 1 |",
    ],
)
def test_one_kernel_in_every_notation(text: str) -> None:
    assert exact(text) == SOBEL


@pytest.mark.parametrize(
    "text",
    [
        "1/16*[1 2 1;2 4 2;1 2 1]",
        "1/16 [1 2 1; 2 4 2; 1 2 1]",
        "(1/16) * [1 2 1; 2 4 2; 1 2 1]",
        "[1 2 1; 2 4 2; 1 2 1]/16",
        "[1 2 1; 2 4 2; 1 2 1] * 0.0625",
        "k = (1.0/16.0) * np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])",
        "np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]], dtype=np.float32) / 16.0",
        "np.array([1, 2, 1, 2, 4, 2, 1, 2, 1]).reshape(3, 3) / 16",
        "0.125 * np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 2",
        "1 2 1\n2 4 2\n1 2 1\n/16",
        "1 2 1; 2 4 2; 1 2 1 / 16",
        "1/16, 1/8, 1/16; 1/8, 1/4, 1/8; 1/16, 1/8, 1/16",
        "1 / 16, 1 / 8, 1 / 16; 1 / 8, 1 / 4, 1 / 8; 1 / 16, 1 / 8, 1 / 16",
        "0,0625 0,125 0,0625\n0,125 0,25 0,125\n0,0625 0,125 0,0625",
        "0,0625;0,125;0,0625\n0,125;0,25;0,125\n0,0625;0,125;0,0625",
        "0,0625\t0,125\t0,0625\n0,125\t0,25\t0,125\n0,0625\t0,125\t0,0625",
        r"\frac{1}{16} \begin{bmatrix}1&2&1\\2&4&2\\1&2&1\end{bmatrix}",
        r"$\dfrac{1}{16}\cdot\begin{pmatrix}1 & 2 & 1 \\ 2 & 4 & 2 \\ 1 & 2 & 1\end{pmatrix}$",
        "\u00b9\u2044\u2081\u2086".translate({0xB9: "1", 0x2081: "1", 0x2086: "6"})
        + " × [1 2 1; 2 4 2; 1 2 1]",
    ],
)
def test_a_factor_stands_before_behind_or_in_every_number(text: str) -> None:
    assert exact(text) == BINOMIAL


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0,5 0,5; 0,5 0,5", [[0.5, 0.5], [0.5, 0.5]]),
        ("0,5 1 0,5", [[0.5, 1, 0.5]]),
        ("1,2 3,4; 5,6 7,8", [[1.2, 3.4], [5.6, 7.8]]),
        ("1,-2 3,-4", [[1, -2], [3, -4]]),
        ("1, 2 3, 4", [[1, 2, 3, 4]]),
        ("np.ones((2, 3), np.float32) / 4", [[0.25] * 3] * 2),
        ("ones(2)/4", [[0.25] * 2] * 2),
        ("1.0e+03 *\n\n  1  0.5\n  0  0.1", [[1000, 500], [0, 100]]),
        ("[1, 0, -1]", [[1, 0, -1]]),
        ("[[1], [2]]", [[1], [2]]),
        ("7", [[7]]),
    ],
)
def test_what_else_people_write(text: str, wanted: list[list[float]]) -> None:
    assert exact(text) == [[Fraction(str(one)) for one in row] for row in wanted]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "cv2.getGaussianKernel(3, 0)",
            '"cv2.getGaussianKernel(...)" would have to be run, and no code is run here: '
            "paste the numbers it gives",
        ),
        (
            "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]",
            "these are 2 grids of numbers, and a kernel here is one: paste one of them",
        ),
        ("[[1, 2], 3]", '"3" stands outside the rows: write numbers in rows'),
        ("a = [[1, 2]]; b = [[3, 4]]", '"b" stands outside the rows: write numbers in rows'),
        ("np.array([1, 2, 3]).reshape(2, 2)", "2×2 has 4 numbers, and here are 3"),
        ("50 % 25 %", 'row 1, column 2: "%" is not a number: write one like 2, -1, 0.5 or 1/9'),
        ("0*[1 2]", 'the factor "0*" is or divides by 0: use another'),
        ("1e99*[1 2]", 'the factor "1e99" is too large or too small: use 1e-12 to 1e12'),
        ("ones(500)", "ones of 500×500 are not a kernel: both sides are 1 to 11"),
        ("__import__('os')", '"__import__(...)" would have to be run, and no code is run here: '
         "paste the numbers it gives"),
        ("x" * 90, '"xxxxxxxxxxxxxxxxxxxx..." is not a number: write one like 2, -1 or 0.5'),
    ],
)  # fmt: skip
def test_a_refusal_names_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as error:
        parse_weights(text)
    assert str(error.value) == sentence


def test_a_row_of_decimal_commas_or_two_rows_is_left_open() -> None:
    found = read_grid("1,0 0,1")
    assert (found.rows, found.other) == ([["1", "0"], ["0", "1"]], [["1.0", "0.1"]])


PIECES = ["1", "-2", "0.5", "1/9", ",", ";", " ", "\n", "\t", "[", "]", "(", ")", "{", "}", "/",
          "*", "np.array(", "dtype=float", ".T", "'", "\\begin{pmatrix}", "&", "\\\\", "|", "ones(",
          ".reshape(", "1e5", "#", "%", "=", "x", "⏎"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_notations_is_a_grid_or_a_sentence(text: str) -> None:
    with contextlib.suppress(ValueError):
        grid = read_grid(text)
        assert all(isinstance(word, str) for row in grid.rows for word in row)
