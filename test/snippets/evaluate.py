"""Reads what to evaluate from standard input, loads each file that was written, and prints what it says.

python evaluate.py pytorch|jax|keras < wanted.json > found.json
"""

import contextlib
import importlib.util
import io
import json
import sys

import numpy as np


def load(path):
    spec = importlib.util.spec_from_file_location("polyloss", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["polyloss"] = module
    spec.loader.exec_module(module)
    return module


def of_torch(module, dtype, logits, target, options, wants_gradient):
    import torch

    z = torch.tensor(logits, dtype=getattr(torch, dtype), requires_grad=wants_gradient)
    y = torch.tensor(target, dtype=None if isinstance(target[0], int) else z.dtype)
    loss = module.PolyLoss(**{"reduction": "none", **options})(z, y)
    if not wants_gradient:
        return loss.tolist(), None
    loss.sum().backward()
    return loss.tolist(), z.grad.tolist()


def of_jax(module, dtype, logits, target, options, _):
    return module.PolyLoss(**options)(np.asarray(logits, dtype), np.asarray(target)).tolist(), None


def of_keras(module, dtype, logits, target, options, _):
    loss = module.PolyLoss(**{"reduction": "none", "dtype": dtype, **options})
    again = type(loss).from_config({**loss.get_config(), "dtype": dtype})
    return np.asarray(again(target, logits)).tolist(), None


def main():
    framework = sys.argv[1]
    evaluate = {"pytorch": of_torch, "jax": of_jax, "keras": of_keras}[framework]
    np.seterr(all="ignore")
    found = []
    for wanted in json.load(sys.stdin):
        module = load(wanted["file"])
        with contextlib.redirect_stdout(io.StringIO()) as said:
            module.check()
        assert said.getvalue().count("\n") == 6, said.getvalue()
        found.append([
            [evaluate(module, dtype, one["logits"], one["target"], one["options"], one["gradient"]) for dtype in ("float32", "float64")]
            for one in wanted["examples"]
        ])
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
