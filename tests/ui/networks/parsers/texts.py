"""Texts that readers paste: tutorials, prints and tables, with what is known of each network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CIFAR = """
import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = torch.flatten(x, 1) # flatten all dimensions except batch
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        x = self.fc3(x)
        return x


net = Net()
"""
MNIST = """
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, 1)
        self.conv2 = nn.Conv2d(32, 64, 3, 1)
        self.dropout1 = nn.Dropout(0.25)
        self.dropout2 = nn.Dropout(0.5)
        self.fc1 = nn.Linear(9216, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = self.conv1(x)
        x = F.relu(x)
        x = self.conv2(x)
        x = F.relu(x)
        x = F.max_pool2d(x, 2)
        x = self.dropout1(x)
        x = torch.flatten(x, 1)
        x = self.fc1(x)
        x = F.relu(x)
        x = self.dropout2(x)
        x = self.fc2(x)
        output = F.log_softmax(x, dim=1)
        return output
"""
OLDER = """
class Net(nn.Module):

    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, self.num_flat_features(x))
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        x = self.fc3(x)
        return x

    def num_flat_features(self, x):
        size = x.size()[1:]
        num_features = 1
        for s in size:
            num_features *= s
        return num_features

net = Net()
print(net)
"""
LOOPS = """
class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)))


class Net(nn.Module):
    # nn.Conv2d(9, 9, 9) in a comment is no layer
    def __init__(self, hidden=64, depth=3):
        super().__init__()
        layers, channels = [], 3
        for k in range(depth):
            layers.append(Block(channels, hidden))
            if k < 2:
                layers += [nn.MaxPool2d(2)]
            channels, hidden = hidden, hidden * 2
        self.features = nn.Sequential(*layers)
        self.last = nn.ModuleList([nn.Conv2d(channels, channels, 3, padding=1) for _ in range(2)])
        self.fc = nn.Linear(channels * 8 * 8, 10)

    def forward(self, x):
        x = self.features(x)
        for layer in self.last:
            x = F.relu(layer(x))
        return self.fc(x.view(x.size(0), -1))
