import { aboutOf, WEIGHTS_ARE } from './about.ts'
import { checksOf, classesOf } from './checks.ts'
import type { Member } from './member.ts'
import { pythonNumber, pythonTuple, wrapped } from './numerals.ts'

/** The loss for JAX, beside optax's. */
export function jax(member: Member): string {
  const { loss, weights } = member
  const checks = checksOf(member).map(({ logits, label, value }) => `    (${pythonTuple(logits)}, ${label}, ${pythonNumber(value)}),`)
  return `"""${aboutOf(member, 'JAX')}

As optax's losses it takes logits first, then labels, and gives a loss for each example:

    loss = PolyLoss()(logits, labels).mean()

Flax, Equinox, Haiku and plain JAX: within the function that jax.value_and_grad takes

    criterion = PolyLoss(reduction="mean")

    def loss_fn(params):
        return criterion(model.apply(params, images), labels)

It is frozen and hashable, and may be a static argument of jax.jit.
"""

import dataclasses

import jax
import jax.numpy as jnp

# Stands for a logit of −∞; infinity less infinity would be no number.
MASKED = -1e30
${weights ? `\n# ${WEIGHTS_ARE}\nCLASS_WEIGHT = ${wrapped(['(', ')'], weights.map(pythonNumber), '    ')}\n` : ''}

@dataclasses.dataclass(frozen=True)
class PolyLoss:
    """Takes logits [..., K], and labels [...] or a distribution over the classes for each.

    Attributes:
        epsilon: ε₁, ε₂, ..., each added to the coefficient 1/j of its term.
        gamma: γ of the focal loss; shifts every exponent.
        terms: how many terms of −log p are kept; None keeps the logarithm itself.
        label_smoothing: a, in [0, 1).
        class_weight: of each class; a distribution has the mean of its classes' weights.
        alpha: for "sigmoid": the weight of the positive, and 1 − alpha that of the negative.
        activation: "softmax", or "sigmoid" for K yes-or-no questions, each smoothed as two
            classes. A label K is then none of them, and labels of the shape of the logits
            may hold ignore_index.
        ignore_index: labels that count for nothing.
        reduction: "none" as in optax, "sum", or "mean" over what is not ignored.
    """

    epsilon: tuple = ${pythonTuple(loss.epsilon)}
    gamma: float = ${pythonNumber(loss.gamma)}
    terms: int | None = ${loss.terms === Infinity ? 'None' : loss.terms}
    label_smoothing: float = ${pythonNumber(loss.labelSmoothing)}
    class_weight: tuple | None = ${weights ? 'CLASS_WEIGHT' : 'None'}
    alpha: float | None = None
    activation: str = "softmax"
    ignore_index: int = -100
    reduction: str = "none"

    def __call__(self, logits, labels):
        logits, labels = jnp.asarray(logits), jnp.asarray(labels)
        if not jnp.issubdtype(logits.dtype, jnp.floating):
            raise TypeError("the logits come first, then the labels")
        logits = logits.astype(jnp.promote_types(logits.dtype, jnp.float32))
        loss, kept = {"softmax": self._softmax, "sigmoid": self._sigmoid}[self.activation](logits, labels)
        loss = jnp.where(kept, loss, 0.0)
        if self.reduction == "none":
            return loss
        return jnp.sum(loss) / (jnp.maximum(jnp.sum(kept), 1) if self.reduction == "mean" else 1)

    def _softmax(self, logits, labels):
        # Shifted, logits far from 0 keep the digits of their differences.
        logits = logits - jax.lax.stop_gradient(jnp.max(logits, axis=-1, keepdims=True))
        classes = logits.shape[-1]
        hard = labels.ndim < logits.ndim
        kept = labels != self.ignore_index if hard else jnp.ones(logits.shape[:-1], dtype=bool)
        shares = jax.nn.one_hot(labels, classes, dtype=logits.dtype) if hard else labels
        if hard and self.label_smoothing == 0:
            loss = self._loss(odds_of(logits, shares > 0))
        else:
            a = self.label_smoothing
            loss = jnp.sum(((1 - a) * shares + a / classes) * self._loss(all_odds(logits)), axis=-1)
        if self.class_weight is not None:
            loss = loss * jnp.sum(shares * jnp.asarray(self.class_weight, logits.dtype), axis=-1)
        return loss, kept

    def _sigmoid(self, logits, labels):
        kept = labels != self.ignore_index
        if labels.ndim < logits.ndim:
            kept = jnp.broadcast_to(kept[..., None], logits.shape)
            labels = jax.nn.one_hot(labels, logits.shape[-1], dtype=logits.dtype)
        labels = jnp.where(kept, labels, 0).astype(logits.dtype)
        a = self.label_smoothing
        smooth = (1 - a) * labels + a / 2
        loss = smooth * self._loss(logits) + (1 - smooth) * self._loss(-logits)
        if self.alpha is not None:
            loss = loss * (labels * self.alpha + (1 - labels) * (1 - self.alpha))
        if self.class_weight is not None:
            loss = loss * jnp.asarray(self.class_weight, logits.dtype)
        return loss, kept

    def _loss(self, odds):
        """ℓ(p) from log(p / q), q = 1 − p: neither loses its digits, or is 0 in a logarithm."""
        log_p, log_q = jax.nn.log_sigmoid(odds), jax.nn.log_sigmoid(-odds)
        q = jnp.exp(log_q)
        # Of q, q², ...; what −log p has beyond q is added apart.
        first, *others = self.epsilon or (0.0,)
        polynomial = 0.0
        for coefficient in reversed((1 + first, *others)):
            polynomial = (polynomial + coefficient) * q
        later = later_terms(log_p, q) if self.terms is None else kept_terms(log_q, self.terms)
        return (polynomial + later) * jnp.exp(self.gamma * log_q)


def odds_of(logits, hot):
    """log(p / q) of a class each, the hot one: its logit against those of all others."""
    others = jax.nn.logsumexp(jnp.where(hot, MASKED, logits), axis=-1)
    return jnp.sum(jnp.where(hot, logits, 0.0), axis=-1) - others


def all_odds(logits):
    """log(p / q) of every class. Only the largest p is so near to 1 that 1 − p has lost digits."""
    log_p = jax.nn.log_softmax(logits, axis=-1)
    top = jax.nn.one_hot(jnp.argmax(logits, axis=-1), logits.shape[-1], dtype=bool)
    odds = log_p - jnp.log1p(-jnp.where(top, 0.0, jnp.exp(log_p)))
    return jnp.where(top, odds_of(logits, top)[..., None], odds)


def later_terms(log_p, q):
    """q²/2 + q³/3 + ... = −log p − q. Where it is small beside q, by the series of atanh."""
    small = jnp.minimum(q, 0.1)
    s = small / (2 - small)
    tail = 0.0
    for odd in (13, 11, 9, 7, 5, 3):
        tail = tail * s * s + 1 / odd
    return jnp.where(q < 0.1, small * s + 2 * s**3 * tail, -log_p - q)


def kept_terms(log_q, terms):
    """q²/2 + ... + q^N/N. In the gradient they and q are p (1 + q + ...) = 1 − q^N, and nothing cancels."""
    j = jnp.arange(2, terms + 1, dtype=log_q.dtype)
    return jnp.sum(jnp.exp(j * log_q[..., None]) / j, axis=-1)


# What the playground says: logits (all others 0), label, loss.
CLASSES = ${classesOf(member)}
CHECKS = [
${checks.join('\n')}
]


def check():
    criterion = PolyLoss()
    # Rounding is relative to the terms without their signs.
    sizes = PolyLoss(epsilon=tuple(abs(value) for value in criterion.epsilon))
    for logits, label, expected in CHECKS:
        row = jnp.asarray([[*logits, *[0.0] * (CLASSES - len(logits))]])
        found, size = (float(loss(row, jnp.asarray([label]))[0]) for loss in (criterion, sizes))
        if not abs(found - expected) <= 1e-4 * abs(size) + 1e-30:
            raise SystemExit(f"The loss at {logits}, label {label}, is {found}. The playground has {expected}.")
        print(f"{logits}, label {label}: loss {found:.6g}")
    print("All five are as in the playground.")


if __name__ == "__main__":
    check()
`
}
