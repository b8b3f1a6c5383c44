"""Pretrains Brook from random weights on data/corpus.txt."""

import argparse

import torch
import yaml
from safetensors.torch import save_file
from torch import nn


class Brook(nn.Module):
    def __init__(self, vocab_size, n_layer, n_head, n_embd, block_size):
        super().__init__()
        self.token = nn.Embedding(vocab_size, n_embd)
        self.place = nn.Embedding(block_size, n_embd)
        layer = nn.TransformerEncoderLayer(n_embd, n_head, 4 * n_embd, batch_first=True)
        self.body = nn.TransformerEncoder(layer, n_layer)
        self.head = nn.Linear(n_embd, vocab_size)

    def forward(self, x):
        mask = nn.Transformer.generate_square_subsequent_mask(x.size(1))
        h = self.token(x) + self.place(torch.arange(x.size(1)))
        return self.head(self.body(h, mask=mask, is_causal=True))


def batches(corpus, batch_size, block_size):
    while True:
        at = torch.randint(len(corpus) - block_size - 1, (batch_size,))
        yield (
            torch.stack([corpus[i : i + block_size] for i in at]),
            torch.stack([corpus[i + 1 : i + block_size + 1] for i in at]),
        )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="configs/brook.yaml")
    config = yaml.safe_load(open(parser.parse_args().config))
    torch.manual_seed(config["seed"])
    training = config["training"]

    corpus = torch.tensor(list(open(config["data"]["path"], "rb").read()))
    model = Brook(**config["model"])
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=training["learning_rate"], weight_decay=training["weight_decay"]
    )
    loss_fn = nn.CrossEntropyLoss()
    data = batches(corpus, training["batch_size"], config["model"]["block_size"])
    for step, (x, y) in zip(range(training["max_steps"]), data):
        optimizer.zero_grad()
        loss = loss_fn(model(x).flatten(0, 1), y.flatten())
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(step, loss.item())
    save_file(model.state_dict(), "model.safetensors")


if __name__ == "__main__":
    main()