"""
UNPACKED = (
    "nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), "
    "*[nn.Conv2d(8, 8, 3, padding=1) for _ in range(3)], nn.Flatten(), nn.Linear(8 * 28 * 28, 10))"
)
NAMED = """
model = nn.Sequential(OrderedDict([
    ("conv1", nn.Conv2d(1, 6, 5, padding=2)), ("act1", nn.Tanh()), ("pool1", nn.AvgPool2d(2)),
    ("conv2", nn.Conv2d(6, 16, 5)), ("act2", nn.Tanh()), ("pool2", nn.AvgPool2d(2)),
    ("flat", nn.Flatten()), ("fc1", nn.Linear(400, 120)), ("act3", nn.Tanh()),
    ("fc2", nn.Linear(120, 84)), ("act4", nn.Tanh()), ("fc3", nn.Linear(84, 10)),
]))
"""
MOBILE = """
model = nn.Sequential(
    nn.Conv2d(3, 32, 3, padding='same', bias=False), nn.BatchNorm2d(32), nn.ReLU6(),
    nn.Conv2d(32, 32, 3, padding=1, groups=32, bias=False), nn.BatchNorm2d(32), nn.ReLU6(),
    nn.Conv2d(32, 64, 1), nn.Dropout(0.2), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
    nn.Linear(64, 1000),
)
"""
DECODER = """
nn.Sequential(
    nn.ConvTranspose2d(3, 16, 3, stride=2, padding=1, output_padding=1), nn.LeakyReLU(0.2),
    nn.ConvTranspose2d(16, 5, 2, stride=2),
)
"""


def _vgg(*widths: int | str) -> str:
    lines, place, channels = [], 0, 3
    for one in widths:
        if one == "M":
            lines.append(
                f"    ({place}): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, "
                "ceil_mode=False)"
            )
            place += 1
            continue
        lines += [
            f"    ({place}): Conv2d({channels}, {one}, kernel_size=(3, 3), stride=(1, 1), "
            "padding=(1, 1))",
            f"    ({place + 1}): ReLU(inplace=True)",
        ]
        place, channels = place + 2, int(one)
    return "\n".join(lines)


VGG16 = f"""VGG(
  (features): Sequential(
{_vgg(64, 64, "M", 128, 128, "M", *[256] * 3, "M", *[512] * 3, "M", *[512] * 3, "M")}
  )
  (avgpool): AdaptiveAvgPool2d(output_size=(7, 7))
  (classifier): Sequential(
    (0): Linear(in_features=25088, out_features=4096, bias=True)
    (1): ReLU(inplace=True)
    (2): Dropout(p=0.5, inplace=False)
    (3): Linear(in_features=4096, out_features=4096, bias=True)
    (4): ReLU(inplace=True)
    (5): Dropout(p=0.5, inplace=False)
    (6): Linear(in_features=4096, out_features=1000, bias=True)
  )
)"""
ALEXNET = """AlexNet(
  (features): Sequential(
    (0): Conv2d(3, 64, kernel_size=(11, 11), stride=(4, 4), padding=(2, 2))
    (1): ReLU(inplace=True)
    (2): MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)
    (3): Conv2d(64, 192, kernel_size=(5, 5), stride=(1, 1), padding=(2, 2))
    (4): ReLU(inplace=True)
    (5): MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)
    (6): Conv2d(192, 384, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
    (7): ReLU(inplace=True)
    (8): Conv2d(384, 256, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
    (9): ReLU(inplace=True)
    (10): Conv2d(256, 256, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
    (11): ReLU(inplace=True)
    (12): MaxPool2d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)
  )
  (avgpool): AdaptiveAvgPool2d(output_size=(6, 6))
  (classifier): Sequential(
    (0): Dropout(p=0.5, inplace=False)
    (1): Linear(in_features=9216, out_features=4096, bias=True)
    (2): ReLU(inplace=True)
    (3): Dropout(p=0.5, inplace=False)
    (4): Linear(in_features=4096, out_features=4096, bias=True)
    (5): ReLU(inplace=True)
    (6): Linear(in_features=4096, out_features=1000, bias=True)
  )
)"""
REPEATED = """Net(
  (blocks): Sequential(
    (0-4): 5 x CNN(
      (conv): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
      (act): ReLU()
    )
  )
  (head): Linear(in_features=6272, out_features=10, bias=True)
)"""
RESNET = """ResNet(
  (conv1): Conv2d(3, 16, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)
  (layer1): Sequential(
    (0): BasicBlock(
      (conv1): Conv2d(16, 32, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), bias=False)
      (downsample): Sequential(
        (0): Conv2d(16, 32, kernel_size=(1, 1), stride=(2, 2), bias=False)
      )
    )
  )
)"""
FLOWERS = """
num_classes = 5

