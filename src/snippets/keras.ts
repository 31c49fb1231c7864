import { aboutOf, WEIGHTS_ARE } from './about.ts'
import { checksOf, classesOf } from './checks.ts'
import type { Member } from './member.ts'
import { pythonNumber, pythonTuple, wrapped } from './numerals.ts'

/** The loss for Keras 3, on any backend. */
export function keras(member: Member): string {
  const { loss, weights } = member
  const checks = checksOf(member).map(({ logits, label, value }) => `    (${pythonTuple(logits)}, ${label}, ${pythonNumber(value)}),`)
  return `"""${aboutOf(member, 'Keras 3')}

The last layer gives logits: it has no softmax.

    model.compile(optimizer="adam", loss=PolyLoss(), metrics=["sparse_categorical_accuracy"])
    model.fit(x, y)

fit(class_weight=...) and sample_weight multiply the whole loss as well; use either them or
the weights in here. A saved model finds the loss again where this file was imported.
"""

import keras
from keras import ops

# Stands for a logit of −∞; infinity less infinity would be no number.
MASKED = -1e30
${weights ? `\n# ${WEIGHTS_ARE}\nCLASS_WEIGHT = ${wrapped(['(', ')'], weights.map(pythonNumber), '    ')}\n` : ''}

@keras.saving.register_keras_serializable(package="polyloss")
class PolyLoss(keras.losses.Loss):
    """Takes logits [..., K], and labels [...], [..., 1] or a distribution over the classes for each.

    Args:
        epsilon: ε₁, ε₂, ..., each added to the coefficient 1/j of its term.
        gamma: γ of the focal loss; shifts every exponent.
        terms: how many terms of −log p are kept; None keeps the logarithm itself.
        label_smoothing: a, in [0, 1).
        class_weight: of each class; a distribution has the mean of its classes' weights.
        alpha: for "sigmoid": the weight of the positive, and 1 − alpha that of the negative.
        activation: "softmax", or "sigmoid" for K yes-or-no questions, each smoothed as two
            classes, of which an example has the mean. A label K is then none of them.
        ignore_class: a label that counts for nothing.
        reduction: as every Keras loss has it; a mean is over what is not ignored.
    """

    def __init__(
        self,
        epsilon=${pythonTuple(loss.epsilon)},
        gamma=${pythonNumber(loss.gamma)},
        terms=${loss.terms === Infinity ? 'None' : loss.terms},
        label_smoothing=${pythonNumber(loss.labelSmoothing)},
        class_weight=${weights ? 'CLASS_WEIGHT' : 'None'},
        alpha=None,
        activation="softmax",
        ignore_class=None,
        reduction="sum_over_batch_size",
        name="poly_loss",
        **kwargs,
    ):
        super().__init__(name=name, reduction=reduction, **kwargs)
        if activation not in ("softmax", "sigmoid"):
            raise ValueError('activation is "softmax" or "sigmoid"')
        self.epsilon = tuple(epsilon)
        self.gamma = gamma
        self.terms = terms
        self.label_smoothing = label_smoothing
        self.class_weight = class_weight
        self.alpha = alpha
        self.activation = activation
        self.ignore_class = ignore_class

    def get_config(self):
        own = ("epsilon", "gamma", "terms", "label_smoothing", "class_weight", "alpha", "activation", "ignore_class")
        return {**super().get_config(), **{name: getattr(self, name) for name in own}}

    def call(self, y_true, y_pred):
        classes = y_pred.shape[-1]
        if len(y_true.shape) == len(y_pred.shape) and y_true.shape[-1] == 1 and classes > 1:
            y_true = ops.squeeze(y_true, -1)
        kept = None
        if len(y_true.shape) < len(y_pred.shape):
            label = ops.cast(y_true, "int32")
            if self.ignore_class is not None:
                kept = ops.cast(label != self.ignore_class, y_pred.dtype)
                label = ops.where(label != self.ignore_class, label, 0)
            # A class more, so that the label K is none of the others.
            y_true = ops.one_hot(label, classes + 1, dtype=y_pred.dtype)[..., :-1]
        loss = (self._softmax if self.activation == "softmax" else self._sigmoid)(y_pred, y_true)
        if kept is None:
            return loss
        if self.reduction in ("sum_over_batch_size", "mean"):
            # Keras divides by all; this leaves out what is ignored.
            kept = kept / ops.maximum(ops.mean(kept), 1e-7)
        return loss * kept

    def _softmax(self, logits, labels):
        # Shifted, logits far from 0 keep the digits of their differences.
        logits = logits - ops.stop_gradient(ops.max(logits, axis=-1, keepdims=True))
        a, classes = self.label_smoothing, logits.shape[-1]
        loss = ops.sum(((1 - a) * labels + a / classes) * self._loss(all_odds(logits)), axis=-1)
        if self.class_weight is not None:
            loss = loss * ops.sum(labels * ops.convert_to_tensor(self.class_weight, logits.dtype), axis=-1)
        return loss

    def _sigmoid(self, logits, labels):
        a = self.label_smoothing
        smooth = (1 - a) * labels + a / 2
        loss = smooth * self._loss(logits) + (1 - smooth) * self._loss(-logits)
        if self.alpha is not None:
            loss = loss * (labels * self.alpha + (1 - labels) * (1 - self.alpha))
        if self.class_weight is not None:
            loss = loss * ops.convert_to_tensor(self.class_weight, logits.dtype)
        return ops.mean(loss, axis=-1)

    def _loss(self, odds):
        """ℓ(p) from log(p / q), q = 1 − p: neither loses its digits, or is 0 in a logarithm."""
        log_p, log_q = ops.log_sigmoid(odds), ops.log_sigmoid(-odds)
        q = ops.exp(log_q)
        # Of q, q², ...; what −log p has beyond q is added apart.
        first, *others = self.epsilon or (0.0,)
        polynomial = 0.0
        for coefficient in reversed((1 + first, *others)):
            polynomial = (polynomial + coefficient) * q
        later = later_terms(log_p, q) if self.terms is None else kept_terms(log_q, self.terms)
        return (polynomial + later) * ops.exp(self.gamma * log_q)


def all_odds(logits):
    """log(p / q) of every class: its logit against those of all others.

    Only the largest p is so near to 1 that 1 − p has lost digits.
    """
    log_p = ops.log_softmax(logits, axis=-1)
    top = ops.one_hot(ops.argmax(logits, axis=-1), logits.shape[-1], dtype=logits.dtype) > 0
    others = ops.logsumexp(ops.where(top, MASKED, logits), axis=-1, keepdims=True)
    largest = ops.sum(ops.where(top, logits, 0.0), axis=-1, keepdims=True) - others
    return ops.where(top, largest, log_p - ops.log1p(-ops.where(top, 0.0, ops.exp(log_p))))


def later_terms(log_p, q):
    """q²/2 + q³/3 + ... = −log p − q. Where it is small beside q, by the series of atanh."""
    small = ops.minimum(q, 0.1)
    s = small / (2 - small)
    tail = 0.0
    for odd in (13, 11, 9, 7, 5, 3):
        tail = tail * s * s + 1 / odd
    return ops.where(q < 0.1, small * s + 2 * s**3 * tail, -log_p - q)


def kept_terms(log_q, terms):
    """q²/2 + ... + q^N/N. In the gradient they and q are p (1 + q + ...) = 1 − q^N, and nothing cancels."""
    j = ops.arange(2, terms + 1, dtype=log_q.dtype)
    return ops.sum(ops.exp(j * ops.expand_dims(log_q, -1)) / j, axis=-1)


# What the playground says: logits (all others 0), label, loss.
CLASSES = ${classesOf(member)}
CHECKS = [
${checks.join('\n')}
]


def check():
    criterion = PolyLoss()
    # Rounding is relative to the terms without their signs.
    sizes = PolyLoss(epsilon=[abs(value) for value in criterion.epsilon])
    for logits, label, expected in CHECKS:
        row = [*logits, *[0.0] * (CLASSES - len(logits))]
        found, size = (float(loss([label], [row])) for loss in (criterion, sizes))
        if not abs(found - expected) <= 1e-4 * abs(size) + 1e-30:
            raise SystemExit(f"The loss at {logits}, label {label}, is {found}. The playground has {expected}.")
        print(f"{logits}, label {label}: loss {found:.6g}")
    print("All five are as in the playground.")


if __name__ == "__main__":
    check()
`
}
