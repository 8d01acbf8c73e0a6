"""The fit of the nets beside the linear model of events. Needs torch, which the program itself does not."""

from __future__ import annotations

from typing import Any

import numpy
import torch
from torch import nn

from recoupe.coding.linear import LinearModel
from recoupe.coding.nets import Net
from tools.training.rows import Rows

NETS = 2
WIDTH, HIDDEN = 64, 96
PASSES, BATCH = 6, 64
RATE, DECAY = 2e-3, 0.01
DROPPED, DROPPED_INPUT, DROPPED_FEATURES = 0.3, 0.2, 0.15
SMOOTHING = 0.05


def fit_nets(rows: Rows, linear: LinearModel) -> tuple[Net, ...]:
    """Nets over the features and dense input of a linear model, each from another beginning."""
    known = [torch.tensor(linear.known(f), dtype=torch.long) for f in rows.features]
    vectors = numpy.array(rows.vectors)
    scale = 1 / (vectors.std(axis=0) + 1e-6)
    standard = torch.tensor((vectors - linear.mean) * scale, dtype=torch.float32)
    labels = torch.tensor([linear.classes.index(label) for label in rows.labels])
    return tuple(to_plain(fit_net(known, standard, labels, linear, seed), linear, scale) for seed in range(NETS))


class Layers(nn.Module):
    """The layers of a `Net`, with parts of the input left out while they learn."""

    def __init__(self, features: int, width: int, classes: int) -> None:
        super().__init__()
        self.embed = nn.EmbeddingBag(features, WIDTH, mode="sum")
        self.direct = nn.EmbeddingBag(features, classes, mode="sum")
        self.dense, self.hidden, self.out = (
            nn.Linear(width, WIDTH),
            nn.Linear(WIDTH, HIDDEN),
            nn.Linear(HIDDEN, classes),
        )
        self.drop, self.drop_input = nn.Dropout(DROPPED), nn.Dropout(DROPPED_INPUT)
        nn.init.normal_(self.embed.weight, std=0.05)
        nn.init.zeros_(self.direct.weight)

    def forward(self, rows: Any, offsets: Any, standard: Any) -> Any:
        layer = self.drop(torch.relu(self.embed(rows, offsets) + self.dense(self.drop_input(standard))))
        layer = self.drop(torch.relu(self.hidden(layer)))
        return self.out(layer) + self.direct(rows, offsets)


def fit_net(known: list[Any], standard: Any, labels: Any, linear: LinearModel, seed: int) -> Layers:
    torch.manual_seed(seed)
    net = Layers(len(linear.names), standard.shape[1], len(linear.classes))
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = PASSES * -(-len(known) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(PASSES):
        for chosen in torch.randperm(len(known)).split(BATCH):
            rows, offsets = gather(known, chosen.tolist())
            loss = nn.functional.cross_entropy(
                net(rows, offsets, standard[chosen]), labels[chosen], label_smoothing=SMOOTHING
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval()


def gather(known: list[Any], chosen: list[int]) -> tuple[Any, Any]:
    """The features of a batch in one row, some left out, and where each example begins."""
    kept = [known[at][torch.rand(len(known[at])) > DROPPED_FEATURES] for at in chosen]
    lengths = [0, *(len(rows) for rows in kept[:-1])]
    return torch.cat(kept), torch.tensor(lengths).cumsum(0)


def to_plain(net: Layers, linear: LinearModel, scale: Any) -> Net:
    """The weights for numpy; the scale that the linear model gives its dense input is taken out again."""
    values = {name: value.numpy().astype(numpy.float32) for name, value in net.state_dict().items()}
    return Net(
        table=numpy.hstack([values["embed.weight"], values["direct.weight"]]),
        dense=values["dense.weight"].T * (scale / linear.scale)[:, None],
        first=values["dense.bias"],
        hidden=values["hidden.weight"].T,
        second=values["hidden.bias"],
        out=values["out.weight"].T,
        third=values["out.bias"],
    )
