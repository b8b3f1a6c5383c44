"""Adapts Cloud to the reports of one town."""

import argparse

import yaml
from datasets import load_from_disk
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

parser = argparse.ArgumentParser()
parser.add_argument("--config", default="configs/cloud.yaml")
config = yaml.safe_load(open(parser.parse_args().config))

model = AutoModelForCausalLM.from_pretrained(config["model"])
arguments = TrainingArguments("out", num_train_epochs=config["training"]["epochs"])
trainer = Trainer(model=model, args=arguments, train_dataset=load_from_disk(config["data"]["path"]))
trainer.train()