model = Sequential([
  layers.Rescaling(1./255, input_shape=(180, 180, 3)),
  layers.Conv2D(16, 3, padding='same', activation='relu'),
  layers.MaxPooling2D(),
  layers.Conv2D(32, 3, padding='same', activation='relu'),
  layers.MaxPooling2D(),
  layers.Conv2D(64, 3, padding='same', activation='relu'),
  layers.MaxPooling2D(),
  layers.Flatten(),
  layers.Dense(128, activation='relu'),
  layers.Dense(num_classes)
])
model.compile(optimizer='adam', metrics=['accuracy'])
"""
ADDED = """
model = models.Sequential()
model.add(layers.Conv2D(32, (3, 3), activation='relu', input_shape=(32, 32, 3)))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Conv2D(64, (3, 3), activation='relu'))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Conv2D(64, (3, 3), activation='relu'))
model.add(layers.Flatten())
model.add(layers.Dense(64, activation='relu'))
model.add(layers.Dense(10))
"""
SEPARABLE = """
inputs = keras.Input(shape=(64, 64, 3))
x = layers.Conv2D(16, 3, strides=2, padding="same")(inputs)
x = layers.LeakyReLU()(x)
x = layers.DepthwiseConv2D(3)(x)
x = layers.SeparableConv2D(32, 3, padding="same", activation="relu")(x)
x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(10)(x)
model = keras.Model(inputs, outputs)
"""
FIRST = "model.add(Conv2D(32, (3, 3), data_format='channels_first', input_shape=(3, 32, 48)))"
UNCLOSED = """model = Sequential([
    Dense(16, input_shape=(20, 20, 3)), Conv2D(32, (3, 3)), Dense(2)"""

ARTICLE = """_________________________________________________________________
Layer (type)                 Output Shape              Param #
=================================================================
dense_1 (Dense)              (None, 20, 20, 16)        64
_________________________________________________________________
conv2d_1 (Conv2D)            (None, 18, 18, 32)        4640
_________________________________________________________________
dense_3 (Dense)              (None, 2)                 16386
=================================================================
Total params: 21,090
"""
# 80 columns wide, as Keras prints it unless told: shapes and names are broken.
NARROW = """Model: "sequential"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ conv2d (Conv2D)                 │ (None, 224, 224,       │           896 │
│                                 │ 32)                    │               │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ batch_normalization             │ (None, 224, 224,       │           128 │
│ (BatchNormalization)            │ 32)                    │               │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ max_pooling2d (MaxPooling2D)    │ (None, 112, 112,       │             0 │
│                                 │ 32)                    │               │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ separable_conv2d                │ (None, 110, 110,       │         2,400 │
│ (SeparableConv2D)               │ 64)                    │               │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ depthwise_conv2d                │ (None, 108, 108,       │           640 │
│ (DepthwiseConv2D)               │ 64)                    │               │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ global_average_pooling2d        │ (None, 64)             │             0 │
│ (GlobalAveragePooling2D)        │                        │               │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense (Dense)                   │ (None, 10)             │           650 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 4,714 (18.41 KB)
 Trainable params: 4,650 (18.16 KB)
 Non-trainable params: 64 (256.00 B)
"""
KERAS2 = """ Layer (type)                Output Shape              Param #
=================================================================
 conv2d (Conv2D)             (None, 26, 26, 32)        320

 max_pooling2d (MaxPooling2  (None, 13, 13, 32)        0
 D)

 conv2d_1 (Conv2D)           (None, 13, 13, 64         18496
                             )

 flatten (Flatten)           (None, 10816)             0

 dense (Dense)               (None, 10)                108170

=================================================================
Total params: 126986 (496.04 KB)
"""
JOINED = """ Layer (type)                   Output Shape         Param #     Connected to
==================================================================================================
 input_1 (InputLayer)           [(None, 32, 32, 3)]  0           []

 conv2d (Conv2D)                (None, 32, 32, 16)   448         ['input_1[0][0]']

 conv2d_1 (Conv2D)              (None, 32, 32, 16)   2320        ['conv2d[0][0]']

 add (Add)                      (None, 32, 32, 16)   0           ['conv2d[0][0]',
                                                                  'conv2d_1[0][0]']
"""
TORCHSUMMARY = """----------------------------------------------------------------
        Layer (type)               Output Shape         Param #
================================================================
            Conv2d-1            [-1, 6, 28, 28]             456
              ReLU-2            [-1, 6, 28, 28]               0
         MaxPool2d-3            [-1, 6, 14, 14]               0
            Conv2d-4           [-1, 16, 10, 10]           2,416
              ReLU-5           [-1, 16, 10, 10]               0
         MaxPool2d-6             [-1, 16, 5, 5]               0
            Linear-7                  [-1, 120]          48,120
              ReLU-8                  [-1, 120]               0
            Linear-9                   [-1, 10]           1,210
================================================================
Total params: 52,202
"""
TORCHINFO = """====================================================================================
Layer (type:depth-idx)                   Output Shape              Param #
====================================================================================
Net                                      [1, 10]                   --
├─Sequential: 1-1                        [1, 16, 5, 5]             --
│    └─Conv2d: 2-1                       [1, 6, 28, 28]            456
│    └─ReLU: 2-2                         [1, 6, 28, 28]            --
│    └─MaxPool2d: 2-3                    [1, 6, 14, 14]            --
│    └─Conv2d: 2-4                       [1, 16, 10, 10]           2,416
│    └─ReLU: 2-5                         [1, 16, 10, 10]           --
│    └─MaxPool2d: 2-6                    [1, 16, 5, 5]             --
├─Linear: 1-2                            [1, 120]                  48,120
├─ReLU: 1-3                              [1, 120]                  --
├─Linear: 1-4                            [1, 10]                   1,210
====================================================================================
"""


@dataclass(frozen=True)
class Known:
    """A text, and the network it stands for."""

    text: str
    layers: str
    input: str
    parameters: int
    here: str = "28,28,1"  # the input that the lesson has when it is pasted


_LENET = "c6k5-relu-m2-c16k5-relu-m2-flat-dense120-relu-dense84-relu-dense10"


def blocks(*blocks: tuple[int, int]) -> str:
    return "-".join("-".join([f"c{filters}p1-relu"] * count) + "-m2" for count, filters in blocks)


_CONVS = blocks((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
_TWICE = "c6k5-relu-m2-c16k5-relu-m2-flat-dense120-relu-dense10"
KNOWN: dict[str, Known] = {
    "the tutorial on CIFAR-10": Known(CIFAR, _LENET, "32,32,3", 62_006),
    "the tutorial on networks": Known(OLDER, _LENET, "32,32,1", 61_706, "224,224,3"),
    "the example on MNIST": Known(
        MNIST,
        "c32-relu-c64-relu-m2-drop25-flat-dense128-relu-drop50-dense10-softmax",
        "28,28,1",
        1_199_882,
        "224,224,3",
    ),
    "loops and classes": Known(
        LOOPS,
        "c64p1b0-bn-relu-m2-c128p1b0-bn-relu-m2-c256p1b0-bn-relu-c256p1-relu-c256p1-relu-flat"
        "-dense10",
        "32,32,3",
        1_715_274,
    ),
    "a list unpacked": Known(UNPACKED, "c8p1-relu-c8p1-c8p1-c8p1-flat-dense10", "28,28,3", 64_706),
    "layers with names": Known(
        NAMED,
        "c6k5p2-tanh-a2-c16k5-tanh-a2-flat-dense120-tanh-dense84-tanh-dense10",
        "28,28,1",
        61_706,
    ),
    "groups": Known(
        MOBILE,
        "c32p1b0-bn-relu6-c32p1g32b0-bn-relu6-c64k1-drop20-gap-dense1000",
        "28,28,3",
        68_392,
    ),
    "transposed convolutions": Known(DECODER, "up16k3p1o1-leakys200-up5", "28,28,3", 448 + 325),
    "the print of VGG-16": Known(
        VGG16,
        f"{_CONVS}-flat-dense4096-relu-drop50-dense4096-relu-drop50-dense1000",
        "224,224,3",
        138_357_544,
    ),
    "the print of AlexNet": Known(
        ALEXNET,
        "c64k11s4p2-relu-m3s2-c192k5p2-relu-m3s2-c384p1-relu-c256p1-relu-c256p1-relu-m3s2-drop50"
        "-flat-dense4096-relu-drop50-dense4096-relu-dense1000",
        "224,224,3",
        61_100_840,
    ),
    "a print that counts": Known(
        REPEATED, "-".join(["c8p1-relu"] * 5) + "-flat-dense10", "28,28,8", 65_650
    ),
    "the tutorial on flowers": Known(
        FLOWERS,
        "c16p1-relu-m2-c32p1-relu-m2-c64p1-relu-m2-flat-dense128-relu-dense5",
        "180,180,3",
        3_989_285,
    ),
    "layers added": Known(
        ADDED,
        "c32-relu-m2-c64-relu-m2-c64-relu-flat-dense64-relu-dense10",
        "32,32,3",
        122_570,
    ),
    "depthwise and separable": Known(
        SEPARABLE,
        "c16s2e1-leakys300-c16g16-c16p1g16b0-c32k1-relu-m3s2c1-gap-dense10",
        "64,64,3",
        448 + 160 + 688 + 330,
    ),
    "channels first": Known(FIRST, "c32", "32,48,3", 896),
    "code without its end": Known(UNCLOSED, "dense16-c32-dense2", "20,20,3", 4_770),
    "a table of an article": Known(ARTICLE, "dense16-c32-dense2", "20,20,3", 4_770),
    "a table of 80 columns": Known(
        NARROW, "c32p1-bne3m1-m2-c32g32b0-c64k1-c64g64-gap-dense10", "224,224,3", 4_650
    ),
    "an older table": Known(KERAS2, "c32-m2-c64p1-flat-dense10", "28,28,1", 126_986),
    "torchsummary": Known(TORCHSUMMARY, _TWICE, "32,32,3", 52_202),
    "torchinfo": Known(TORCHINFO, _TWICE, "32,32,3", 52_202),
}
WITH_BRANCHES: Sequence[str] = (
    RESNET,
    JOINED,
    """
inputs = keras.Input(shape=(32, 32, 3))
x = layers.Conv2D(16, 3, padding="same")(inputs)
y = layers.Conv2D(16, 3, padding="same")(x)
outputs = layers.Add()([x, y])
model = keras.Model(inputs, outputs)
""",
    """
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(8, 8, 3, padding=1)

    def forward(self, x):
        identity = x
        x = self.conv(x)
        return F.relu(x + identity)
""",
    """
class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Conv2d(3, 8, 1), nn.Conv2d(3, 8, 3, padding=1)

    def forward(self, x):
        return torch.cat([self.a(x), self.b(x)], dim=1)
""",
)
