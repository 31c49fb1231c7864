"""What the file for PyTorch does beside its numbers: python torch_uses.py polyloss_torch.py"""

import sys
import textwrap
import types

import torch
from evaluate import load
from torch import nn

module = load(sys.argv[1])
PolyLoss = module.PolyLoss
torch.manual_seed(1)


def near(a, b, tolerance=1e-6):
    assert torch.allclose(torch.as_tensor(a), torch.as_tensor(b), rtol=tolerance, atol=tolerance), (a, b)


def stands_in_the_place_of_cross_entropy():
    logits, target = torch.randn(3, 5, 4, 2), torch.randint(5, (3, 4, 2))
    target[0, 0, 0] = -100
    for reduction in ("mean", "sum", "none"):
        near(PolyLoss(epsilon=(), reduction=reduction)(logits, target), nn.CrossEntropyLoss(reduction=reduction)(logits, target))
    soft = torch.softmax(torch.randn(3, 5, 4, 2), 1)
    near(PolyLoss(epsilon=(), label_smoothing=0.1)(logits, soft), nn.CrossEntropyLoss(label_smoothing=0.1)(logits, soft))
    near(PolyLoss(epsilon=())(logits[0, :, 0, 0], torch.tensor(2)), nn.CrossEntropyLoss()(logits[0, :, 0, 0], torch.tensor(2)))


def has_the_gradient_and_its_gradient():
    logits = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    target = torch.tensor([0, 1, 2, -100])
    for options in ({"gamma": 2.0, "epsilon": (-1, 0.5)}, {"terms": 3}, {"label_smoothing": 0.2}, {"activation": "sigmoid"}):
        loss = PolyLoss(**options)
        assert torch.autograd.gradcheck(lambda z: loss(z, target), logits)
        assert torch.autograd.gradgradcheck(lambda z: loss(z, target), logits)


def takes_half_precision():
    logits = torch.randn(4, 3).to(torch.bfloat16).requires_grad_()
    loss = PolyLoss()(logits, torch.tensor([0, 1, 2, 0]))
    loss.backward()
    assert loss.dtype == torch.float32 and logits.grad.isfinite().all()


def says_what_is_wrong():
    for options in ({"activation": "tanh"}, {"reduction": "avg"}):
        try:
            PolyLoss(**options)
        except ValueError:
            continue
        raise AssertionError(options)
    try:
        PolyLoss()(torch.tensor([0, 1]), torch.randn(2, 3))
    except TypeError:
        return
    raise AssertionError("swapped")


def has_a_sum_of_nothing():
    for activation in ("softmax", "sigmoid"):
        logits = torch.randn(2, 3, requires_grad=True)
        loss = PolyLoss(activation=activation)(logits, torch.tensor([-100, -100]))
        loss.backward()
        assert loss == 0 and (logits.grad == 0).all()


def has_weights_in_the_precision_of_the_logits():
    target = torch.tensor([0, 2])
    for dtype in (torch.float32, torch.float64):
        logits = torch.randn(2, 3, dtype=dtype)
        each = PolyLoss(reduction="none")(logits, target)
        for weight in ([1 / 3, 2.0, 1.1], torch.tensor([1 / 3, 2.0, 1.1], dtype=dtype)):
            found = PolyLoss(weight=weight, reduction="none")(logits, target)
            assert found.dtype == dtype
            near(found, each * torch.tensor([1 / 3, 1.1], dtype=dtype), 1e-14 if dtype == torch.float64 else 1e-6)


def bears_masked_classes():
    logits = torch.tensor([[1.0, -torch.inf, -torch.inf]], requires_grad=True)
    loss = PolyLoss()(logits, torch.tensor([0]))
    loss.backward()
    assert loss == 0 and (logits.grad == 0).all()


def example(after):
    """The code in the file's own words, below the line that begins so."""
    text = module.__doc__.split(after, 1)[1].split("\n", 1)[1]
    lines = []
    for line in text.splitlines():
        if line and not line.startswith("    "):
            break
        lines.append(line)
    scope = {"PolyLoss": PolyLoss, "torch": torch}
    exec(textwrap.dedent("\n".join(lines)), scope)
    return scope


def plugs_into_hugging_face():
    compute_loss = example("Hugging Face:")["compute_loss"]
    logits, labels = torch.randn(2, 3, 5), torch.tensor([[1, -100, 2], [0, 4, -100]])
    mean = PolyLoss()(logits.flatten(0, 1), labels.flatten())
    near(compute_loss({"logits": logits}, labels), mean)
    near(compute_loss({"logits": logits}, labels, torch.tensor(8)), mean / 2)


def plugs_into_timm():
    for mixup_active in (True, False):
        scope = {"PolyLoss": PolyLoss, "mixup_active": mixup_active}
        line = next(line for line in module.__doc__.splitlines() if "train_loss_fn = " in line)
        exec(line.strip(), scope)
        assert isinstance(scope["train_loss_fn"], PolyLoss)


def plugs_into_mmdetection():
    # A stand-in for the two names of mmdetection that it uses.
    def weight_reduce_loss(loss, weight, reduction, avg_factor):
        loss = loss if weight is None else loss * weight
        return loss.mean() if avg_factor is None else loss.sum() / avg_factor

    models = types.SimpleNamespace(register_module=lambda: lambda registered: registered)
    for name in ("mmdet", "mmdet.models", "mmdet.models.losses"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["mmdet.models.losses.utils"] = types.SimpleNamespace(weight_reduce_loss=weight_reduce_loss)
    sys.modules["mmdet.registry"] = types.SimpleNamespace(MODELS=models)
    Registered = example("mmdetection:")["PolyClassLoss"]
    logits, labels, weight = torch.randn(4, 3), torch.tensor([0, 2, 1, 0]), torch.tensor([1.0, 0.0, 1.0, 1.0])
    each = PolyLoss(reduction="none")(logits, labels)
    near(Registered()(logits, labels, weight, avg_factor=3), (each * weight).sum() / 3)
    background = torch.tensor([0, 3, 1, 3])
    each = PolyLoss(activation="sigmoid", reduction="none")(logits, background)
    near(Registered(use_sigmoid=True, loss_weight=2.0)(logits, background, weight, avg_factor=2), (each * weight[:, None]).sum())


for test in [
    stands_in_the_place_of_cross_entropy,
    has_the_gradient_and_its_gradient,
    takes_half_precision,
    says_what_is_wrong,
    has_a_sum_of_nothing,
    has_weights_in_the_precision_of_the_logits,
    bears_masked_classes,
    plugs_into_hugging_face,
    plugs_into_timm,
    plugs_into_mmdetection,
]:
    test()
    print(test.__name__.replace("_", " "))
