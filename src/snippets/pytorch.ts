import { aboutOf, WEIGHTS_ARE } from './about.ts'
import { checksOf, classesOf } from './checks.ts'
import type { Member } from './member.ts'
import { pythonNumber, pythonTuple, wrapped } from './numerals.ts'

/** The loss as a PyTorch module. */
export function pytorch(member: Member): string {
  const { loss, weights } = member
  const isSmooth = loss.labelSmoothing > 0
  const checks = checksOf(member).map(({ logits, label, value, slope }) => {
    return `    (${pythonTuple(logits)}, ${label}, ${pythonNumber(value)}, ${pythonNumber(slope)}),`
  })
  return `"""${aboutOf(member, 'PyTorch 1.13 or newer')}

PyTorch: in the place of nn.CrossEntropyLoss

    criterion = PolyLoss()
    loss = criterion(logits, target)

Hugging Face: Trainer(..., compute_loss_func=compute_loss); shift a causal model's labels first

    criterion = PolyLoss(reduction="sum")
    def compute_loss(outputs, labels, num_items_in_batch=None):
        if num_items_in_batch is None:
            num_items_in_batch = (labels != criterion.ignore_index).sum()
        return criterion(outputs["logits"].flatten(0, -2), labels.flatten()) / num_items_in_batch

timm: in train.py, after the other train_loss_fn${isSmooth ? '; the targets of Mixup are smoothed already' : ''}

    train_loss_fn = PolyLoss(${isSmooth ? `label_smoothing=0.0 if mixup_active else ${pythonNumber(loss.labelSmoothing)}` : ''})

mmdetection: in a file that custom_imports names; then loss_cls=dict(type="PolyClassLoss")

    from mmdet.models.losses.utils import weight_reduce_loss
    from mmdet.registry import MODELS

    @MODELS.register_module()
    class PolyClassLoss(PolyLoss):
        def __init__(self, use_sigmoid=False, loss_weight=1.0, **numbers):
            activation = "sigmoid" if use_sigmoid else "softmax"
            super().__init__(activation=activation, reduction="none", **numbers)
            self.use_sigmoid, self.loss_weight = use_sigmoid, loss_weight

        def forward(self, cls_score, label, weight=None, avg_factor=None,
                    reduction_override=None, **_):
            loss = super().forward(cls_score, label)
            if weight is not None and weight.ndim < loss.ndim:
                weight = weight.unsqueeze(-1)
            reduction = reduction_override or "mean"
            return self.loss_weight * weight_reduce_loss(loss, weight, reduction, avg_factor)
"""

import torch
from torch import nn
from torch.nn import functional as F

# Stands for a logit of −∞; infinity less infinity would be no number.
MASKED = -1e30
${weights ? `\n# ${WEIGHTS_ARE}\nWEIGHT = ${wrapped(['(', ')'], weights.map(pythonNumber), '    ')}\n` : ''}

class PolyLoss(nn.Module):
    """Takes logits [N, K] or [N, K, d1, ...], and a target as nn.CrossEntropyLoss does.

    The target holds the labels, [N] or [N, d1, ...], or a distribution over the classes for
    each, of the shape of the logits. Labels of ignore_index count for nothing.

    Args:
        epsilon: ε₁, ε₂, ..., each added to the coefficient 1/j of its term.
        gamma: γ of the focal loss; shifts every exponent.
        terms: how many terms of −log p are kept; None keeps the logarithm itself.
        label_smoothing: a, in [0, 1).
        weight: a weight for each class; a distribution has the mean of its classes' weights.
        alpha: for "sigmoid": the weight of the positive, and 1 − alpha that of the negative.
        activation: "softmax", or "sigmoid" for K yes-or-no questions, each smoothed as two
            classes. A label K is then none of them, as mmdetection's background is, and a
            target of the shape of the logits may hold ignore_index.
        reduction: "mean" over what is not ignored, "sum" or "none". Unlike in
            nn.CrossEntropyLoss, the mean is not divided by the weights.
    """

    def __init__(
        self,
        epsilon=${pythonTuple(loss.epsilon)},
        gamma=${pythonNumber(loss.gamma)},
        terms=${loss.terms === Infinity ? 'None' : loss.terms},
        label_smoothing=${pythonNumber(loss.labelSmoothing)},
        weight=${weights ? 'WEIGHT' : 'None'},
        alpha=None,
        activation="softmax",
        ignore_index=-100,
        reduction="mean",
    ):
        super().__init__()
        if activation not in ("softmax", "sigmoid"):
            raise ValueError('activation is "softmax" or "sigmoid"')
        if reduction not in ("mean", "sum", "none"):
            raise ValueError('reduction is "mean", "sum" or "none"')
        self.epsilon = tuple(epsilon)
        # Of q = 1 − p, q², ...; what −log p has beyond q is added apart.
        first, *others = self.epsilon or (0.0,)
        self.coefficients = (1 + first, *others)
        self.gamma = gamma
        self.terms = terms
        self.label_smoothing = label_smoothing
        self.alpha = alpha
        self.activation = activation
        self.ignore_index = ignore_index
        self.reduction = reduction
        # Goes where the logits are, in their precision.
        self.weight = None if weight is None else torch.as_tensor(weight, dtype=torch.float64, device="cpu")

    def forward(self, logits, target):
        if not logits.is_floating_point():
            raise TypeError("the logits come first, then the target")
        logits = logits.to(torch.promote_types(logits.dtype, torch.float32))
        classes_last = logits.ndim <= 2
        if not classes_last:
            if target.ndim == logits.ndim:
                target = target.movedim(1, -1)
            logits = logits.movedim(1, -1)
        loss, kept = (self._softmax if self.activation == "softmax" else self._sigmoid)(logits, target)
        if self.reduction == "mean":
            return loss.sum() / kept.sum().clamp(min=1)
        if self.reduction == "sum":
            return loss.sum()
        return loss if classes_last or self.activation == "softmax" else loss.movedim(-1, 1)

    def _softmax(self, logits, target):
        # Shifted, logits far from 0 keep the digits of their differences.
        logits = logits - logits.detach().amax(-1, keepdim=True)
        kept = torch.ones(logits.shape[:-1], dtype=torch.bool, device=logits.device)
        hard = target.ndim < logits.ndim
        if hard:
            kept = target != self.ignore_index
            label = target.masked_fill(~kept, 0).long().unsqueeze(-1)
        if hard and self.label_smoothing == 0:
            loss = self._loss(odds_of(logits, label))
        else:
            a, classes = self.label_smoothing, logits.shape[-1]
            shares = torch.zeros_like(logits).scatter(-1, label, 1.0) if hard else target
            loss = (((1 - a) * shares + a / classes) * self._loss(all_odds(logits))).sum(-1)
        if self.weight is not None:
            weight = self.weight.to(logits.dtype).to(logits.device)
            loss = loss * (weight[label].squeeze(-1) if hard else (target * weight).sum(-1))
        return loss.masked_fill(~kept, 0.0), kept

    def _sigmoid(self, logits, target):
        kept = target != self.ignore_index
        target = target.masked_fill(~kept, 0)
        if target.ndim < logits.ndim:
            kept = kept.unsqueeze(-1).expand_as(logits)
            target = F.one_hot(target.long(), logits.shape[-1] + 1)[..., :-1]
        target = target.to(logits.dtype)
        a = self.label_smoothing
        smooth = (1 - a) * target + a / 2
        loss = smooth * self._loss(logits) + (1 - smooth) * self._loss(-logits)
        if self.alpha is not None:
            loss = loss * (target * self.alpha + (1 - target) * (1 - self.alpha))
        if self.weight is not None:
            loss = loss * self.weight.to(logits.dtype).to(logits.device)
        return loss.masked_fill(~kept, 0.0), kept

    def _loss(self, odds):
        """ℓ(p) from log(p / q), q = 1 − p: neither loses its digits, or is 0 in a logarithm."""
        log_p, log_q = F.logsigmoid(odds), F.logsigmoid(-odds)
        q = log_q.exp()
        polynomial = 0.0
        for coefficient in reversed(self.coefficients):
            polynomial = (polynomial + coefficient) * q
        later = later_terms(log_p, q) if self.terms is None else kept_terms(log_q, self.terms)
        return (polynomial + later) * (self.gamma * log_q).exp()


def odds_of(logits, label):
    """log(p / q) of a class each, [..., 1] in label: its logit against those of all others."""
    others = logits.scatter(-1, label, MASKED).logsumexp(-1)
    return logits.gather(-1, label).squeeze(-1) - others


def all_odds(logits):
    """log(p / q) of every class. Only the largest p is so near to 1 that 1 − p has lost digits."""
    log_p = logits.log_softmax(-1)
    top = logits.argmax(-1, keepdim=True)
    odds = log_p - torch.log1p(-log_p.exp().scatter(-1, top, 0.0))
    return odds.scatter(-1, top, odds_of(logits, top).unsqueeze(-1))


def later_terms(log_p, q):
    """q²/2 + q³/3 + ... = −log p − q. Where it is small beside q, by the series of atanh."""
    small = q.clamp(max=0.1)
    s = small / (2 - small)
    tail = 0.0
    for odd in (13, 11, 9, 7, 5, 3):
        tail = tail * s * s + 1 / odd
    return torch.where(q < 0.1, small * s + 2 * s**3 * tail, -log_p - q)


def kept_terms(log_q, terms):
    """q²/2 + ... + q^N/N. In the gradient they and q are p (1 + q + ...) = 1 − q^N, and nothing cancels."""
    j = torch.arange(2, terms + 1, dtype=log_q.dtype, device=log_q.device)
    return ((j * log_q.unsqueeze(-1)).exp() / j).sum(-1)


# What the playground says: logits (all others 0), label, loss, derivative by the label's logit.
CLASSES = ${classesOf(member)}
CHECKS = [
${checks.join('\n')}
]


def check():
    criterion = PolyLoss()
    # Rounding is relative to the terms without their signs.
    sizes = PolyLoss(epsilon=[abs(value) for value in criterion.epsilon])
    for logits, label, *expected in CHECKS:
        row = [*logits, *[0.0] * (CLASSES - len(logits))]
        (*found,), (*size,) = (value_and_slope(loss, row, label) for loss in (criterion, sizes))
        for what, x, y, scale in zip(("loss", "derivative"), found, expected, size):
            if not abs(x - y) <= 1e-6 * abs(scale) + 1e-30:
                raise SystemExit(f"The {what} at {logits}, label {label}, is {x}. The playground has {y}.")
        print(f"{logits}, label {label}: loss {found[0]:.6g}, derivative {found[1]:.6g}")
    print("All five are as in the playground.")


def value_and_slope(criterion, row, label):
    logits = torch.tensor([row], dtype=torch.float64, requires_grad=True)
    loss = criterion(logits, torch.tensor([label]))
    loss.backward()
    return loss.item(), logits.grad[0, label].item()


if __name__ == "__main__":
    check()
`
}
